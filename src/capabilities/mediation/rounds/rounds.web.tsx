import { lazy } from 'react';
import type { KeepRule } from '../../../platform/web/outbox/keeping.rules.ts';
import type { Page } from '../../../platform/web/page.tsx';

export const deskPages: readonly Page[] = [
  { path: '/mediation/rounds', screen: lazy(() => import('./screens/roundsPage.tsx')) },
  { path: '/mediation/rounds/:round', screen: lazy(() => import('./screens/roundPage.tsx')) },
];
export const fieldPages: readonly Page[] = [
  { path: '/rounds', screen: lazy(() => import('./screens/fieldRounds.tsx')) },
];
/** What a phone keeps for the time without a line: the day's own places. By its name, so that the shell stays as light as it is. */
export const keptOnPhone: readonly KeepRule[] = [{ name: 'mediation.roundsToday', hours: 24, most: 1 }];
