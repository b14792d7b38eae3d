/** The app on the home screen: registers the service worker and offers a new version without forcing it. */
import { toast } from '../../ui/toasts.ts'
import { t } from '../words/frame.ts'

export function watchForUpdates(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  addEventListener('load', register)
  if (document.readyState === 'complete') register()
}

function register(): void {
  removeEventListener('load', register)
  navigator.serviceWorker.register('/sw.js').then(
    (registration) => {
      registration.addEventListener('updatefound', () => offerOnceReady(registration.installing))
      return registration
    },
    () => undefined, // private window or storage full: the app works without
  )
}

function offerOnceReady(worker: ServiceWorker | null): void {
  worker?.addEventListener('statechange', () => {
    // The very first worker has nothing to replace.
    if (worker.state === 'installed' && navigator.serviceWorker.controller !== null) toast(t('newVersion'), { act: { label: t('useIt'), run: () => changeOver(worker) } })
  })
}

function changeOver(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  worker.postMessage({ type: 'SKIP_WAITING' }, { transfer: [] })
}
