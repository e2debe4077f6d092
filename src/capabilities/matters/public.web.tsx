import { lazy } from 'react';
import type { Page } from '../../platform/web/page.tsx';

/** The pages that matters bring to the public shell; each is fetched when it is first opened. */
export const pages: readonly Page[] = [
  { path: '/', screen: lazy(() => import('./screens/report.tsx')) },
  { path: '/around', screen: lazy(() => import('./screens/around.tsx')) },
  { path: '/m/:number', screen: lazy(() => import('./screens/aroundMatter.tsx')) },
  { path: '/follow', screen: lazy(() => import('./screens/follow.tsx')) },
  { path: '/mine', screen: lazy(() => import('./screens/mine.tsx')) },
  { path: '/open/:number', screen: lazy(() => import('./screens/publicMatter.tsx')) },
  { path: '/doors', screen: lazy(() => import('./screens/doors.tsx')) },
  { path: '/doors/:door', screen: lazy(() => import('./screens/doorSlip.tsx')) },
];
/** What stands above the public pages while a report waits on the phone. */
export const PublicBar = lazy(() => import('./screens/outboxBar.tsx'));
