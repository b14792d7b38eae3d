/**
 * Draws areas and dots on a leaflet map: no tiles, no network. Colours are CSS classes, so the map follows the theme;
 * leaflet itself sets styles through the CSSOM, which a strict style policy allows.
 */
import { divIcon, geoJSON, latLngBounds, layerGroup, map as makeMap, marker, svg, tooltip, type LatLngBounds, type LeafletKeyboardEvent, type Map as LeafletMap, type Marker, type PathOptions, type Tooltip } from 'leaflet'
import type { FeatureCollection } from 'geojson'
import { labelPlace } from './label-place.ts'
import type { MapDot } from './types.ts'

export interface MapDrawing {
  readonly map: LeafletMap
  /** Names keep away from the dots. */
  readonly drawAreas: (areas: FeatureCollection | undefined, here: string | undefined, dots: readonly MapDot[]) => void
  readonly drawDots: (dots: readonly MapDot[], chosen: string | undefined) => void
  /** Fits everything in; `below` pixels at the foot are covered by the docked card. */
  readonly showAll: (below: number) => void
  readonly destroy: () => void
}

/** Area features carry `code`, `name` and optionally `note` (a second line) and `grade` (1 to 5, ink-blue scale). */
export function makeDrawing(element: HTMLElement, onChoose: (id: string) => void): MapDrawing {
  const map = makeMap(element, { zoomControl: false, attributionControl: false, renderer: svg({ padding: 0.3 }), zoomSnap: 0.25, minZoom: 8, maxZoom: 18, keyboard: true })
  map.setView([39.93, 116.45], 12)
  const areaLayer = layerGroup().addTo(map)
  const dotLayer = layerGroup().addTo(map)
  let names: AreaName[] = []
  let areaBounds: LatLngBounds | undefined
  let dotBounds: LatLngBounds | undefined
  let all: { dots: readonly MapDot[]; chosen: string | undefined } = { dots: [], chosen: undefined }

  function showAll(below: number): void {
    const bounds = areaBounds?.isValid() ? areaBounds : dotBounds
    if (bounds?.isValid()) map.fitBounds(bounds, { paddingTopLeft: [24, 24], paddingBottomRight: [24, 24 + below], animate: false, maxZoom: 15 })
  }

  /** Names of areas keep apart: each in its place, else a line above or below it, else not until one comes closer. */
  function keepApart(): void {
    const taken: Box[] = []
    for (const { at, lines, width, mark } of names) {
      const { x, y } = map.latLngToContainerPoint(at)
      const boxAt = (by: number): Box => ({ left: x - width / 2, right: x + width / 2, top: y + by - 8 * lines, bottom: y + by + 8 * lines })
      const shift = [0, -12, 12].find((by) => !taken.some((other) => overlap(boxAt(by), other)))
      mark.getElement()?.classList.toggle('covered', shift === undefined)
      if (shift === undefined) continue
      taken.push(boxAt(shift))
      mark.setLatLng(map.containerPointToLatLng([x, y + shift]))
    }
  }
  map.on('zoomend resize', keepApart)

  /** Thousands are as many elements as a browser can carry: then those in sight, and of those that cover each other one. */
  function inSight(dots: readonly MapDot[], chosen: string | undefined): MapDot[] {
    if (dots.length <= THOUSAND) return [...dots]
    const bounds = map.getBounds().pad(0.1)
    const cells = new Map<string, MapDot>()
    for (const dot of dots) {
      if (dot.id !== chosen && !bounds.contains([dot.position[1], dot.position[0]])) continue
      const { x, y } = map.latLngToLayerPoint([dot.position[1], dot.position[0]])
      const cell = `${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`
      const before = cells.get(cell)
      if (before === undefined || dot.id === chosen || (before.id !== chosen && weight(dot) > weight(before))) cells.set(cell, dot)
    }
    return [...cells.values()]
  }
  map.on('moveend', () => {
    if (all.dots.length > THOUSAND) drawing.drawDots(all.dots, all.chosen)
  })

  const drawing: MapDrawing = {
    map,
    drawAreas(areas, here, dots) {
      areaLayer.clearLayers()
      names = []
      if (areas === undefined) return
      const drawn = geoJSON(areas, {
        style: (feature) => plain(`map-area ${feature?.properties?.['code'] === here ? 'here' : ''} ${gradeOf(feature?.properties?.['grade'])}`),
        interactive: false,
      }).addTo(areaLayer)
      areaBounds = drawn.getBounds()
      const places = dots.map((dot) => dot.position)
      for (const feature of areas.features) {
        const name: unknown = feature.properties?.['name']
        const note: unknown = feature.properties?.['note']
        const at = typeof name === 'string' ? labelPlace(feature, places) : undefined
        if (typeof name !== 'string' || at === undefined) continue
        const mark = tooltip({ permanent: true, direction: 'center', className: 'map-label' })
          .setLatLng([at[1], at[0]])
          .setContent(typeof note === 'string' ? `${escaped(name)}\n${escaped(note)}` : escaped(name))
          .addTo(areaLayer)
        const lines = typeof note === 'string' ? [name, note] : [name]
        names.push({ at: [at[1], at[0]], lines: lines.length, width: Math.max(...lines.map(widthOf)), mark })
      }
      keepApart()
    },
    drawDots(dots, chosen) {
      all = { dots, chosen }
      dotBounds = latLngBounds(dots.map((dot) => [dot.position[1], dot.position[0]]))
      // Choosing by key draws the dots anew: the chosen one keeps the focus.
      const hadFocus = element.contains(document.activeElement) && document.activeElement !== element
      dotLayer.clearLayers()
      // Large first, so that a small dot is never under a big one.
      for (const dot of inSight(dots, chosen).sort((a, b) => (b.headcount ?? 0) - (a.headcount ?? 0))) {
        const mark = makeDot(dot, dot.id === chosen, dots.length).addTo(dotLayer)
        mark.on('click', () => onChoose(dot.id))
        mark.on('keydown', ({ originalEvent }: LeafletKeyboardEvent) => originalEvent.key === 'Enter' && onChoose(dot.id))
        if (hadFocus && dot.id === chosen) mark.getElement()?.focus()
      }
    },
    showAll,
    destroy: () => map.remove(),
  }
  return drawing
}

