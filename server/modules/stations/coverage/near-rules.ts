// Which of many points lie within some metres of one: on the sphere, exactly, by looking into few cells of a grid.

export type Point = { lon: number; lat: number }

/** IUGG mean radius of the earth, metres. */
const EARTH = 6_371_008.8
const METRES_PER_DEGREE = (Math.PI / 180) * EARTH

/** Great-circle distance in metres, by haversines: good at small distances too. */
export function metresBetween(a: Point, b: Point): number {
  const [lat1, lat2] = [radians(a.lat), radians(b.lat)]
  const h = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin(radians(b.lon - a.lon) / 2) ** 2
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)))
}

export type Near = {
  /** Indices of the points within `metres`, the bound included. */
  within(of: Point, metres: number): number[]
  /** The nearest one of all. */
  nearest(of: Point): { at: number; metres: number } | undefined
}

/** @param cellMetres about as large as the radii that will be asked for */
export function nearTo(points: readonly Point[], cellMetres = 1000): Near {
  const size = cellMetres / METRES_PER_DEGREE
  const cells = new Map<string, number[]>()
  for (const [at, point] of points.entries()) {
    const key = `${Math.floor(point.lat / size)},${Math.floor(point.lon / size)}`
    const cell = cells.get(key)
    if (cell) cell.push(at)
    else cells.set(key, [at])
  }

  function within(of: Point, metres: number): number[] {
    const height = metres / METRES_PER_DEGREE
    // How wide the circle is where it is widest, which is nearer to the pole than its middle.
    const reach = Math.sin(radians(height)) / Math.cos(radians(Math.min(89.9, Math.abs(of.lat))))
    const width = reach >= 1 || Math.abs(of.lat) + height >= 89.9 ? 360 : (Math.asin(reach) * 180) / Math.PI
    const overDateLine = of.lon - width < -180 || of.lon + width > 180
    if (overDateLine || (2 * height) / size > 200 || (2 * width) / size > 200) return inOrder(points.keys(), of, metres)
    const found: number[] = []
    const [west, east] = [Math.floor((of.lon - width) / size), Math.floor((of.lon + width) / size)]
    for (let row = Math.floor((of.lat - height) / size); row <= Math.floor((of.lat + height) / size); row++) {
      for (let column = west; column <= east; column++) found.push(...(cells.get(`${row},${column}`) ?? []))
    }
    return inOrder(found, of, metres)
  }

  function inOrder(some: Iterable<number>, of: Point, metres: number): number[] {
    const found: number[] = []
    for (const at of some) {
      const point = points[at]
      if (point && metresBetween(of, point) <= metres) found.push(at)
    }
    return found.toSorted((a, b) => a - b)
  }

  return {
    within,
    nearest(of) {
      for (let metres = cellMetres; points.length > 0; metres *= 4) {
        let best: { at: number; metres: number } | undefined
        for (const at of within(of, metres)) {
          const point = points[at]
          const distance = point ? metresBetween(of, point) : Infinity
          if (!best || distance < best.metres) best = { at, metres: distance }
        }
        if (best || metres > 4e7) return best
      }
      return undefined
    },
  }
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
