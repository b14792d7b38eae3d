// How offices head the columns of their lists of stations. Simplified and folded as `foldHeader` does.

import { vocabulary } from '../../../../platform/lists/fold-header.ts'
import type { Field } from './fields.ts'

const SYNONYMS: Record<Field, string> = {
  id: `驿站编号 站点编号 编号 驿站代码 系统编号
    station no|station number|station id|id`,
  name: `驿站名称 驿站 站点名称 站点 名称 驿站名 站名 阵地名称 阵地 场所名称 服务点名称 服务站名称 服务站 暖心驿站 点位名称 点位 单位名称
    name|station|station name|site|site name`,
  kind: `类型 驿站类型 驿站类别 类别 站点类型 种类 阵地类型 性质
    kind|type|station type|category`,
  owner: `所属单位 共建单位 归属单位 建设单位 管理单位 主办单位 运营单位 责任单位 主管单位 产权单位 所属组织 依托单位 单位 隶属单位 合作单位 商户名称
    owner|partner|organisation|organization|operated by|run by`,
  place: `辖区 所属辖区 所在辖区 所属街道 街道 街道乡镇 街乡 乡镇 镇街 乡镇街道 所属社区 社区 社区村 所在社区 区划 行政区划
    place|area|township|community|subdistrict|district`,
  address: `地址 详细地址 驿站地址 站点地址 具体地址 具体位置 位置 所在地 所在位置 坐落
    address|location|street address`,
  position: `经纬度 坐标 经纬度坐标 位置坐标 高德坐标 百度坐标 腾讯坐标 地图坐标 定位 定位坐标 gps坐标 gps
    position|coordinates|coordinate|lonlat|lnglat|latlon|latlng|lat lon|lon lat`,
  lon: `经度 东经 高德经度 百度经度 x坐标
    longitude|lon|lng|long|x`,
  lat: `纬度 北纬 高德纬度 百度纬度 y坐标
    latitude|lat|y`,
  hours: `开放时间 营业时间 服务时间 开放时段 开放时间段 对外开放时间 时间 工作时间 运营时间
    opening hours|hours|opening times|open|open hours|business hours`,
  holidays: `节假日 法定节假日 节假日开放时间 节假日时间 节假日安排 节日
    holidays|holiday hours|public holidays`,
  amenities: `设施 服务设施 配套设施 设备 设施设备 服务内容 服务项目 服务功能 功能 提供服务 配置 配备
    amenities|facilities|equipment|features`,
  capacity: `座位数 座位 容量 可容纳人数 容纳人数 座席数 接待人数
    seats|capacity|places`,
  audience: `服务对象 服务人群 开放对象 面向对象 适用对象 对象
    for whom|audience|who may use it|open to`,
  entrance_note: `入口说明 进门说明 怎么进 入口 进入方式 备注说明 指引 到达指引
    way in|entrance|entrance note|how to get in|directions`,
  status: `状态 运行状态 开放状态 驿站状态 使用状态
    status|state`,
}

export const stationWords = vocabulary({
  synonyms: SYNONYMS,
  required: ['name'],
  owners: /^(?:驿站|站点|阵地|服务站|station)/,
  endings: /(?:必填项?|选填项?|格式|文本|wgs84|gcj02|bd09|required|optional)$/,
  // A keeper's phone is no opening hour, a person in charge no owner.
  others: /负责人|联系人|站长|管理员|电话|手机|联系方式|面积|建成|建设时间|启用|验收|序号|序列|phone|contact person|manager|keeper/,
})
