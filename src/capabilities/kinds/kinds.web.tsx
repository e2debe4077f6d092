import { lazy } from 'react';
import type { Page } from '../../platform/web/page.tsx';

/** The pages that kinds bring to the shells; each is fetched when it is first opened. */
export const publicPages: readonly Page[] = [
  { path: '/changes', screen: lazy(() => import('./screens/publicChanges.tsx')) },
];
export const deskPages: readonly Page[] = [
  { path: '/kinds', screen: lazy(() => import('./screens/kindsPage.tsx')) },
  { path: '/kinds/new', screen: lazy(() => import('./screens/propose.tsx')) },
  { path: '/kinds/:code/change', screen: lazy(() => import('./screens/propose.tsx')) },
];
