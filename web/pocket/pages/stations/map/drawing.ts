/**
 * Stations as lanterns on the districts' outlines: no tiles, no foreign server, works without the network. Hundreds are
 * drawn as dots on one canvas, which a cheap phone can move about; those in view become lanterns when there is room.
 */
import { canvas, circleMarker, divIcon, geoJSON, latLngBounds, layerGroup, map as makeMap, marker, tooltip, type LatLngBounds, type Map as LeafletMap, type Tooltip } from 'leaflet'
import type { FeatureCollection } from 'geojson'
import { labelPlace } from '../../../../ui/desk/label-place.ts'
import type { LampState } from '../../../../ui/pocket/types.ts'

export interface Lamp {
  readonly id: number
  readonly name: string
  readonly lon: number
  readonly lat: number
  readonly state: LampState
  /** 开到 22:00, for who hears the map. */
  readonly words: string
}

export interface StationDrawing {
  readonly map: LeafletMap
  readonly drawAreas: (areas: FeatureCollection | undefined) => void
  readonly drawLamps: (lamps: readonly Lamp[], chosen: number | undefined) => void
  readonly drawMe: (at: { readonly lon: number; readonly lat: number } | undefined, words: string) => void
  /** Everything, with so many pixels at the foot covered. */
  readonly showAll: (below: number) => void
  /** From where the map is, over to a station; not further in than it has to be. */
  readonly showOne: (lamp: Lamp, below: number) => void
  readonly redraw: () => void
  readonly destroy: () => void
}

/** So many lanterns fit on a phone. */
const LAMPS = 40
/** Where a district's name may stand, in pixels from its place: there, a line above or below, or beside. */
const places: readonly (readonly [number, number])[] = [[0, 0], [0, -13], [0, 13], [-16, 0], [16, 0], [-14, -13], [14, -13], [-14, 13], [14, 13]]

const lantern = '<svg class="lamp" viewBox="0 0 32 40" aria-hidden="true"><path class="lamp-line" d="M16 1v5.5M11 6.5h10M11 31.5h10M16 31.5V38"/><path class="lamp-body" d="M10.5 8.5h11c4.2 2.6 6.5 6.2 6.5 10.5s-2.3 7.9-6.5 10.5h-11C6.3 26.9 4 23.3 4 19s2.3-7.9 6.5-10.5z"/></svg>'

