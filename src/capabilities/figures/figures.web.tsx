import { lazy } from 'react';
import type { Page } from '../../platform/web/page.tsx';

const page: Page = { path: '/figures', screen: lazy(() => import('./screens/figuresPage.tsx')) };

const statements: Page = {
  path: '/figures/statements',
  screen: lazy(() => import('./statements/screens/statementsPage.tsx')),
};

/** The figures page, the same for everybody; what it opens to depends on who reads. */
export const publicPages: readonly Page[] = [page, statements];
const leading: Page = { path: '/lead', screen: lazy(() => import('./screens/leaderPage.tsx')) };
export const deskPages: readonly Page[] = [page, leading, statements];
/** A leader's page, on the phone too. */
export const fieldPages: readonly Page[] = [leading];
