/**
 * Saves a file the API answers with. Fetched, not linked: the file shall be in the language on screen, and a problem
 * shall be said on the page and not replace it.
 */
import { toast } from '../../ui/toasts.ts'
import { language } from '../../ui/words/index.ts'
import { ApiProblem, urlOf, type Api } from './client.ts'
import { sayProblem } from './problems.ts'
import { t } from '../words/data.ts'

export type FileOperation = { [K in keyof Api]: Api[K] extends { reply: 'file' } ? K : never }[keyof Api]

/** Says how it went in a toast. */
export async function saveFile(operation: FileOperation, sent: { params?: Record<string, unknown>; query?: Record<string, unknown> } = {}): Promise<boolean> {
  try {
    const file = await fetchFile(operation, sent)
    const link = document.createElement('a')
    link.href = URL.createObjectURL(file.content)
    link.download = file.name
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
    toast(t('saved', { name: file.name }))
    return true
  } catch (problem) {
    toast(sayProblem(problem), { kind: 'wrong' })
    return false
  }
}

async function fetchFile(operation: FileOperation, sent: { params?: Record<string, unknown>; query?: Record<string, unknown> }): Promise<{ name: string; content: Blob }> {
  const response = await fetch(urlOf(operation, sent), { headers: { 'accept-language': language.value }, credentials: 'same-origin' }).catch(() => {
    throw new ApiProblem({ type: 'offline', title: 'offline', status: 0 })
  })
  if (!response.ok) throw new ApiProblem((await response.json()) as ApiProblem['body'])
  const named = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('content-disposition') ?? '')?.[1]
  return { name: named === undefined ? 'waystation' : decodeURIComponent(named), content: await response.blob() }
}
