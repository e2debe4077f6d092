import { lazy } from 'react';
import type { Page } from '../../platform/web/page.tsx';

const page: Page = { path: '/figures', screen: lazy(() => import('./screens/figuresPage.tsx')) };

/** The figures page, the same for everybody; what it opens to depends on who reads. */
export const publicPages: readonly Page[] = [page];
const leading: Page = { path: '/lead', screen: lazy(() => import('./screens/leaderPage.tsx')) };
/** Appeals against figures and lines; the form before the one that any word would match. */
const appealPages: readonly Page[] = [
  { path: '/figures/appeals', screen: lazy(() => import('./appeals/screens/appealsPage.tsx')) },
  { path: '/figures/appeals/new', screen: lazy(() => import('./appeals/screens/filePage.tsx')) },
  { path: '/figures/appeals/:appeal', screen: lazy(() => import('./appeals/screens/appealPage.tsx')) },
];
export const deskPages: readonly Page[] = [page, leading, ...appealPages];
/** A leader's page, on the phone too. */
export const fieldPages: readonly Page[] = [leading];
