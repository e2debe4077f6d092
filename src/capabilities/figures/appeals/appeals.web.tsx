import { lazy } from 'react';
import type { Page } from '../../../platform/web/page.tsx';

/** Appeals against figures and lines; the form before the one that any word would match. */
export const deskPages: readonly Page[] = [
  { path: '/figures/appeals', screen: lazy(() => import('./screens/appealsPage.tsx')) },
  { path: '/figures/appeals/new', screen: lazy(() => import('./screens/filePage.tsx')) },
  { path: '/figures/appeals/:appeal', screen: lazy(() => import('./screens/appealPage.tsx')) },
];
