/** Saves a file the API answers with: fetched, not linked, so that it speaks the language on screen and a problem is said on the page. */
import { language } from '../../ui/words/language.ts'
import { ApiProblem, urlOf, type Api } from './client.ts'
import { noteReached } from './network.ts'

export type FileOperation = { [K in keyof Api]: Api[K] extends { reply: 'file' } ? K : never }[keyof Api]

/** The name it was saved under. Throws `ApiProblem`. */
export async function saveFile(operation: FileOperation, query: Record<string, unknown>): Promise<string> {
  const response = await fetch(urlOf(operation, { query }), { headers: { 'accept-language': language.value }, credentials: 'same-origin' }).catch(() => {
    noteReached(false)
    throw new ApiProblem({ type: 'offline', title: 'offline', status: 0 })
  })
  if (!response.ok) throw new ApiProblem((await response.json()) as ApiProblem['body'])
  const named = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('content-disposition') ?? '')?.[1]
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = named === undefined ? 'waystation' : decodeURIComponent(named)
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  return link.download
}
