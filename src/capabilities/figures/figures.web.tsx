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
export const deskPages: readonly Page[] = [...pages, leading];
/** A leader's page, on the phone too. */
export const fieldPages: readonly Page[] = [leading];
