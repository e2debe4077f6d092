import { lazy } from 'react';
import type { Page } from '../../platform/web/page.tsx';

/** The pages that matters bring to each shell; each is fetched when it is first opened. */
export const publicPages: readonly Page[] = [
  { path: '/', screen: lazy(() => import('./screens/report.tsx')) },
  { path: '/around', screen: lazy(() => import('./screens/around.tsx')) },
  { path: '/m/:number', screen: lazy(() => import('./screens/aroundMatter.tsx')) },
  { path: '/follow', screen: lazy(() => import('./screens/follow.tsx')) },
  { path: '/mine', screen: lazy(() => import('./screens/mine.tsx')) },
  { path: '/doors', screen: lazy(() => import('./screens/doors.tsx')) },
];
export const deskPages: readonly Page[] = [
  { path: '/', screen: lazy(() => import('./screens/queue.tsx')) },
  { path: '/matters/:id', screen: lazy(() => import('./screens/matterPage.tsx')) },
  { path: '/map', screen: lazy(() => import('./screens/mapPage.tsx')) },
  { path: '/intake', screen: lazy(() => import('./screens/intake.tsx')) },
];
export const fieldPages: readonly Page[] = [
  { path: '/', screen: lazy(() => import('./screens/fieldTasks.tsx')) },
  { path: '/matters/:id', screen: lazy(() => import('./screens/fieldMatter.tsx')) },
  { path: '/report', screen: lazy(() => import('./screens/fieldReport.tsx')) },
  { path: '/nearby', screen: lazy(() => import('./screens/fieldNearby.tsx')) },
];
