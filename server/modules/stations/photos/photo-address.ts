/** Where everybody may look at a picture of an entrance. */
export function photoAddress({ code }: { code: number }, photo: number | null): string | null {
  return photo === null ? null : `/api/v1/${code}/photos/${photo}`
}
