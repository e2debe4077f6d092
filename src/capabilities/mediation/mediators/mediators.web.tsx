import { lazy } from 'react';
import type { Page } from '../../../platform/web/page.tsx';

/** The register of mediators, and the ledger of what cases brought them. */
export const deskPages: readonly Page[] = [
  { path: '/mediation/mediators', screen: lazy(() => import('./screens/registerPage.tsx')) },
  { path: '/mediation/ledger', screen: lazy(() => import('./screens/ledgerPage.tsx')) },
];
