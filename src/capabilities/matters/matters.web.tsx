import { type ComponentType, lazy } from 'react';
import type { Page } from '../../platform/web/page.tsx';

export { KEPT as keptOnPhone } from './keeping.rules.ts';
/** What forms cost, on one's own page of the phone. */
export const OwnBurden = lazy(() => import('./screens/ownBurden.tsx'));

/** The pages that matters bring to each shell; each is fetched when it is first opened. */
export const publicPages: readonly Page[] = [
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
export const deskPages: readonly Page[] = [
  { path: '/', screen: lazy(() => import('./screens/queue.tsx')) },
  { path: '/matters/:id', screen: lazy(() => import('./screens/matterPage.tsx')) },
  { path: '/map', screen: lazy(() => import('./screens/mapPage.tsx')) },
  { path: '/intake', screen: lazy(() => import('./screens/intake.tsx')) },
  { path: '/export', screen: lazy(() => import('./screens/exportPage.tsx')) },
  { path: '/extracts', screen: lazy(() => import('./screens/extractsPage.tsx')) },
  { path: '/matters/:id/beside/:other', screen: lazy(() => import('./screens/beside.tsx')) },
  { path: '/paper', screen: lazy(() => import('./screens/paper.tsx')) },
  { path: '/matters/:id/dossier', screen: lazy(() => import('./screens/dossier.tsx')) },
  { path: '/exchange', screen: lazy(() => import('./exchange/screens/desksPage.tsx')) },
  { path: '/exchange/:desk', screen: lazy(() => import('./exchange/screens/deskPage.tsx')) },
  { path: '/import', screen: lazy(() => import('./importing/screens/importPage.tsx')) },
  { path: '/import/:id', screen: lazy(() => import('./importing/screens/importOne.tsx')) },
  { path: '/overdue', screen: lazy(() => import('./screens/overduePage.tsx')) },
  { path: '/transfers', screen: lazy(() => import('./transfer/screens/transfersPage.tsx')) },
  { path: '/transfers/:id', screen: lazy(() => import('./transfer/screens/transferPage.tsx')) },
  { path: '/board', screen: lazy(() => import('./screens/boardPage.tsx')) },
  { path: '/burden', screen: lazy(() => import('./screens/burdenPage.tsx')) },
];
/** What offers commands on the desk beside the pages in sight; shown as long as the palette is open. */
export const deskOffers: readonly ComponentType[] = [lazy(() => import('./screens/viewCommands.tsx'))];
export const fieldPages: readonly Page[] = [
  { path: '/', screen: lazy(() => import('./screens/fieldTasks.tsx')) },
  { path: '/matters/:id', screen: lazy(() => import('./screens/fieldMatter.tsx')) },
  { path: '/report', screen: lazy(() => import('./screens/fieldReport.tsx')) },
  { path: '/nearby', screen: lazy(() => import('./screens/fieldNearby.tsx')) },
  { path: '/outbox', screen: lazy(() => import('./screens/fieldOutbox.tsx')) },
];
