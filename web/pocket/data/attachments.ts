/**
 * Photos and PDFs on their way to the server: made smaller on the phone first, with how far they are, and kept in hand
 * when the network breaks, so that one press tries again.
 */
import { language } from '../../ui/words/language.ts'
import { ApiProblem, urlOf, type Api, type ReplyOf } from './client.ts'
import { noteReached } from './network.ts'

export type Attachment = ReplyOf<Api['POST /attachments']>

/** The server keeps at most this many pixels a side; sending more only costs the rider's data. */
const SIDE = 2560
const QUALITY = 0.85

/** @param tell share sent, 0 to 1. @throws ApiProblem */
export async function upload(file: File, tell: (share: number) => void, signal?: AbortSignal): Promise<Attachment> {
  const form = new FormData()
  const smaller = await shrink(file)
  form.append('file', smaller, smaller instanceof File ? smaller.name : `${file.name.replace(/\.\w+$/, '')}.jpg`)
  return new Promise((resolve, reject) => {
    // fetch does not say how far an upload is.
    const request = new XMLHttpRequest()
    const offline = (): void => {
      noteReached(false)
      reject(new ApiProblem({ type: 'offline', title: 'offline', status: 0 }))
    }
    request.open('POST', urlOf('POST /attachments'))
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('accept-language', language.value)
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded, total }) => tell(total > 0 ? loaded / total : 0))
    request.addEventListener('error', offline)
    request.addEventListener('timeout', offline)
    request.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
    request.addEventListener('load', () => {
      noteReached(true)
      const body: unknown = request.response
      if (request.status === 201) resolve(body as Attachment)
      else reject(new ApiProblem((body as ApiProblem['body'] | null) ?? { type: 'internal', title: request.statusText, status: request.status }))
    })
    signal?.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}

/** Where a file of mine is shown. */
export function attachmentUrl(id: number): string {
  return urlOf('GET /attachments/{id}', { params: { id }, query: { inline: true } })
}

/** A camera's picture as a smaller JPEG; what is small already, or is no picture, as it is. */
async function shrink(file: File): Promise<Blob> {
  if (!file.type.startsWith('image/') || !('createImageBitmap' in globalThis)) return file
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height))
    if (scale === 1 && file.size < 1_000_000) return file
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    const smaller = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
    return smaller !== null && smaller.size < file.size ? smaller : file
  } catch {
    return file // the server says what is wrong with it
  }
}
