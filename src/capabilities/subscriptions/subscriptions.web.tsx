import { lazy } from 'react';
import type { Page } from '../../platform/web/page.tsx';

/** The pages that subscriptions bring to the shells; each is fetched when it is first opened. */
export const publicPages: readonly Page[] = [{ path: '/areas', screen: lazy(() => import('./screens/areas.tsx')) }];
export const deskPages: readonly Page[] = [
  { path: '/subscriptions', screen: lazy(() => import('./screens/counts.tsx')) },
];
