import { lazy } from 'react';
import type { Page } from '../../platform/web/page.tsx';

/** A leader's page, at the desk and on the phone. */
export const leadingPages: readonly Page[] = [
  { path: '/lead', screen: lazy(() => import('./screens/leaderPage.tsx')) },
];
