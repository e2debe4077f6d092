import { lazy } from 'react';
import type { Page } from '../../platform/web/page.tsx';

/** The pages that deadlines bring to the desk; each is fetched when it is first opened. */
export const deskPages: readonly Page[] = [
  { path: '/deadlines', screen: lazy(() => import('./screens/deadlinesPage.tsx')) },
  { path: '/deadlines/new', screen: lazy(() => import('./screens/propose.tsx')) },
  { path: '/deadlines/:code/change', screen: lazy(() => import('./screens/propose.tsx')) },
  { path: '/deadlines/:code', screen: lazy(() => import('./screens/ruleStory.tsx')) },
];
