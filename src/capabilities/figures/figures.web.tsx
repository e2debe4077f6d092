import { lazy } from 'react';
import type { Page } from '../../platform/web/page.tsx';

const page: Page = { path: '/figures', screen: lazy(() => import('./screens/figuresPage.tsx')) };

/** The figures page, the same for everybody; what it opens to depends on who reads. */
export const publicPages: readonly Page[] = [page];
const leading: Page = { path: '/lead', screen: lazy(() => import('./screens/leaderPage.tsx')) };
const references: Page = {
  path: '/figures/references',
  screen: lazy(() => import('./references/screens/referencesPage.tsx')),
};
export const deskPages: readonly Page[] = [page, references, leading];
/** A leader's page, on the phone too. */
export const fieldPages: readonly Page[] = [leading];
