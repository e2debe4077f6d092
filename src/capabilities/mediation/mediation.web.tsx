import { lazy } from 'react';
import type { Page } from '../../platform/web/page.tsx';

const pages: readonly Page[] = [
  { path: '/mediation', screen: lazy(() => import('./screens/deskPage.tsx')) },
  { path: '/mediation/new', screen: lazy(() => import('./screens/openPage.tsx')) },
  { path: '/mediation/:id', screen: lazy(() => import('./screens/casePage.tsx')) },
];

/** What mediation brings to the page of a matter, on the desk and on the phone. */
export const furtherOfMatter = [lazy(() => import('./screens/ofMatter.tsx'))];

/** Mediation on the desk: one's own cases and those of others, registering, one case. */
export const deskPages = pages;
/** The same pages on the phone of those on the way, made of the same parts. */
export const fieldPages = pages;