type AreaName = { at: [lat: number, lon: number]; lines: number; width: number; mark: Tooltip }
type Box = { left: number; right: number; top: number; bottom: number }

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}

/** About what the text takes at 12 px. */
function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e7f ? 12 : 6.5), 0)
}

/** Above this many, dots are left out of the tab order: the table beside the map holds the same. */
const MANY = 60
const CROWD = 150
const THOUSAND = 1000
/** Pixels: about what a small dot covers. */
const CELL = 18

/** What asks for somebody stands before what does not, then the larger. */
function weight({ state, headcount }: MapDot): number {
  return (state === 'late' || state === 'soon' || state === 'gap' || state === 'pick' ? 1e6 : 0) + (headcount ?? 0)
}

/** Dots are elements of their own (not SVG circles), so that they take the focus and a shape besides a colour. */
function makeDot(dot: MapDot, chosen: boolean, among: number): Marker {
  // Hundreds of dots are drawn smaller, so that they stay apart.
  const scale = among > CROWD && !chosen && dot.state !== 'pick' ? 0.55 : 1
  const size = Math.round(dot.state === 'station' ? 11 : 2 * (4.5 + Math.sqrt(dot.headcount ?? 4) * 0.8) * scale)
  const mark = marker([dot.position[1], dot.position[0]], {
    icon: divIcon({ html: `<span class="vh">${escaped(dot.name)}</span>`, className: `map-dot ${dot.state ?? ''} ${chosen ? 'chosen' : ''}`, iconSize: [size, size] }),
    keyboard: among <= MANY,
    zIndexOffset: chosen ? 1000 : dot.state === 'pick' ? 500 : 0,
  })
  return mark.bindTooltip(escaped(dot.name), { direction: 'bottom', offset: [0, size / 2], className: 'map-label name', permanent: chosen })
}

/** Leaflet writes stroke and fill as attributes, which any class outranks. */
function plain(className: string): PathOptions {
  return { className: className.trim().replaceAll(/\s+/g, ' ') }
}

function gradeOf(grade: unknown): string {
  return typeof grade === 'number' && grade >= 1 && grade <= 5 ? `g${grade}` : ''
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
