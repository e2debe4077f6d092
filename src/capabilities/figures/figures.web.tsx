import { lazy } from 'react';
import type { Page } from '../../platform/web/page.tsx';

const pages: readonly Page[] = [
  { path: '/figures', screen: lazy(() => import('./screens/figuresPage.tsx')) },
  { path: '/figures/of/:code', screen: lazy(() => import('./screens/figurePage.tsx')) },
  { path: '/figures/place/:territory', screen: lazy(() => import('./screens/placePage.tsx')) },
];

/** The pages of figures, the same for everybody; what they open to depends on who reads. */
export const publicPages: readonly Page[] = pages;
const leading: Page = { path: '/lead', screen: lazy(() => import('./screens/leaderPage.tsx')) };
/** Appeals against figures and lines; the form before the one that any word would match. */
const appealPages: readonly Page[] = [
  { path: '/figures/appeals', screen: lazy(() => import('./appeals/screens/appealsPage.tsx')) },
  { path: '/figures/appeals/new', screen: lazy(() => import('./appeals/screens/filePage.tsx')) },
  { path: '/figures/appeals/:appeal', screen: lazy(() => import('./appeals/screens/appealPage.tsx')) },
];
const references: Page = {
  path: '/figures/references',
  screen: lazy(() => import('./references/screens/referencesPage.tsx')),
};
export const deskPages: readonly Page[] = [...pages, references, leading, ...appealPages];
/** A leader's page, on the phone too. */
export const fieldPages: readonly Page[] = [leading];
