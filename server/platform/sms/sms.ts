// Text messages to phones. Providers send approved templates only, so a message is a template and its values.

import type { Config } from '../config.ts'
import { createAliyunSender } from './aliyun.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createTencentSender } from './tencent.ts'
import type { SendSms } from './message.ts'

export { SmsFailed, type SendSms, type Sms } from './message.ts'

/** `outbox` is there when messages are only shown, not sent. */
export function createSms(config: Pick<Config, 'sms' | 'mode'>): { send: SendSms; outbox: Outbox | undefined } {
  const { provider, settings } = config.sms
  if (provider === 'aliyun') return { send: createAliyunSender(settings), outbox: undefined }
  if (provider === 'tencent') return { send: createTencentSender(settings), outbox: undefined }
  const outbox = createOutbox()
  return { send: outbox.put, outbox }
}
