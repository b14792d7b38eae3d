// Invented names: of the Han and of the peoples many riders come from, with rare characters, and how they are spelt.

import { pinyin } from 'pinyin-pro'
import { cumulate } from '../random.ts'
import type { Random } from '../random.ts'

export type PersonName = {
  name: string
  /** "zhou xiao man" */
  pinyin: string
  /** "zxm" */
  initials: string
}

/** The province whose identity numbers fit a name that belongs to a region. */
export type NameOrigin = { province: number | undefined }

/**
 * @param bornIn year: fashions of naming changed about 1990
 * @returns about 3 % Uyghur, Tibetan, Yi, Mongolian or Dai names, the rest a surname with one or two characters
 */
export function inventName(random: Random, female: boolean, bornIn: number): PersonName & NameOrigin {
  if (random.chance(0.03)) {
    const people = random.pick(PEOPLES)
    const own = random.pick(female ? people.women : people.men)
    const whole = people.between ? own + people.between + random.pick(FATHERS) : random.pick(people.first) + own
    return { ...spell(whole), province: random.pick(people.provinces) }
  }
  const surname = SURNAMES[random.weighted(SURNAME_WEIGHTS)] ?? '王'
  const pool = female ? (bornIn < 1990 ? WOMEN_ELDER : WOMEN) : bornIn < 1990 ? MEN_ELDER : MEN
  const rare = random.chance(0.014) ? random.pick(RARE) : undefined
  const given = random.chance(0.15) ? (rare ?? random.pick(pool.single)) : random.pick(pool.first) + (rare ?? random.pick(pool.last))
  return { ...spell(given, surname), province: undefined }
}

/** How a name is spelt and looked up. A surname has its own reading: 单 shan, 覃 qin, 尉迟 yu chi. */
export function spell(given: string, surname = ''): PersonName {
  let spoken = surname === '' ? '' : (SURNAME_READINGS[surname] ?? read(surname))
  for (const character of given) {
    const reading = read(character)
    if (reading !== '') spoken += spoken === '' ? reading : ` ${reading}`
  }
  return { name: surname + given, pinyin: spoken, initials: initialsOf(spoken) }
}

function initialsOf(spoken: string): string {
  let initials = spoken.charAt(0)
  for (let gap = spoken.indexOf(' '); gap >= 0; gap = spoken.indexOf(' ', gap + 1)) initials += spoken.charAt(gap + 1)
  return initials
}

/** Splits a whole name after a known two-character surname, else after the first character; names with · are not split. */
export function spellWhole(name: string): PersonName {
  if (name.includes('·')) return spell(name)
  const length = name.length > 2 && LONG_SURNAMES.has(name.slice(0, 2)) ? 2 : 1
  return spell(name.slice(length), name.slice(0, length))
}

/** A name of a firm or place: read as a phrase, since 朝阳 and 长城 are not read as their characters are alone. */
export function spellPhrase(name: string): PersonName {
  const spoken = pinyin(name, { toneType: 'none', type: 'array', v: true, nonZh: 'removed' })
  const whole = spoken.join(' ')
  return { name, pinyin: whole, initials: initialsOf(whole) }
}

const readings = new Map<string, string>()

// Character by character (a surname of two at once): in names the commonest reading is nearly always right, and the
// answer can be kept. Marks such as · have none.
function read(text: string): string {
  let reading = readings.get(text)
  if (reading === undefined) {
    const spoken = READINGS[text] ?? pinyin(text, { toneType: 'none', v: true })
    reading = /^[a-z]+(?: [a-z]+)?$/.test(spoken) ? spoken : ''
    readings.set(text, reading)
  }
  return reading
}

// pinyin-pro has no reading for some rare characters, and a rarer one for 乐.
const READINGS: Readonly<Record<string, string>> = {
  '䶮': 'yan', '㛃': 'jie', '𬭚': 'chun', '𫖯': 'fu', '𠅤': 'hu', '𬱖': 'di', 乐: 'le', 娜: 'na', 露: 'lu', 秘: 'mi', 塔: 'ta', 卡: 'ka', 热: 're', 呷: 'ga', 吉: 'ji',
}

const SURNAME_READINGS: Readonly<Record<string, string>> = {
  单: 'shan', 覃: 'qin', 解: 'xie', 仇: 'qiu', 查: 'zha', 曾: 'zeng', 尉迟: 'yu chi', 朴: 'piao', 翟: 'zhai', 乐: 'yue', 区: 'ou', 缪: 'miao', 宁: 'ning', 任: 'ren', 华: 'hua', 盖: 'ge', 石: 'shi', 沈: 'shen', 曲: 'qu', 车: 'che',
}

