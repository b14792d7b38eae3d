/**
 * Reads a QR code with the camera. The picture stays on the phone; the camera is off again as soon as a code was read.
 * Where the browser has an eye for codes of its own (Chrome on most Android phones) it is used. Safari has none, and
 * Android without Google's services has one that sees nothing: there a reader written in JavaScript looks, which is
 * fetched when it is first needed.
 */

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}
type Make = new (options: { formats: ['qr_code'] }) => Detector

export function canScan(): boolean {
  return navigator.mediaDevices?.getUserMedia !== undefined
}

export interface Scan {
  readonly stop: () => void
}

/** Shows the camera in `video` and calls `read` for every text seen, until it answers true. Throws when refused. */
export async function scan(video: HTMLVideoElement, read: (text: string) => boolean): Promise<Scan> {
  let detector = ownEye() ?? (await reader())
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  let running = true
  const stop = (): void => {
    running = false
    for (const track of stream.getTracks()) track.stop()
  }
  video.srcObject = stream
  await video.play()
  const look = async (): Promise<void> => {
    if (!running) return
    const seen = await detector.detect(video).catch(async () => {
      detector = await reader().catch(() => detector)
      return []
    })
    const text = seen[0]?.rawValue
    if (text !== undefined && read(text)) stop()
    else setTimeout(() => void look(), 150)
  }
  void look()
  return { stop }
}

function ownEye(): Detector | undefined {
  const Own = (globalThis as { BarcodeDetector?: Make }).BarcodeDetector
  return Own && new Own({ formats: ['qr_code'] })
}

async function reader(): Promise<Detector> {
  const { BarcodeDetector } = await import('qr/decode.js')
  return new BarcodeDetector({ formats: ['qr_code'] })
}
