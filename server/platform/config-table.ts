// Every setting there is, once: config.ts takes the defaults from here, docs/configuration.md is printed from here.

export type Setting = Readonly<{
  name: string
  /** As one would write it; empty: none. */
  default: string
  zh: string
  en: string
  /** May also be given as NAME_FILE, the path of a file that holds it, and never shows up in a message. */
  secret?: true
}>

const table = {
  PORT: { default: '8080', zh: '监听端口', en: 'Port to listen on' },
  HOST: { default: '127.0.0.1', zh: '监听地址；演示模式只能是本机', en: 'Address to listen on; in demo mode loopback only' },
  PUBLIC_URL: {
    default: '',
    zh: '对外网址，正式环境必填，须为 https',
    en: 'Where people reach the server; required in production, https',
  },
  TRUST_PROXY: {
    default: 'false',
    zh: '前面有反向代理时设为 true；客户端地址取 X-Forwarded-For 中离服务最近的一个，外部不得绕过代理直接访问',
    en: 'true behind a reverse proxy, which nobody may get past: the last address in X-Forwarded-For is then taken for the client',
  },
  WAYSTATION_MODE: {
    default: 'demo',
    zh: 'demo 或 production；一旦设置了密钥、对外网址、短信或单点登录，默认为 production',
    en: 'demo or production; production by default as soon as keys, a public URL, text messages or single sign-on are set',
  },
  WAYSTATION_DATA: {
    default: '.waystation',
    zh: '数据目录：内置数据库、日志、演示密钥',
    en: 'Data folder: embedded database, its log, demo secrets',
  },
  DATABASE_URL: {
    default: '',
    zh: 'PostgreSQL 15 或更高版本；不设则使用内置数据库',
    en: 'A PostgreSQL 15 or later; without it the embedded one is used',
    secret: true,
  },
  WAYSTATION_SECRET_KEYS: {
    default: '',
    zh: '主密钥，id:base64(32 字节)，逗号分隔；第一把为当前密钥，其余仅供读取（轮换）。演示模式自动生成',
    en: 'Master keys, id:base64(32 bytes), separated by commas; the first is current, the others can still be read (rotation). Made by itself in demo mode',
    secret: true,
  },
  SMS_PROVIDER: {
    default: 'console',
    zh: 'console、aliyun 或 tencent；正式环境不能是 console',
    en: 'console, aliyun or tencent; not console in production',
  },
  SMS_ALIYUN_ACCESS_KEY_ID: { default: '', zh: '阿里云 AccessKey ID', en: 'Aliyun access key id' },
  SMS_ALIYUN_ACCESS_KEY_SECRET: { default: '', zh: '阿里云 AccessKey Secret', en: 'Aliyun access key secret', secret: true },
  SMS_ALIYUN_SIGN_NAME: { default: '', zh: '阿里云短信签名', en: 'Aliyun signature name' },
  SMS_ALIYUN_TEMPLATE_CODE: { default: '', zh: '阿里云验证码模板', en: 'Aliyun template of the sign-in code' },
  SMS_ALIYUN_REMINDER_TEMPLATE_CODE: { default: '', zh: '阿里云催交花名册模板（变量 company、due）；不设则不发催交短信', en: 'Aliyun template of reminders to companies (company, due); none are sent without it' },
  SMS_ALIYUN_NOTICE_TEMPLATE_CODE: { default: '', zh: '阿里云消息通知模板（变量 about）；不设则不发通知短信', en: 'Aliyun template of notices to workers (about); none are sent without it' },
  SMS_ALIYUN_ENDPOINT: { default: 'https://dysmsapi.aliyuncs.com', zh: '阿里云短信接口地址', en: 'Aliyun SMS endpoint' },
  SMS_TENCENT_SECRET_ID: { default: '', zh: '腾讯云 SecretId', en: 'Tencent secret id' },
  SMS_TENCENT_SECRET_KEY: { default: '', zh: '腾讯云 SecretKey', en: 'Tencent secret key', secret: true },
  SMS_TENCENT_APP_ID: { default: '', zh: '腾讯云短信应用 SdkAppId', en: 'Tencent SMS application id' },
  SMS_TENCENT_SIGN_NAME: { default: '', zh: '腾讯云短信签名', en: 'Tencent signature name' },
  SMS_TENCENT_TEMPLATE_ID: { default: '', zh: '腾讯云验证码模板', en: 'Tencent template of the sign-in code' },
  SMS_TENCENT_REMINDER_TEMPLATE_ID: { default: '', zh: '腾讯云催交花名册模板（企业、截止时间）；不设则不发催交短信', en: 'Tencent template of reminders to companies (company, due); none are sent without it' },
  SMS_TENCENT_NOTICE_TEMPLATE_ID: { default: '', zh: '腾讯云消息通知模板（内容）；不设则不发通知短信', en: 'Tencent template of notices to workers (about); none are sent without it' },
  SMS_TENCENT_REGION: { default: 'ap-guangzhou', zh: '腾讯云地域', en: 'Tencent region' },
  SMS_TENCENT_ENDPOINT: { default: 'https://sms.tencentcloudapi.com', zh: '腾讯云短信接口地址', en: 'Tencent SMS endpoint' },
  OIDC_ISSUER: { default: '', zh: '单点登录服务地址；不设则没有单点登录', en: 'Issuer for single sign-on of staff; none without it' },
  OIDC_CLIENT_ID: { default: '', zh: '单点登录客户端标识', en: 'Client id at the issuer' },
  OIDC_CLIENT_SECRET: { default: '', zh: '单点登录客户端密钥', en: 'Client secret at the issuer', secret: true },
  OIDC_LOGIN_CLAIM: { default: '', zh: '单点登录中与本系统账号一致、且本人改不了的声明，例如 sub、phone_number 或 preferred_username；首次登录据此认人', en: 'Claim that equals the login here and that people cannot change themselves, such as sub, phone_number or preferred_username; by it they are known the first time' },
  OIDC_LABEL: { default: '单位账号', zh: '登录页上单点登录按钮的文字', en: 'Words on the sign-in page\'s button' },
  FILES_STORE: {
    default: 'folder',
    zh: '上传的照片和文件存放在哪里：folder（数据目录下的 files）或 s3（任何兼容 S3 的对象存储）。存放前一律加密',
    en: 'Where uploaded photos and documents lie: folder (files/ in the data folder) or s3 (any S3-compatible store). They are encrypted before they are stored',
  },
  FILES_S3_ENDPOINT: { default: '', zh: '对象存储地址，例如 https://oss-cn-beijing.aliyuncs.com', en: 'Address of the store, such as https://oss-cn-beijing.aliyuncs.com' },
  FILES_S3_BUCKET: { default: '', zh: '存储桶；与其他用途分开，桶（或前缀）只给一套驿站用', en: 'Bucket; it (or the prefix in it) belongs to one installation alone' },
  FILES_S3_REGION: { default: 'us-east-1', zh: '存储地域，用于签名', en: 'Region, as signed' },
  FILES_S3_ACCESS_KEY_ID: { default: '', zh: '访问密钥 ID', en: 'Access key id' },
  FILES_S3_SECRET_ACCESS_KEY: { default: '', zh: '访问密钥', en: 'Secret access key', secret: true },
  FILES_S3_ADDRESSING: { default: 'host', zh: 'host（桶名在域名里，阿里云、腾讯云、AWS）或 path（桶名在路径里，MinIO）', en: 'host (the bucket in the host name: Aliyun, Tencent, AWS) or path (in the path: MinIO)' },
  FILES_S3_PREFIX: { default: '', zh: '对象名前缀，例如 waystation/', en: 'Prefix of every name, such as waystation/' },
  ATTACHMENT_MAX_BYTES: { default: '10MB', zh: '上传的一张照片或一份 PDF 的大小上限', en: 'Largest photo or PDF that may be uploaded' },
  NOTICE_WEBHOOKS: { default: 'https://qyapi.weixin.qq.com,https://oapi.dingtalk.com', zh: '工作群机器人允许的地址（企业微信、钉钉），逗号分隔；驿站不向别处发消息', en: 'Where group robots (WeCom, DingTalk) may be, separated by commas; Waystation sends to nowhere else' },
  LOG_LEVEL: {
    default: 'warn',
    zh: 'silent、fatal、error、warn、info、debug 或 trace',
    en: 'silent, fatal, error, warn, info, debug or trace',
  },
  RATE_LIMIT: { default: '1200', zh: '每个地址每分钟的请求上限', en: 'Requests a minute for one address' },
  ROSTER_MAX_BYTES: { default: '20MB', zh: '花名册文件大小上限', en: 'Largest roster file' },
  ROSTER_MAX_ROWS: { default: '200000', zh: '花名册行数上限', en: 'Most rows of a roster' },
  ROSTER_MAX_UNPACKED: { default: '400MB', zh: '花名册解压后大小上限', en: 'Largest roster once unpacked' },
  GUARD_COMPANY_SHARE: {
    default: '0.10',
    zh: '企业减员超过此比例并且超过 GUARD_COMPANY_PEOPLE 人时，须人工确认',
    en: 'A roster that would remove more than this share of a company, and more than GUARD_COMPANY_PEOPLE, waits for a person',
  },
  GUARD_COMPANY_PEOPLE: { default: '20', zh: '同上，人数', en: 'As above, people' },
  GUARD_OUTLET_SHARE: {
    default: '0.30',
    zh: '网点减员超过此比例并且超过 GUARD_OUTLET_PEOPLE 人时，暂不移除该网点人员',
    en: 'An outlet that would lose more than this share, and more than GUARD_OUTLET_PEOPLE, keeps its people for the time being',
  },
  GUARD_OUTLET_PEOPLE: { default: '5', zh: '同上，人数', en: 'As above, people' },
} as const satisfies Record<string, Omit<Setting, 'name'>>

export type SettingName = keyof typeof table

export const settings: readonly Setting[] = (Object.keys(table) as SettingName[]).map(getSetting)

export function getSetting(name: SettingName): Setting {
  return { name, ...table[name] }
}

/** The table as it stands in docs/configuration.md. */
export function printSettings(language: 'zh' | 'en'): string {
  const head = language === 'zh' ? '| 变量 | 默认值 | 含义 |' : '| variable | default | meaning |'
  const rows = settings.map(({ name, default: value, secret, ...words }) => {
    return `| \`${name}\`${secret ? ' 🔑' : ''} | ${value === '' ? '' : `\`${value}\``} | ${words[language]} |`
  })
  return [head, '|---|---|---|', ...rows].join('\n')
}
