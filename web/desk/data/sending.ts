/** Sends a file with progress, which `fetch` cannot tell. */
import { language } from '../../ui/words/index.ts'
import { ApiProblem, urlOf, type Api } from './client.ts'

export interface Sending<Reply> {
  readonly done: Promise<Reply>
  readonly cancel: () => void
}

/** Operations that take a file in the multipart field `file`. */
export type UploadOperation = { [K in keyof Api]: Api[K] extends { body: 'multipart' } ? K : never }[keyof Api]

/** @param said called with the share that was sent, 0 to 1. Rejects with ApiProblem, or AbortError when cancelled. */
export function sendFile<Reply>(operation: UploadOperation, to: { params?: Record<string, unknown>; query?: Record<string, unknown> }, file: File, said: (share: number) => void = () => undefined): Sending<Reply> {
  const request = new XMLHttpRequest()
  const done = new Promise<Reply>((resolve, reject) => {
    request.open(operation.split(' ')[0] ?? 'POST', urlOf(operation, to))
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('accept-language', language.value)
    request.upload.addEventListener('progress', (event) => event.lengthComputable && said(event.loaded / event.total))
    request.addEventListener('error', () => reject(new ApiProblem({ type: 'offline', title: 'offline', status: 0 })))
    request.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')))
    request.addEventListener('load', () => {
      const answer = parsed(request.responseText)
      if (request.status >= 200 && request.status < 300) resolve(answer as Reply)
      else reject(new ApiProblem((answer as ApiProblem['body'] | undefined) ?? { type: 'internal', title: request.statusText, status: request.status }))
    })
    const form = new FormData()
    form.append('file', file)
    request.send(form)
  })
  return { done, cancel: () => request.abort() }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
