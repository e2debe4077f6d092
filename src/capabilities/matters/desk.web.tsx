import { type ComponentType, lazy } from 'react';
import type { Page } from '../../platform/web/page.tsx';

export { Further } from './screens/further.ts';

/** The pages that matters bring to the desk; each is fetched when it is first opened. */
export const pages: readonly Page[] = [
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
export const offers: readonly ComponentType[] = [lazy(() => import('./screens/viewCommands.tsx'))];
