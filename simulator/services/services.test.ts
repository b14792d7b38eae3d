// What the simulator says of services is what the product would work out: promises, states, counts, money.

import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { ServiceContent } from '../../contract/services.ts'
import { officialDays } from '../../server/modules/calendar/official-days.ts'
import { workCalendar } from '../../server/modules/calendar/rules.ts'
import { promisedOn } from '../../server/modules/services/applications/rules.ts'
import { checkAnswers } from '../../server/modules/services/forms/check-answers.ts'
import { faultsOf } from '../../server/modules/services/forms/rules.ts'
import { simulateCity } from '../city/simulate-city.ts'
import { isoDay } from '../days.ts'
import { localDay } from './applications.ts'

const today = Temporal.PlainDate.from('2026-11-25')
const city = simulateCity({ city: 110105, seed: 1, today })
const { services, network, workers } = city.registry
const plain = (day: number) => Temporal.PlainDate.from(isoDay(day))

describe('the catalogue', () => {
  it('has the services of the round table, each as the contract has it, with a form that holds together', () => {
    ok(services.services.length >= 8)
    for (const { content } of services.services) {
      ok(Value.Check(ServiceContent, content), JSON.stringify([...Value.Errors(ServiceContent, content)].slice(0, 2)))
      deepEqual(faultsOf(content.form), [])
      ok(network.partners.some(({ id }) => id === content.provider_id))
      ok([content.title.en, content.summary.en, content.description.en, ...content.steps.map((step) => step.title.en)].every((words) => words !== ''))
    }
    ok(Value.Check(Type.Array(Type.String()), services.services.map(({ content }) => content.title.zh)))
  })
})

describe('applications', () => {
  const contentOf = new Map(services.services.map(({ id, content }) => [id, content]))
  const stopsOf = Map.groupBy(services.stops, (one) => one.applicationId)
  const stepsOf = Map.groupBy(services.steps, (one) => one.applicationId)

  it('are some 2,000 in every state', () => {
    ok(services.applications.length > 1800 && services.applications.length <= 2000, String(services.applications.length))
    const states = Object.groupBy(services.applications, (one) => one.state)
    for (const [state, least] of [['submitted', 5], ['in-progress', 60], ['asked', 10], ['approved', 800], ['refused', 60], ['withdrawn', 40]] as const) ok((states[state]?.length ?? 0) >= least, `${state}: ${states[state]?.length}`)
    ok(services.applications.some((one) => one.offeredTo !== undefined) && services.applications.some((one) => one.stars !== undefined) && services.applications.some((one) => one.onBehalf))
  })

  it('are promised for the day that the product works out, stops counted in', () => {
    const calendar = workCalendar(officialDays().map(({ date, ...rest }) => ({ ...rest, date: Temporal.PlainDate.from(date) })))
    for (const one of services.applications) {
      const stops = (stopsOf.get(one.id) ?? []).map(({ from, until }) => ({ from: plain(from), until: until === undefined ? null : plain(until) }))
      equal(promisedOn(plain(localDay(one.submittedAt)), one.promisedDays, stops, today, calendar).toString(), isoDay(one.dueOn), `application ${one.id}`)
    }
  })

  it('have a history that leads to where they are, in its order', () => {
    for (const one of services.applications) {
      const history = stepsOf.get(one.id) ?? []
      equal(history[0]?.kind, 'submitted')
      ok(history.every((entry, at) => entry.at <= city.now && (at === 0 || entry.at >= (history[at - 1]?.at ?? 0))))
      const kinds = new Set(history.map(({ kind }) => kind))
      equal(kinds.has('asked'), (stopsOf.get(one.id)?.length ?? 0) > 0)
      if (one.state === 'approved' || one.state === 'refused' || one.state === 'withdrawn') ok(kinds.has(one.state) && one.closedAt !== undefined)
      else ok(one.closedAt === undefined)
      if (one.state === 'asked') ok(!kinds.has('answered') && stopsOf.get(one.id)?.[0]?.until === undefined)
      if (one.state === 'submitted') equal(one.step, undefined)
    }
  })

  it('are open once for each worker and service, with a word of the worker before them', () => {
    const open = services.applications.filter((one) => one.closedAt === undefined).map((one) => `${one.workerId}/${one.serviceId}`)
    equal(new Set(open).size, open.length)
    const consents = new Map([...city.registry.consents, ...services.consents].map((one) => [one.id, one]))
    equal(consents.size, city.registry.consents.length + services.consents.length)
    for (const one of services.applications) {
      const consent = consents.get(one.consentId)
      ok(consent?.workerId === one.workerId && consent.granted && consent.at <= one.submittedAt && consent.purpose === 'service-on-my-behalf')
      ok(one.onBehalf === (one.consentBy !== ''))
    }
  })

  it('are made by those whom the service is meant for by trade', () => {
    const trades = new Map(workers.map(({ id, trade }) => [id, trade]))
    const certificates = services.applications.filter((one) => contentOf.get(one.serviceId)?.icon === 'health')
    ok(certificates.length > 100 && certificates.every((one) => ['food-delivery', 'instant-retail'].includes(trades.get(one.workerId) ?? '')))
  })

  it('answer their forms', () => {
    for (const one of services.applications.slice(0, 400)) {
      const form = contentOf.get(one.serviceId)?.form ?? { type: 'object' as const, properties: {}, required: [] }
      const worker = workers.find(({ id }) => id === one.workerId)
      if (worker?.idKind === 'resident-id') deepEqual(Object.keys(checkAnswers(form, one.answers, 'en')).sort(), Object.keys(one.answers).sort())
    }
  })

  it('stay within the months’ quotas', () => {
    for (const { serviceId, month, taken } of services.months) {
      ok(taken <= (contentOf.get(serviceId)?.monthly_quota ?? 0))
      equal(services.applications.filter((one) => one.serviceId === serviceId && one.quotaMonth === month).length, taken)
    }
  })
})

