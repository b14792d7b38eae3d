import { describe, expect, it } from 'vitest'
import { scannedCode, typedCode } from './poster-code.ts'

describe('the code on the wall', () => {
  it('is read from the address in the picture', () => {
    expect(scannedCode('https://waystation.example/i/7KQ2M8XD')).toBe('7KQ2M8XD')
    expect(scannedCode('http://127.0.0.1:8080/i/7KQ2M8XD?x=1')).toBe('7KQ2M8XD')
  })

  it('is not seen in the other codes of a wall', () => {
    for (const text of ['https://u.wechat.com/abcdef', 'https://waystation.example/desk/i/7KQ2M8XD', 'WIFI:S:x;;', 'https://waystation.example/i/', '7KQ2M8XD']) expect(scannedCode(text)).toBeUndefined()
  })

  it('may be typed as one reads it', () => {
    expect(typedCode(' 7kq2-m8xd ')).toBe('7KQ2M8XD')
    expect(typedCode('７ＫＱ２　Ｍ８ＸＤ')).toBe('7KQ2M8XD')
    expect(typedCode('https://waystation.example/i/7KQ2M8XD')).toBe('7KQ2M8XD')
  })
})
