// What the time of year asks for: goods by number (network/life.ts) with what one costs in fen, and the words of the
// care campaigns that give them.

import { isoDay } from '../days.ts'

export type Season = {
  code: 'winter-warmth' | 'summer-heat'
  goods: readonly (readonly [good: number, unitCostFen: number])[]
  running: { name: string; purpose: string }
  /** As it is told when it is over. */
  over: { name: string; purpose: string; summary: string; otherCosts: { label: string; fen: number }[]; voucher: { title: string; terms: string } }
}

const winter: Season = {
  code: 'winter-warmth',
  goods: [[5, 1800], [4, 300], [7, 120]],
  running: { name: '冬日暖蜂行动', purpose: '给跑在路上的人送手套、姜茶和一碗热汤面。到发放点出示手机上的领取码，或直接领。' },
  over: {
    name: '冬日送暖', purpose: '天冷的日子里，每个骑手驿站备足姜茶、手套和暖宝宝。', summary: '四十五天里，十二个驿站每天备姜茶，最冷的一周一天发出去两百多份。晚上七点以后领的人最多，有两个站中间断过货，明年要多备三成。', otherCosts: [{ label: '保温桶', fen: 180_000 }, { label: '海报印制', fen: 48_000 }],
    voucher: { title: '热饮券', terms: '冬天的一杯热豆浆。' },
  },
}

const summer: Season = {
  code: 'summer-heat',
  goods: [[1, 150], [3, 1250], [6, 600]],
  running: { name: '夏日清凉行动', purpose: '给跑在路上的人送水、藿香正气水和雨衣。到发放点出示手机上的领取码，或直接领。' },
  over: {
    name: '夏日送清凉', purpose: '高温天里，每个骑手驿站备足水和藿香正气水。', summary: '四十五天里，十二个驿站每天备水，最热的一周一天发出去两百多份。下午三点到五点领的人最多，有两个站中间断过货，明年要多备三成。藿香正气水用得比预想的少。', otherCosts: [{ label: '冰柜租用', fen: 360_000 }, { label: '海报印制', fen: 48_000 }],
    voucher: { title: '冰饮券', terms: '夏天的一瓶冰水。' },
  },
}

/** @returns the season of the day, and the one that is over */
export function seasonOf(day: number): { now: Season; over: Season } {
  const month = Number(isoDay(day).slice(5, 7))
  return month >= 10 || month <= 3 ? { now: winter, over: summer } : { now: summer, over: winter }
}
