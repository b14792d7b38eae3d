// Prometheus metrics: counts and times by route pattern. No address, no account, no person.

import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { Problem } from './problem.ts'

/** @param behindProxy then what comes through the proxy is the public, to whom how busy a city is says too much */
export function observeRequests(app: FastifyInstance, behindProxy: boolean): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'waystation_request_seconds',
    help: 'Time to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  app.addHook('onResponse', (request, reply, done) => {
    seconds.observe({ method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) }, reply.elapsedTime / 1000)
    done()
  })
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (behindProxy && request.headers['x-forwarded-for'] !== undefined) throw new Problem('not-found')
    return reply.header('content-type', registry.contentType).send(await registry.metrics())
  })
}
