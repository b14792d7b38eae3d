// Where an outlet is: WGS 84 inside, GCJ-02 at the edges.

/** Seven decimals are a centimetre: more says nothing. */
export function roundedPosition({ lon, lat }: { lon: number; lat: number }): { lon: number; lat: number } {
  return { lon: Number(lon.toFixed(7)), lat: Number(lat.toFixed(7)) }
}
