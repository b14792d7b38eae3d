import { expect, test } from 'vitest'
import { cameByNumber } from './by-name.ts'

const at = (address: string) => cameByNumber(new URL(address) as unknown as Location)

test('who came by a number is shown the name of this machine, where there is one', () => {
  expect(at('http://127.0.0.1:8080/desk/sign-in')).toEqual({ instead: 'http://localhost:8080/desk/' })
  expect(at('http://[::1]:8080/desk/')).toEqual({ instead: 'http://localhost:8080/desk/' })
  expect(at('http://127.0.0.1/desk/')).toEqual({ instead: 'http://localhost/desk/' })
  expect(at('https://10.1.2.3/desk/')).toEqual({ instead: undefined })
  for (const name of ['http://localhost:8080/', 'https://yizhan.example.gov.cn/', 'https://127.example.cn/']) expect(at(name)).toBeUndefined()
})
