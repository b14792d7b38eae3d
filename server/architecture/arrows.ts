// Which file may import which: the rules for dependency-cruiser, made from modules.json.

import { readFileSync } from 'node:fs'
import { cruise, type ICruiseResult, type IForbiddenRuleType, type IRegularForbiddenRuleType } from 'dependency-cruiser'

export type Modules = Record<string, { calls: string[]; tables: string[] }>

export function readModules(): Modules {
  const { $comment: _, ...modules } = JSON.parse(readFileSync(new URL('../../modules.json', import.meta.url), 'utf8')) as Modules & { $comment: never }
  return modules
}

export function arrowRules(modules: Modules): IForbiddenRuleType[] {
  const tests = '\\.test\\.ts$'
  const rules: IForbiddenRuleType[] = [
    forbid('contract is a leaf', { path: '^contract/', pathNot: tests }, { path: '^(server|web|simulator|e2e|bench)/' }),
    forbid('contract imports its schema library only', { path: '^contract/', pathNot: tests }, { path: 'node_modules/', pathNot: 'node_modules/typebox/' }),
    forbid('ui fetches nothing and knows no app', { path: '^web/ui/' }, { path: '^(contract|server|simulator|web/(pocket|desk))/' }),
    forbid('pocket does not know desk or server', { path: '^web/pocket/' }, { path: '^(server|simulator|web/desk)/' }),
    forbid('desk does not know pocket or server', { path: '^web/desk/' }, { path: '^(server|simulator|web/pocket)/' }),
    forbid('platform knows no domain', { path: '^server/platform/', pathNot: tests }, { path: '^server/(modules|commands|app\\.ts)' }),
    forbid('rules are pure', { path: '^server/modules/.*/?rules\\.ts$' }, { pathNot: '^contract/|/rules\\.ts$|-rules\\.ts$' }),
    forbid('only app.ts imports routes.ts', { path: '^server/', pathNot: ['^server/app\\.ts$', tests] }, { path: '^server/modules/.*routes\\.ts$' }),
    forbid('no circles', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
  ]
  for (const [name, { calls }] of Object.entries(modules)) {
    const others = Object.keys(modules).filter((other) => other !== name)
    rules.push(
      forbid(`${name} calls only what modules.json allows`, { path: `^server/modules/${name}/`, pathNot: tests }, { path: `^server/modules/(${others.filter((other) => !calls.includes(other)).join('|') || '-'})/` }),
      forbid(`${name} enters others by the front door`, { path: `^server/modules/${name}/`, pathNot: tests }, { path: `^server/modules/(${others.join('|')})/`, pathNot: `^server/modules/[^/]+/index\\.ts$` }),
    )
  }
  return rules
}

/** @param root the folder that holds contract/, server/ … */
export async function cruiseTree(root: string, folders: string[], rules: IForbiddenRuleType[]): Promise<ICruiseResult> {
  const result = await cruise(folders,
    { baseDir: root, validate: true, ruleSet: { forbidden: rules }, tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' }, exclude: { path: '^(web|server)/.*dist(-first)?/' } },
    { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.js', '.mjs', '.vue'] })
  if (typeof result.output === 'string') throw new Error('dependency-cruiser answered with text')
  return result.output
}

function forbid(name: string, from: IRegularForbiddenRuleType['from'], to: IRegularForbiddenRuleType['to']): IForbiddenRuleType {
  return { name, severity: 'error', from, to }
}
