/**
 * Handing over to a map app by its public link. Chinese maps shift positions: AMap and Tencent stand on GCJ-02, Baidu
 * on BD-09; ours are WGS 84. Where the rider is, is not told: the map app finds that itself.
 */
import gcoord from 'gcoord'

export interface Goal {
  readonly name: string
  readonly address: string
  /** WGS 84. */
  readonly position: { readonly lon: number; readonly lat: number }
  /** The city's name: Baidu asks in which region a named start lies. */
  readonly city: string
}

export const mapApps = ['amap', 'baidu', 'tencent'] as const
export type MapApp = (typeof mapApps)[number]

/** By electric bike, as riders go. */
export function navigationLink(app: MapApp, { name, position, city }: Goal): string {
  const [lon, lat] = gcoord.transform([position.lon, position.lat], gcoord.WGS84, app === 'baidu' ? gcoord.BD09 : gcoord.GCJ02)
  const at = { lon: lon.toFixed(6), lat: lat.toFixed(6) }
  switch (app) {
    case 'amap':
      return address('https://uri.amap.com/navigation', { to: `${at.lon},${at.lat},${name.replaceAll(',', ' ')}`, mode: 'ride', coordinate: 'gaode', src: 'waystation', callnative: '1' })
    case 'baidu':
      return address('https://api.map.baidu.com/direction', { origin: '我的位置', destination: `latlng:${at.lat},${at.lon}|name:${name}`, mode: 'riding', region: city, coord_type: 'bd09ll', output: 'html', src: 'webapp.waystation.pocket' })
    case 'tencent':
      return address('https://apis.map.qq.com/uri/v1/routeplan', { type: 'bike', to: name, tocoord: `${at.lat},${at.lon}`, policy: '0', referer: 'waystation' })
  }
}

function address(base: string, query: Record<string, string>): string {
  return `${base}?${new URLSearchParams(query).toString().replaceAll('+', '%20')}`
}
