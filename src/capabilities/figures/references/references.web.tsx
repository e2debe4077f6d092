import { lazy } from 'react';
import type { Page } from '../../../platform/web/page.tsx';

/** Targets, bases and norms of figures. */
export const deskPages: readonly Page[] = [
  { path: '/figures/references', screen: lazy(() => import('./screens/referencesPage.tsx')) },
];
