import { lazy } from 'react';
import type { Page } from '../../platform/web/page.tsx';

/** The pages that matters bring to each shell; each is fetched when it is first opened. */
export const publicPages: readonly Page[] = [
  { path: '/', screen: lazy(() => import('./screens/report.tsx')) },
  { path: '/follow', screen: lazy(() => import('./screens/follow.tsx')) },
  { path: '/mine', screen: lazy(() => import('./screens/mine.tsx')) },
  { path: '/open/:number', screen: lazy(() => import('./screens/publicMatter.tsx')) },
  { path: '/doors', screen: lazy(() => import('./screens/doors.tsx')) },
  { path: '/doors/:door', screen: lazy(() => import('./screens/doorSlip.tsx')) },
];
/** What stands above the public pages while a report waits on the phone. */
export const PublicBar = lazy(() => import('./screens/outboxBar.tsx'));
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
