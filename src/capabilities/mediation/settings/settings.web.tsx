import { lazy } from 'react';
import type { Page } from '../../../platform/web/page.tsx';

/** The terms of mediation, and the templates of its documents. */
export const deskPages: readonly Page[] = [
  { path: '/mediation/settings', screen: lazy(() => import('./screens/settingsPage.tsx')) },
  { path: '/mediation/settings/templates/:code', screen: lazy(() => import('./screens/templatePage.tsx')) },
];
