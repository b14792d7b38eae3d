import pg from 'pg'
import { readFileSync, writeFileSync } from 'node:fs'
import { buildWaystation } from './server/app.ts'
import { readConfig } from './server/platform/config.ts'
const s = JSON.parse(readFileSync('/tmp/ws-lead/secrets.json','utf8'))
const port = process.argv[2]
const url = `postgres://waystation:${s.databasePassword}@127.0.0.1:${port}/waystation`
const [id,b64]=s.demoSecretKeys.split(':')
const w = await buildWaystation({ ...readConfig({ WAYSTATION_DATA: '/tmp/mb', LOG_LEVEL:'error' }), secretKeys:[{id,bytes:Buffer.from(b64,'base64')}] as never, rateLimit: 1e9 }, url, {work:false})
const q = pg.Client.prototype.query; const rec: unknown[]=[]; let on=false
pg.Client.prototype.query = function(this: pg.Client, ...g: unknown[]) { if(on) rec.push(typeof g[0]==='string'?g[0]:{text:(g[0] as {text:string}).text, values:(g[0] as {values:unknown[]}).values}); return Reflect.apply(q,this,g) as never } as typeof q
const ses = await w.http.inject({method:'POST',url:'/api/v1/110105/demo/sessions',payload:{persona:'district-officer'}})
const token = ses.json().token
const place = 110105023000000
for (let i=0;i<3;i++){ on = i===2; const r = await w.http.inject({url:`/api/v1/110105/workers?place=${place}&limit=20`,headers:{authorization:`Bearer ${token}`}}); console.log(r.statusCode, r.json().items?.length) ; on=false}
writeFileSync('/tmp/mb/rec.json', JSON.stringify({url, rec}))
console.log(JSON.stringify(rec).slice(0,3500))
await w.stop(); process.exit(0)
