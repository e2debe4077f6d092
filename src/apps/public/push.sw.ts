// The part of a service worker that answers pushes. It leans on nothing, so that any worker of this shell may take it in.

/** What a push carries: words ready to be shown, and where they lead. Written by the server (subscriptions.timers.ts). */
type Told = {
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly tag: string;
  readonly language: string;
};

type Extended = Event & { waitUntil(done: Promise<unknown>): void };
type PushEvent = Extended & { readonly data: { json(): unknown } | null };
type ClickEvent = Extended & { readonly notification: Notification };
/** As far as it is used here; the types of workers and of pages cannot stand in one program. */
export type PushWorker = {
  addEventListener(name: string, heard: (event: never) => void): void;
  readonly location: { readonly origin: string };
  readonly registration: { showNotification(title: string, options: NotificationOptions): Promise<void> };
  readonly clients: { openWindow(url: string): Promise<unknown> };
};

/** Shows what is pushed, and opens its page when it is touched; only pages of this very server. */
export function answerPushes(worker: PushWorker): void {
  worker.addEventListener('push', (event: PushEvent) => {
    const told = event.data?.json() as Told | undefined;
    if (told === undefined) return;
    const { title, body, url, tag, language } = told;
    event.waitUntil(
      worker.registration.showNotification(title, {
        body,
        tag,
        lang: language === 'zh' ? 'zh-CN' : 'en',
        icon: '/icons/lianan-192.png',
        data: { url },
      }),
    );
  });
  worker.addEventListener('notificationclick', (event: ClickEvent) => {
    event.notification.close();
    const { pathname, hash } = new URL(
      String((event.notification.data as { url?: unknown } | null)?.url ?? '/'),
      worker.location.origin,
    );
    event.waitUntil(worker.clients.openWindow(pathname + hash));
  });
}
