import { lazy } from 'react';
import type { Page } from '../../platform/web/page.tsx';

export const deskPages: readonly Page[] = [
  { path: '/handover', screen: lazy(() => import('./screens/handoverPage.tsx')) },
  { path: '/handover/:sheet', screen: lazy(() => import('./screens/sheetPage.tsx')) },
];
/** What stands above the desk's pages while a sheet waits to be signed. */
export const HandoverBar = lazy(() => import('./screens/handoverBar.tsx'));
