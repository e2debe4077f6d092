import { lazy } from 'react';
import type { Page } from '../../web/page.tsx';

/** The administrators' pages of territories and bodies; each is fetched when it is first opened. */
export const deskPages: readonly Page[] = [
  { path: '/places', screen: lazy(() => import('./placesPage.tsx')) },
  { path: '/places/territories/:code', screen: lazy(() => import('./territoryPage.tsx')) },
  { path: '/places/bodies/:id', screen: lazy(() => import('./bodyPage.tsx')) },
];
