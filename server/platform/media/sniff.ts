// What a file is, by its first bytes: never by its name or by what the sender says.

export type MediaType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heic' | 'application/pdf'

export function sniff(content: Uint8Array): MediaType | undefined {
  const head = Buffer.from(content.buffer, content.byteOffset, Math.min(content.length, 1024)).toString('latin1')
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp'
  // ISO base media file: brands of HEIF pictures, as phones write them.
  if (head.slice(4, 8) === 'ftyp' && /^(hei[cxms]|hev[cmsx]|mif1|msf1)$/.test(head.slice(8, 12))) return 'image/heic'
  // Readers take it anywhere in the first kilobyte (PDF 1.7, implementation note 13); what stands before it is cut off.
  if (head.includes('%PDF-')) return 'application/pdf'
  return undefined
}
