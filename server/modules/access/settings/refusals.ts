// What somebody may want to switch on, and Waystation refuses (DOMAIN §5): named here so that the refusal is an answer.

type Words = readonly [zh: string, en: string]

export const refusals: Record<string, Words> = {
  'worker.tracking': ['不跟踪位置', 'it does not track where people are'],
  'worker.position-history-days': ['不保存轨迹', 'it keeps no trail of positions'],
  'worker.score': ['不给人打分', 'no score of a person exists'],
  'report.about-persons': ['报事只针对地点和事物，不针对人', 'reports are about places and things, never a named person'],
  'employer.sees-everything': ['用人单位只能看到本人同意提供的内容', 'an employer sees only what the worker has agreed to share'],
  'disclosure.without-purpose': ['查看原始证件号和手机号必须留下用途并告知本人', 'every reading of a clear number has a purpose and is shown to the worker'],
  'consent.irrevocable': ['授权随时可以收回', 'every consent can be taken back at once'],
  'request.names-forwarded': ['未经本人同意不转交姓名', 'the reporter’s identity is never forwarded without a yes'],
}
