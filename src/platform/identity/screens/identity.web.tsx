import { lazy } from 'react';
import type { Page } from '../../web/page.tsx';

/** The desk's pages of people, posts, sessions, keys and one's own account. */
export const deskPages: readonly Page[] = [
  { path: '/people', screen: lazy(() => import('./peoplePage.tsx')) },
  { path: '/people/propose', screen: lazy(() => import('./proposePage.tsx')) },
  { path: '/people/import', screen: lazy(() => import('./importPage.tsx')) },
  { path: '/people/:id', screen: lazy(() => import('./personPage.tsx')) },
  { path: '/sessions', screen: lazy(() => import('./sessionsPage.tsx')) },
  { path: '/machines', screen: lazy(() => import('./machinesPage.tsx')) },
  { path: '/me', screen: lazy(() => import('./account.tsx')) },
];
