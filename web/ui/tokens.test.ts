import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const [tokens, desk, pocket] = ['tokens.css', 'desk/styles/ground.css', 'pocket/styles/ground.css'].map((path) => readFileSync(new URL(path, import.meta.url), 'utf8')) as [string, string, string]

describe('the dark values', () => {
  it.each([
    ['tokens.css', tokens],
    ['desk/styles/ground.css', desk],
    ['pocket/styles/ground.css', pocket],
  ])('are the same by hand and by the system in %s', (_, css) => {
    const chosen = block(css, ':root[data-theme="dark"]')
    expect(chosen.length).toBeGreaterThan(0)
    expect(block(css, ':root[data-theme="auto"]')).toEqual(chosen)
  })

  it('name no token that the light ones lack', () => {
    const light = new Set(block(tokens, ':root').map((one) => one.split(':')[0]))
    expect(block(tokens, ':root[data-theme="dark"]').filter((one) => !light.has(one.split(':')[0]))).toEqual([])
  })
})

function block(css: string, selector: string): string[] {
  const start = css.indexOf(`${selector} {`)
  const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start))
  return body
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .split(';')
    .map((one) => one.trim().replaceAll(/\s+/g, ' '))
    .filter(Boolean)
}
