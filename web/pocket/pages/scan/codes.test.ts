import { describe, expect, it } from 'vitest'
import { scanned, typedCode } from './codes.ts'

describe('the code on the wall', () => {
  it('is read from the address in the picture: an outlet’s poster, or a station’s', () => {
    expect(scanned('https://waystation.example/i/7KQ2M8XD')).toEqual({ kind: 'poster', code: '7KQ2M8XD' })
    expect(scanned('http://127.0.0.1:8080/i/7KQ2M8XD?x=1')).toEqual({ kind: 'poster', code: '7KQ2M8XD' })
    expect(scanned('https://waystation.example/s/K7Q2-M8XD-44')).toEqual({ kind: 'station', code: 'K7Q2-M8XD-44' })
  })

  it('is not seen in the other codes of a wall', () => {
    for (const text of ['https://u.wechat.com/abcdef', 'https://waystation.example/desk/i/7KQ2M8XD', 'https://waystation.example/x/7KQ2M8XD', 'WIFI:S:x;;', 'https://waystation.example/s/', '7KQ2M8XD']) expect(scanned(text)).toBeUndefined()
  })

  it('may be typed as one reads it', () => {
    expect(typedCode(' 7kq2-m8xd ')).toBe('7KQ2M8XD')
    expect(typedCode('７ＫＱ２　Ｍ８ＸＤ')).toBe('7KQ2M8XD')
    expect(typedCode('https://waystation.example/i/7KQ2M8XD')).toBe('7KQ2M8XD')
  })
})
