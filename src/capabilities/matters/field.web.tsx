import { lazy } from 'react';
import type { Page } from '../../platform/web/page.tsx';

export { KEPT as keptOnPhone } from './keeping.rules.ts';
export { Further } from './screens/further.ts';
/** What forms cost, on one's own page of the phone. */
export const OwnBurden = lazy(() => import('./screens/ownBurden.tsx'));

/** The pages that matters bring to the phone of those on the way; each is fetched when it is first opened. */
export const pages: readonly Page[] = [
  { path: '/', screen: lazy(() => import('./screens/fieldTasks.tsx')) },
  { path: '/matters/:id', screen: lazy(() => import('./screens/fieldMatter.tsx')) },
  { path: '/report', screen: lazy(() => import('./screens/fieldReport.tsx')) },
  { path: '/nearby', screen: lazy(() => import('./screens/fieldNearby.tsx')) },
  { path: '/outbox', screen: lazy(() => import('./screens/fieldOutbox.tsx')) },
];
