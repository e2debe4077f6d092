import { lazy } from 'react';
import type { Page } from '../../../platform/web/page.tsx';

/** The pages that mediation brings to the public shell; each is fetched when it is first opened. */
export const publicPages: readonly Page[] = [
  { path: '/mediation', screen: lazy(() => import('./screens/about.tsx')) },
  { path: '/mediation/apply', screen: lazy(() => import('./screens/apply.tsx')) },
  { path: '/mediation/case', screen: lazy(() => import('./screens/case.tsx')) },
];
