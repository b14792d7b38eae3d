/**
 * Reads a QR code with the phone's own eye, where the browser has one (Chrome and WeChat on Android; Safari not yet).
 * The picture stays on the phone; the camera is off again as soon as a code was read.
 */

interface Detector {
  detect(source: CanvasImageSource): Promise<readonly { readonly rawValue: string }[]>
}
type DetectorMaker = new (options: { formats: readonly string[] }) => Detector

function detectorMaker(): DetectorMaker | undefined {
  return (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector
}

export function canScan(): boolean {
  return detectorMaker() !== undefined && navigator.mediaDevices?.getUserMedia !== undefined
}

export interface Scan {
  readonly stop: () => void
}

/** Shows the camera in `video` and calls `read` for every text seen, until it answers true. Throws when refused. */
export async function scan(video: HTMLVideoElement, read: (text: string) => boolean): Promise<Scan> {
  const Maker = detectorMaker()
  if (Maker === undefined) throw new Error('No detector')
  const detector = new Maker({ formats: ['qr_code'] })
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
    const [found] = await detector.detect(video).catch(() => [])
    if (found !== undefined && read(found.rawValue)) stop()
    else setTimeout(() => void look(), 150)
  }
  void look()
  return { stop }
}
