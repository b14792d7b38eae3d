/** Sends a roster file with progress, which `fetch` cannot tell. */
import { ApiProblem, urlOf } from '../../../data/index.ts'
import { language } from '../../../../ui/words/index.ts'

export interface Sending {
  readonly done: Promise<{ readonly id: number }>
  readonly cancel: () => void
}

/** @param said called with the share that was sent, 0 to 1. Rejects with ApiProblem, or AbortError when cancelled. */
export function sendRoster(to: { company: number; outlet?: number | undefined; asOf: string }, file: File, said: (share: number) => void): Sending {
  const request = new XMLHttpRequest()
  const done = new Promise<{ id: number }>((resolve, reject) => {
    request.open('POST', urlOf('POST /companies/{id}/rosters', { params: { id: to.company }, query: { as_of: to.asOf, outlet: to.outlet } }))
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('accept-language', language.value)
    request.upload.addEventListener('progress', (event) => event.lengthComputable && said(event.loaded / event.total))
    request.addEventListener('error', () => reject(new ApiProblem({ type: 'offline', title: 'offline', status: 0 })))
    request.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')))
    request.addEventListener('load', () => {
      const answer = parsed(request.responseText)
      if (request.status === 202) resolve(answer as { id: number })
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
