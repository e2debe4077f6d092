import { lazy } from 'react';
import type { Page } from '../../platform/web/page.tsx';

/** The bell in the bar of a shell: how many notices are unseen, and the way to them. */
export const Bell = lazy(() => import('./screens/bell.tsx'));

/** The pages that notices bring to the shells; each is fetched when it is first opened. */
export const deskPages: readonly Page[] = [
  { path: '/notices', screen: lazy(() => import('./screens/deskNotices.tsx')) },
];
export const fieldPages: readonly Page[] = [
  { path: '/notices', screen: lazy(() => import('./screens/fieldNotices.tsx')) },
];