describe('vouchers and campaigns', () => {
  it('are some 1,500 vouchers whose batches count them right', () => {
    ok(services.vouchers.length > 1200 && services.vouchers.length < 1800, String(services.vouchers.length))
    for (const batch of services.batches) {
      const count = (state: string) => services.vouchers.filter((one) => one.batchId === batch.id && one.state === state).length
      deepEqual([batch.issued, batch.redeemed, batch.expired, batch.cancelled], [count('valid') + count('redeemed') + count('expired'), count('redeemed'), count('expired'), count('cancelled')])
      ok(batch.issued <= batch.quota)
    }
    equal(new Set(services.vouchers.map((one) => one.code)).size, services.vouchers.length)
    ok(services.vouchers.every((one) => (one.state === 'valid') === (one.endedOn === undefined)))
  })

  it('settle each redemption of a closed month once, to the fen', () => {
    equal(services.redemptions.length, services.vouchers.filter((one) => one.state === 'redeemed').length)
    for (const settlement of services.settlements) {
      const own = services.redemptions.filter((one) => one.settlementId === settlement.id)
      deepEqual([own.length, own.reduce((sum, one) => sum + one.valueFen, 0)], [settlement.redeemed, settlement.redeemedFen])
      ok(own.every((one) => one.partnerId === settlement.partnerId && one.month === settlement.month))
    }
    ok(services.settlements.length > 0 && services.redemptions.some((one) => one.settlementId === undefined))
  })

  it('have a campaign that runs and one with its report, whose cuts add up to what was given', () => {
    deepEqual(services.campaigns.map((one) => one.state), ['running', 'reported', 'planned', 'draft'])
    for (const campaign of services.campaigns.slice(0, 2)) {
      for (const cut of ['station', 'day', 'trade'] as const) {
        const sum = services.counts.filter((one) => one.campaignId === campaign.id && one.cut === cut).reduce((total, one) => total + one.people, 0)
        equal(sum, campaign.handedOut + campaign.walkIns, `${campaign.name} by ${cut}`)
      }
    }
    const [running] = services.campaigns
    for (const good of running?.goods ?? []) equal(network.moves.filter((one) => one.campaignId === 1 && one.goodId === good.good).reduce((sum, one) => sum - one.quantity, 0), good.handed)
    ok(running && running.handedOut + running.walkIns > 100)
    ok(services.campaigns[1]?.summary && services.campaigns[1].otherCosts.length > 0)
  })

  it('the demo’s rider holds vouchers to show', () => {
    const xiaoman = workers.find((worker) => worker.name === '周小满')
    ok(services.vouchers.filter((one) => one.workerId === xiaoman?.id && one.state === 'valid').length >= 2)
  })
})

it('gives what the time of year asks for', () => {
  const told = (day: string) => {
    const { services: made, network: own } = simulateCity({ city: 110105, seed: 1, today: Temporal.PlainDate.from(day), size: { companies: 6, outlets: 20, workers: 300 } }).registry
    return made.campaigns.slice(0, 2).map((one) => [one.season, ...one.goods.map(({ good }) => own.goods.find(({ id }) => id === good)?.name)])
  }
  const cool = ['summer-heat', '矿泉水', '藿香正气水']
  const warm = ['winter-warmth', '防寒手套', '姜茶']
  deepEqual(told('2026-07-10'), [[...cool, '一次性雨衣'], warm])
  deepEqual(told('2026-11-29'), [[...warm, '暖宝宝'], cool])
})

it('a small city has all of it, too', () => {
  const small = simulateCity({ city: 330481, seed: 2, today, size: { companies: 6, outlets: 20, workers: 300 } }).registry.services
  ok(small.services.length >= 8 && small.applications.length >= 20 && small.vouchers.length >= 20 && small.campaigns.length === 4)
})
