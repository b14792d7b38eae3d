// Every problem the API can answer with: RFC 9457 `type`, status, and words in both languages.
// `{name}` is filled from the problem's values.

type ProblemWords = { status: number; zh: string; en: string }

export const problems = {
  'invalid-request': { status: 400, zh: '填写的内容有误，请看标出的地方', en: 'Some of what was sent is not valid' },
  'invalid-cursor': { status: 400, zh: '翻页标记无效，请从第一页开始', en: 'The paging cursor is not valid; start from the first page' },
  'not-signed-in': { status: 401, zh: '请先登录', en: 'Please sign in first' },
  'sign-in-failed': { status: 401, zh: '账号或密码不对', en: 'The account or password is wrong' },
  'code-wrong': { status: 401, zh: '验证码不对或已过期', en: 'The code is wrong or has expired' },
  'not-allowed': { status: 403, zh: '您的身份不能做这件事', en: 'Your role does not allow this' },
  'cross-site': { status: 403, zh: '请求来自别的网站，已拒绝', en: 'The request came from another site and was refused' },
  'not-found': { status: 404, zh: '没有找到', en: 'Not found' },
  'conflict': { status: 409, zh: '和现有内容冲突：{what}', en: 'This conflicts with what is there: {what}' },
  'already-exists': { status: 409, zh: '已经有了：{what}', en: 'This exists already: {what}' },
  'wrong-state': { status: 409, zh: '现在的状态是“{state}”，不能这样做', en: 'The state is now “{state}”; this cannot be done' },
  'changed-meanwhile': { status: 412, zh: '这条内容刚被别人改过，请刷新后再改', en: 'Somebody has changed this meanwhile; reload and try again' },
  'key-reused': { status: 422, zh: '同一个幂等键发来了不同的内容', en: 'This idempotency key was used for another request' },
  'too-large': { status: 413, zh: '文件太大，最多 {limit}', en: 'The file is too large; at most {limit}' },
  'unsupported-file': { status: 415, zh: '{why}', en: '{why}' },
  'unsupported': { status: 415, zh: '不支持这种内容', en: 'This kind of content is not supported' },
  'too-many': { status: 429, zh: '太频繁了，请 {seconds} 秒后再试', en: 'Too many requests; try again in {seconds} seconds' },
  'refused-by-design': { status: 422, zh: '驿站不做这件事：{why}', en: 'Waystation refuses to do this: {why}' },
  'rule': { status: 422, zh: '{why}', en: '{why}' },
  'mass-removal-held': { status: 409, zh: '大批离职已拦下，确认后才能应用：{why}', en: 'A mass removal was stopped; confirm before applying: {why}' },
  'older-than-standing': { status: 409, zh: '这份花名册的日期早于现在采用的 {date}', en: 'This roster is older than the one that stands ({date})' },
  'built-upon': { status: 409, zh: '后来又有变动，不能整份撤销：{why}', en: 'Later changes build on this; it cannot be reversed: {why}' },
  'consent-needed': { status: 409, zh: '要先得到本人同意：{purpose}', en: 'The worker has to agree first: {purpose}' },
  'not-meant': { status: 409, zh: '按登记的情况不符合条件：{why}', en: 'By what is on record the conditions are not met: {why}' },
  'quota-used': { status: 409, zh: '本月名额已用完，下月 1 日再来', en: 'This month’s places are used up; come back on the 1st' },
  'already-applied': { status: 409, zh: '已经申请过，正在办理（编号 {id}）', en: 'This was applied for already and is on its way (number {id})' },
  'voucher-unknown': { status: 404, zh: '没有这张券，请核对券码', en: 'There is no such voucher; check the code' },
  'already-redeemed': { status: 409, zh: '这张券 {when} 已在{where}核销', en: 'This voucher was redeemed {when} at {where}' },
  'voucher-not-redeemable': { status: 409, zh: '这张券不能核销：{why}', en: 'This voucher cannot be redeemed: {why}' },
  'undo-too-late': { status: 409, zh: '核销超过 {minutes} 分钟，不能撤回', en: 'A redemption can be taken back within {minutes} minutes only' },
  'quota-used-up': { status: 409, zh: '已经领完了', en: 'All of them have been taken' },
  'already-has': { status: 409, zh: '已经领过了', en: 'Taken already' },
  'no-seats': { status: 409, zh: '名额已满', en: 'All seats are taken' },
  'pass-unknown': { status: 404, zh: '出示码不对或已过期，请刷新后再扫', en: 'The pass is wrong or has expired; refresh it and scan again' },
  'already-given': { status: 409, zh: '这位师傅已经领过了', en: 'This worker has been given it already' },
  'stock-used-up': { status: 409, zh: '库存不够：{what}', en: 'Not enough in stock: {what}' },
  'station-code-wrong': { status: 422, zh: '这个码不对，或者已经换了，请对着驿站的码再扫一次', en: 'This code is wrong or has changed; scan the one at the station again' },
  'station-shut': { status: 409, zh: '驿站现在没开门：{why}', en: 'The station is not open now: {why}' },
  'station-not-for-you': { status: 403, zh: '这个驿站目前只接待{who}', en: 'This station is for {who} only' },
  'stock-short': { status: 409, zh: '只剩 {left}{unit}，不够发', en: 'Only {left} left; not enough' },
  'unavailable': { status: 503, zh: '服务暂时不可用，请稍后再试', en: 'The service is not available right now; try again shortly' },
  'internal': { status: 500, zh: '出错了，已记录，请稍后再试', en: 'Something went wrong and was recorded; try again shortly' },
} as const satisfies Record<string, ProblemWords>

export type ProblemType = keyof typeof problems
export type Language = 'zh-CN' | 'en'

/** What travels: application/problem+json. */
export type ProblemBody = {
  type: string
  title: string
  status: number
  detail?: string
  instance?: string
  errors?: { field: string; message: string }[]
} & Record<string, unknown>

/** `type` is a reference that answers: GET /api/problems/not-found. */
export const problemTypeBase = '/api/problems/'

export function problemTitle(type: ProblemType, language: Language, values: Record<string, unknown> = {}): string {
  const words = problems[type][language === 'en' ? 'en' : 'zh']
  return words.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
