import { lazy, type ReactNode, Suspense } from 'react';
import type { Page } from '../../platform/web/page.tsx';

/** What is to be done is in sight first. */
const LATER_MS = 2_000;
const later = (): Promise<void> => new Promise((done) => setTimeout(done, LATER_MS));

/** The bell in the bar of a shell: how many notices are unseen, and the way to them. */
const RungBell = lazy(() => later().then(() => import('./screens/bell.tsx')));
export const Bell = (): ReactNode => (
  <Suspense fallback={<span style={{ width: 'var(--touch)' }} />}>
    <RungBell />
  </Suspense>
);

/** The pages that notices bring to the shells; each is fetched when it is first opened. */
export const deskPages: readonly Page[] = [
  { path: '/notices', screen: lazy(() => import('./screens/deskNotices.tsx')) },
];
export const fieldPages: readonly Page[] = [
  { path: '/notices', screen: lazy(() => import('./screens/fieldNotices.tsx')) },
];
