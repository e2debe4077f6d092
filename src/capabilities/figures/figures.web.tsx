import { lazy } from 'react';
import type { Page } from '../../platform/web/page.tsx';

/** The pages of figures, the same for everybody; what they open to depends on who reads. */
export const pages: readonly Page[] = [
  { path: '/figures', screen: lazy(() => import('./screens/figuresPage.tsx')) },
  { path: '/figures/of/:code', screen: lazy(() => import('./screens/figurePage.tsx')) },
  { path: '/figures/place/:territory', screen: lazy(() => import('./screens/placePage.tsx')) },
  { path: '/figures/statements', screen: lazy(() => import('./statements/screens/statementsPage.tsx')) },
];
