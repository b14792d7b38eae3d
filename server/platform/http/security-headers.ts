// What every answer tells browsers. It is the same each time, so helmet is asked once and not for each request.

import { IncomingMessage, ServerResponse, type OutgoingHttpHeaders } from 'node:http'
import { Socket } from 'node:net'
import helmet from 'helmet'

const self = ["'self'"]
const none = ["'none'"]

export function securityHeaders(): OutgoingHttpHeaders {
  const request = new IncomingMessage(new Socket())
  const answer = new ServerResponse(request)
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: self, scriptSrc: self, styleSrc: self, imgSrc: [...self, 'data:', 'blob:'], connectSrc: self, fontSrc: self, manifestSrc: self, workerSrc: self,
        objectSrc: none, baseUri: none, formAction: self, frameAncestors: none,
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  })(request, answer, () => undefined)
  return { ...answer.getHeaders() }
}