export function makeStationDrawing(element: HTMLElement, onChoose: (id: number) => void): StationDrawing {
  const map = makeMap(element, { zoomControl: false, attributionControl: false, renderer: canvas({ padding: 0.4, tolerance: 14 }), zoomSnap: 0.25, minZoom: 8, maxZoom: 18, bounceAtZoomLimits: false })
  map.setView([39.93, 116.45], 12)
  const areaLayer = layerGroup().addTo(map)
  const lampLayer = layerGroup().addTo(map)
  const meLayer = layerGroup().addTo(map)
  let areas: FeatureCollection | undefined
  let lamps: readonly Lamp[] = []
  let chosen: number | undefined
  let whole: LatLngBounds | undefined
  let areaNames: { readonly name: string; readonly at: readonly [number, number]; readonly mark: Tooltip }[] = []

  function drawLamps(): void {
    const hadFocus = element.contains(document.activeElement) && document.activeElement !== element
    lampLayer.clearLayers()
    const view = map.getBounds().pad(0.15)
    const inView = lamps.filter((one) => view.contains([one.lat, one.lon]))
    const close = inView.length <= LAMPS
    const named = placeNames(inView, close)
    const paint = colours(element)
    // Lit ones last, so that they lie on top.
    const order: Readonly<Record<LampState, number>> = { unlit: 0, done: 1, late: 2, lit: 3 }
    for (const one of [...inView].sort((a, b) => order[a.state] - order[b.state])) {
      if (close || one.id === chosen) {
        const mark = marker([one.lat, one.lon], {
          icon: divIcon({ html: `<span class="vh">${escaped(`${one.name}，${one.words}`)}</span>${lantern.replace('class="lamp"', `class="lamp ${one.state}"`)}${named.has(one.id) ? `<span class="lamp-name" aria-hidden="true">${escaped(one.name)}</span>` : ''}`, className: `map-lamp ${one.id === chosen ? 'chosen' : ''}`, iconSize: [48, 48] }),
          keyboard: true,
          zIndexOffset: one.id === chosen ? 1000 : 0,
        }).addTo(lampLayer)
        mark.on('click', () => onChoose(one.id))
        mark.on('keydown', ({ originalEvent }: { originalEvent: KeyboardEvent }) => originalEvent.key === 'Enter' && onChoose(one.id))
        if (hadFocus && one.id === chosen) mark.getElement()?.focus()
        continue
      }
      circleMarker([one.lat, one.lon], { radius: one.state === 'lit' ? 6 : 5, color: one.state === 'unlit' ? paint.quiet : one.state === 'late' ? paint.late : paint.ink, weight: 1.5, fillColor: one.state === 'lit' ? paint.lamp : paint.paper, fillOpacity: 1 })
        .on('click', () => onChoose(one.id))
        .addTo(lampLayer)
    }
  }

  /** Names under lanterns stand where they cover neither a lantern nor another name; the districts' names give way to all of these, and to each other. */
  function placeNames(inView: readonly Lamp[], close: boolean): Set<number> {
    const boxOf = (lon: number, lat: number, width: number, top: number, height: number): Box => {
      const { x, y } = map.latLngToContainerPoint([lat, lon])
      return { left: x - width / 2, right: x + width / 2, top: y + top, bottom: y + top + height }
    }
    const taken = inView.map((one) => (close ? boxOf(one.lon, one.lat, 24, -16, 32) : boxOf(one.lon, one.lat, 12, -6, 12)))
    const named = new Set<number>()
    for (const one of close ? [...inView].sort((a, b) => Number(b.id === chosen) - Number(a.id === chosen)) : []) {
      const box = boxOf(one.lon, one.lat, widthOf(one.name), 17, 18)
      if (taken.some((other) => overlap(box, other))) continue
      taken.push(box)
      named.add(one.id)
    }
    for (const { name, at, mark } of areaNames) {
      const width = widthOf(name)
      const moved = ([dx, dy]: readonly [number, number]): Box => {
        const box = boxOf(at[0], at[1], width, dy - 7, 14)
        return { ...box, left: box.left + dx, right: box.right + dx }
      }
      const place = places.find((one) => !taken.some((other) => overlap(moved(one), other)))
      mark.getElement()?.classList.toggle('covered', place === undefined)
      if (place === undefined) continue
      taken.push(moved(place))
      mark.setLatLng(map.containerPointToLatLng(map.latLngToContainerPoint([at[1], at[0]]).add([...place])))
    }
    return named
  }

  function drawAreas(): void {
    areaLayer.clearLayers()
    areaNames = []
    if (areas === undefined) return
    const paint = colours(element)
    const drawn = geoJSON(areas, { interactive: false, style: { color: paint.line, weight: 1.4, fillColor: paint.card, fillOpacity: 1 } }).addTo(areaLayer)
    whole = drawn.getBounds()
    for (const feature of areas.features) {
      const name: unknown = feature.properties?.['name']
      const at = typeof name === 'string' ? labelPlace(feature, []) : undefined
      if (typeof name !== 'string' || at === undefined) continue
      const short = name.replace(/(?<=..)(?:街道|地区)$/, '')
      areaNames.push({ name: short, at, mark: tooltip({ permanent: true, direction: 'center', className: 'area-name' }).setLatLng([at[1], at[0]]).setContent(escaped(short)).addTo(areaLayer) })
    }
  }

  map.on('moveend', drawLamps)

  return {
    map,
    drawAreas(next) {
      areas = next
      drawAreas()
      drawLamps() // they lie on top
    },
    drawLamps(next, picked) {
      lamps = next
      chosen = picked
      drawLamps()
    },
    drawMe(at, words) {
      meLayer.clearLayers()
      if (at !== undefined) marker([at.lat, at.lon], { icon: divIcon({ html: `<span class="vh">${escaped(words)}</span>`, className: 'me-dot map-me', iconSize: [18, 18] }), keyboard: false, interactive: false, zIndexOffset: 500 }).addTo(meLayer)
    },
    showAll(below) {
      const all = lamps.length > 0 ? latLngBounds(lamps.map((one) => [one.lat, one.lon])) : whole
      if (all?.isValid()) map.fitBounds(all, { paddingTopLeft: [28, 28], paddingBottomRight: [28, 28 + below], animate: false, maxZoom: 15 })
    },
    showOne(lamp, below) {
      map.setView([lamp.lat, lamp.lon], Math.max(map.getZoom(), 14), { animate: false })
      if (below > 0) map.panBy([0, below / 2], { animate: false })
    },
    redraw() {
      drawAreas()
      drawLamps()
    },
    destroy: () => map.remove(),
  }
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/** In pixels: Chinese letters are square, others about half as wide, and some people read them larger. */
function widthOf(name: string): number {
  const larger = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16
  return [...name].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 255 ? 12.5 : 7), 4) * larger
}

/** A canvas knows no classes: the theme's colours are read from the page. */
function colours(element: HTMLElement): Record<'paper' | 'card' | 'line' | 'ink' | 'quiet' | 'late' | 'lamp', string> {
  const style = getComputedStyle(element)
  const read = (name: string): string => style.getPropertyValue(name).trim()
  return { paper: read('--paper'), card: read('--card'), line: read('--line'), ink: read('--ink-900'), quiet: read('--ink-500'), late: read('--vermilion-700'), lamp: read('--lantern-500') }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
