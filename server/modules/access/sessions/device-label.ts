// What a person recognises a session by: "微信 · Android". No version, no address: nothing to track by.

const programs: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/i, '微信'],
  [/DingTalk/i, '钉钉'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/(HuaweiBrowser|MiuiBrowser|HeyTapBrowser|VivoBrowser)/, '手机浏览器'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/i, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad|iOS/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

export function deviceLabel(userAgent: string): string {
  const find = (list: typeof programs) => list.find(([pattern]) => pattern.test(userAgent))?.[1]
  return [find(programs), find(systems)].filter(Boolean).join(' · ')
}