const LONG_SURNAMES = new Set(['欧阳', '司马', '上官', '诸葛', '尉迟'])
// In falling order of how common they are; the weights follow a power law (the first hundred hold about 85 %).
const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟',
  ...LONG_SURNAMES,
]
const SURNAME_WEIGHTS = cumulate(SURNAMES.map((_, rank) => 1 / (rank + 4) ** 0.92))

type Given = { first: string[]; last: string[]; single: string[] }

const MEN_ELDER: Given = {
  first: [...'建志国永德正大春文福荣光宝玉金树洪长少宏学新海立明云天世成家兴庆东'],
  last: [...'国强军伟明华平刚辉杰海涛峰福胜江山生贵根全才友林武斌龙虎祥忠贤民安兵河水喜利昌盛旭业亮波'],
  single: [...'伟强军勇刚涛斌磊鹏超波凯峰辉亮'],
}
const MEN: Given = {
  first: [...'浩子宇博天俊嘉梓思志泽昊睿铭晓逸瑞景书楷奕一家少文明立远'],
  last: [...'然轩航文佑杰豪晨远伟磊凯哲渊煜峰帆宸阳霖骏行成诺川琦松毅翔宁东林'],
  single: [...'浩宇航杰晨磊凯睿煜阳洋鑫岩野松'],
}
const WOMEN_ELDER: Given = {
  first: [...'秀桂玉淑凤翠春美金红素彩月惠雪小晓丽爱菊'],
  last: [...'兰英芳珍梅霞娟敏燕花琴萍莲香云芬华娥菊荣琳玲红丽'],
  single: [...'英芳梅霞丽娟敏静燕萍艳琼'],
}
const WOMEN: Given = {
  first: [...'欣梓诗佳思雨晓雅文若心语清一可小婉静佩灵'],
  last: [...'怡涵雨琪婷雪晴慧洁悦彤瑶莹倩娜薇兰妍萱楠月嫣然诺颖'],
  single: [...'婷雪静洁颖悦璐倩薇娜'],
}

// In and beyond GB 2312, two of them outside Unicode's first plane.
const RARE = ['堃', '喆', '翀', '龑', '䶮', '㛃', '珺', '赟', '淼', '晔', '骉', '燚', '玥', '頔', '祎', '𬭚', '𫖯']

type People = { first: string[]; men: string[]; women: string[]; between?: string; provinces: number[] }

const PEOPLES: readonly People[] = [
  {
    // Uyghur: the own name, then the father's.
    first: [],
    men: ['阿卜杜拉', '艾力', '吐尔逊', '阿迪力', '凯撒尔', '玉素甫', '热合曼', '库尔班', '艾合买提', '伊力亚', '努尔麦麦提', '亚森'],
    women: ['阿依古丽', '古丽娜尔', '热依汗', '阿孜古丽', '帕提曼', '祖丽皮亚', '米热古丽', '迪丽努尔'],
    between: '·',
    provinces: [65],
  },
  { first: ['尼玛', '扎西', '格桑', '丹增', '索朗', '洛桑', '多吉', '旦巴', '平措', '次旦'], men: ['次仁', '多吉', '旺堆', '顿珠', '才让', '罗布', '曲培', ''], women: ['卓玛', '央金', '拉姆', '卓嘎', '德吉', '措姆'], provinces: [54, 63, 51] },
  { first: ['吉克', '沙马', '阿苏', '马海', '海来', '勒格', '吉木', '阿的', '曲木', '俄木'], men: ['阿木', '拉哈', '木呷', '伍达', '尔布', '阿普', '子哈', '日古', '布都', '史布'], women: ['阿牛', '曲一木', '阿果', '有呷', '阿妹', '尔作'], provinces: [51, 53] },
  { first: ['乌', '苏', '那', '巴', '阿', '萨', '娜'], men: ['日苏', '特尔', '古拉', '云达来', '力格尔', '仁巴图'], women: ['云其木格', '仁其其格', '仁花', '日娜', '茹拉'], provinces: [15] },
  { first: [''], men: ['岩温罕', '岩罕光', '岩坎', '岩香', '岩应叫', '岩温', '岩叫', '岩光明', '岩罕龙', '岩温扁'], women: ['玉香', '玉应罕', '玉罕', '玉波罕', '玉叫', '玉燕', '玉光香'], provinces: [53] },
]

const FATHERS = ['买买提', '艾山', '吐尔地', '依明', '阿布都', '玉山', '卡德尔', '沙依提', '麦麦提', '艾尔肯', '肉孜', '阿不力孜']
