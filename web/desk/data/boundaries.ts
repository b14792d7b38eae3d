/** Outlines of the places below one (or of itself where nothing is below), as `<MapCanvas>` draws them. */
import type { FeatureCollection } from 'geojson'
import { shallowRef, watch, type ShallowRef } from 'vue'
import { call, type Api, type ReplyOf } from './client.ts'

type Feature = ReplyOf<Api['GET /places/{code}/boundaries']>['features'][number]

export interface Boundaries {
  readonly areas: Readonly<ShallowRef<FeatureCollection | undefined>>
  /** Some of them are drawn up and not surveyed. */
  readonly synthetic: Readonly<ShallowRef<boolean>>
}

/** @param codes several places lie side by side */
export function useBoundaries(codes: () => readonly number[]): Boundaries {
  const areas = shallowRef<FeatureCollection>()
  const synthetic = shallowRef(false)
  let asked = 0

  async function fetchAll(all: readonly number[]): Promise<void> {
    asked += 1
    const mine = asked
    const answers = await Promise.all(all.map((code) => call('GET /places/{code}/boundaries', { params: { code } }).catch(() => undefined)))
    if (mine !== asked) return
    const features = answers.flatMap((answer, at) => belowOf(answer?.data.features ?? [], all[at]))
    synthetic.value = features.some((one) => one.properties.synthetic)
    areas.value = {
      type: 'FeatureCollection',
      features: features.flatMap((one) =>
        one.geometry === null ? [] : [{ type: 'Feature' as const, id: one.id, properties: { code: String(one.id), name: one.properties.name }, geometry: one.geometry as FeatureCollection['features'][number]['geometry'] }],
      ),
    }
  }

  watch(() => codes().join(), () => void fetchAll(codes()), { immediate: true })
  return { areas, synthetic }
}

/** The place itself is left out where those below it cover the same ground. */
function belowOf(features: readonly Feature[], code: number | undefined): readonly Feature[] {
  const below = features.filter((one) => one.id !== code && one.geometry !== null)
  return below.length > 0 ? below : features
}
