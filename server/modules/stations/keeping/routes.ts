import type { stationLifeOperations } from '../../../../contract/station-life.ts'
import type { Routes } from '../../../platform/http/call.ts'
import { posterOf } from '../codes/poster.ts'
import { addCode, endCode, listCodes } from '../codes/printed-codes.ts'
import { readCode } from '../codes/read-code.ts'
import { counterEvents } from './counter-events.ts'
import { listCounters } from './list-counters.ts'
import { readCounter } from './read-counter.ts'
import { answerRemark, closeRemark } from '../remarks/decide-remark.ts'
import { getOneRemark, listRemarks } from '../remarks/list-remarks.ts'
import { makeRemark } from '../remarks/make-remark.ts'
import { listMyRemarks } from '../remarks/my-remarks.ts'
import { addGood, changeGood, listGoods } from '../stock/goods.ts'
import { addMove, listMoves, listStock, readStock, setLowAt } from '../stock/stock.ts'
import { busyHours } from '../visits/busy-hours.ts'
import { checkIn, checkOut, readMyStay } from '../visits/check-in.ts'
import { correctCount, dropCount } from '../visits/correct-count.ts'
import { occupancyEvents } from '../visits/occupancy-events.ts'
import { readOccupancy } from '../visits/read-occupancy.ts'

export const routes: Routes<typeof stationLifeOperations> = {
  'GET /station-codes/{code}': readCode,
  'GET /stations/{id}/codes': listCodes,
  'POST /stations/{id}/codes': addCode,
  'DELETE /station-codes/{code}': endCode,
  'GET /stations/{id}/poster': posterOf,
  'POST /stations/check-ins': checkIn,
  'GET /me/stay': readMyStay,
  'DELETE /me/stay': checkOut,
  'GET /stations/{id}/occupancy': readOccupancy,
  'GET /stations/{id}/occupancy/events': occupancyEvents,
  'GET /stations/{id}/busy-hours': busyHours,
  'PUT /stations/{id}/count': correctCount,
  'DELETE /stations/{id}/count': dropCount,
  'POST /stations/{id}/remarks': makeRemark,
  'GET /me/remarks': listMyRemarks,
  'GET /remarks': listRemarks,
  'GET /remarks/{id}': getOneRemark,
  'POST /remarks/{id}/answer': answerRemark,
  'POST /remarks/{id}/closure': closeRemark,
  'GET /goods': listGoods,
  'POST /goods': addGood,
  'PATCH /goods/{id}': changeGood,
  'GET /stations/{id}/stock': readStock,
  'PUT /stations/{id}/stock/{good}': setLowAt,
  'GET /stations/{id}/stock-moves': listMoves,
  'POST /stations/{id}/stock-moves': addMove,
  'GET /stock': listStock,
  'GET /counters': listCounters,
  'GET /stations/{id}/counter': readCounter,
  'GET /stations/{id}/counter/events': counterEvents,
}
