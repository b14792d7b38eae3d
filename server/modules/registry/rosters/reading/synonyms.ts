// How companies head their columns. Simplified and folded as `foldHeader` does; the first of a list is the surest.

import { vocabulary } from '../../../../platform/lists/fold-header.ts'
import { type Field, REQUIRED_FIELDS } from './fields.ts'

const SYNONYMS: Record<Field, string> = {
  name: `姓名 员工姓名 骑手姓名 配送员姓名 快递员姓名 人员姓名 从业人员姓名 真实姓名 中文姓名 司机姓名 主播姓名 业务员姓名 派件员姓名
    收派员姓名 收件员姓名 站员姓名 职工姓名 小哥姓名 本人姓名 名字 名称姓名 姓名全称 骑手名称 人员名称 骑手名字 员工名字 配送员 快递员 收派员
    派件员 业务员 骑手 小哥 从业人员 员工 骑士 骑士姓名
    name|full name|real name|chinese name|employee name|rider name|courier name|staff name|worker name|driver name|person name|
    name of employee|name of rider|employee|rider|courier|driver|worker|english name`,
  phone: `手机号 手机号码 手机 本人手机号 本人手机号码 本人手机 联系电话 电话 电话号码 联系方式 移动电话 移动电话号码 联系手机 联系手机号 联系号码 联络电话
    联络方式 本人电话 本人联系电话 个人电话 个人手机号 注册手机号 注册手机 登录手机号 常用电话 手机电话 通讯号码
    mobile|mobile no|mobile number|mobile phone|mobile phone number|mobile phone no|phone|phone no|phone number|cell|cellphone|cell phone|
    cell phone number|tel|tel no|telephone|telephone number|contact number|contact no|contact phone|contact|contact tel|handphone`,
  id_number: `身份证号 身份证号码 公民身份号码 居民身份证号 居民身份证号码 身份证 证件号码 证件号 身份号码 居民身份证 二代身份证 二代身份证号 身份证件号码 身份证件号
    有效证件号码 有效证件号 身份证编号 证件编号 身份证护照 身份证护照号 身份证护照号码 身份证或护照号 身份证或护照号码 身分证号 身分证号码 身分证 身分证字号 证号
    id number|id no|id card number|id card no|id card|identity card|identity card no|identity card number|identity number|identity no|
    resident id|resident id number|resident id no|national id|national id number|national id no|identification number|identification no|
    citizen id|citizen id number|document number|document no|certificate number|certificate no|id document number|id passport|
    passport no|passport number|id num|id`,
  id_kind: `证件类型 证件种类 证件类别 身份证件类型 有效证件类型 证件
    id type|id kind|document type|identity type|certificate type|id document type|type of id`,
  outlet: `网点 网点名称 站点 站点名称 配送站 配送站名称 配送站点 配送站点名称 所属站点 所属网点 所在站点 所在网点 所属配送站 归属站点 归属网点 隶属站点 工作站点 工作网点
    服务站点 服务网点 作业网点 末端网点 门店 门店名称 所属门店 站点全称 网点全称 营业部 营业部名称 所属营业部 营业点 营业网点 分部 分部名称 服务站 站名 站点名
    网点名 服务点 驻点 配送点 分拨中心 仓库 直播间 车队 车队名称 所属车队 所在车队 所属站 所在站 站 部门 所属部门 部门名称 工作地点 工作单位
    outlet|outlet name|station|station name|site|site name|hub|hub name|branch|branch name|depot|delivery station|store|store name|
    service point|work site|work station|location|department`,
  hired_on: `入职日期 入职时间 到岗日期 到岗时间 上岗日期 上岗时间 入职日 入职年月 入站日期 入站时间 进站日期 进站时间 入司日期 入司时间 报到日期 报到时间
    加入日期 加入时间 到职日期 到职日 到职时间 开始日期 起始日期 合同开始日期 合同起始日期 合同开始时间 签约日期 签约时间 注册日期 注册时间
    hire date|hired on|hired|date hired|date of hire|hiring date|start date|date started|join date|joined|joined on|joining date|date joined|
    date of joining|onboard date|onboarding date|entry date|employment date|date of employment|on board date|since`,
  kind: `用工形式 用工类型 用工方式 用工性质 用工类别 合同类型 合同性质 合同形式 雇佣类型 雇佣形式 雇佣方式 雇佣性质 聘用形式 聘用方式 聘用类型 员工类型 员工性质 员工类别
    人员类型 人员性质 人员类别 骑手类型 骑手类别 配送员类型 快递员类型 就业形式 就业类型 合作模式 合作方式 劳动关系 劳动关系类型 签约类型 用工模式 用工
    employment type|type of employment|employment|employment kind|employment status|contract|contract type|type of contract|
    worker type|employee type|rider type|courier type|staff type|hire type|engagement type|engagement`,
  agency: `劳务公司或加盟商 劳务公司 劳务公司名称 派遣公司 派遣公司名称 劳务派遣公司 劳务派遣公司名称 派遣单位 劳务派遣单位 劳务派遣机构 劳务外包公司 外包公司 外包商 外包单位 加盟商 加盟商名称 加盟公司
    所属加盟商 代理商 代理商名称 合作商 合作商名称 承包商 供应商 供应商名称 劳务供应商 服务商 服务商名称 配送商 配送商名称 人力公司 人力资源公司 第三方公司 第三方单位
    签约公司 签约单位 合作公司 合作单位 签约主体 签订单位 合同主体 合同签订单位 用工单位 用人单位 劳务单位 所属公司 所属单位 公司名称 公司 单位名称 单位
    agency or franchisee|agency|agency name|dispatch agency|dispatch company|labor agency|labour agency|staffing agency|franchisee|franchise|supplier|vendor|
    contractor|subcontractor|service provider|outsourcing company|legal employer|employer|company|company name`,
  post: `岗位 岗位名称 职位 职位名称 工种 职务 职业 工作岗位 岗位类型 岗位类别 工种名称 职业名称 职业类别 职务名称 从事岗位 从事工种 角色
    position|post|job|job title|job name|title|role|occupation|trade|duty`,
}

/** Words before a header that do not change what it means: 骑手手机号, 员工入职日期. */
const OWNERS =
  /^(?:员工|骑手|骑士|快递员|配送员|收派员|派件员|业务员|小哥|司机|驾驶员|主播|职工|人员|从业人员|从业者|本人|个人|站员|成员|rider|employee|staff|courier|worker|driver|personal)/

/** Ends that do not either: 身份证号必填, 入职日期格式. */
const ENDINGS = /(?:必填项?|选填项?|必填写|信息|格式|文本|文本格式|required|optional)$/

/** Columns about somebody else, or about money: never a field, whatever the rest says. */
const OTHERS =
  /紧急|家属|家庭|家人|推荐人|介绍人|负责人|站长|主管|经理|领导|配偶|父亲|母亲|监护|担保|银行|开户|账号|卡号|师傅|面试|审核|填报|填表|制表|户籍|离职|emergency|manager|supervisor|referr|recommend|bank|account|spouse|leader|next of kin|resign|leave/

export const rosterWords = vocabulary({ synonyms: SYNONYMS, required: REQUIRED_FIELDS, owners: OWNERS, endings: ENDINGS, others: OTHERS })
