import { lazy } from 'react';
import { pages as figuresPages } from '../../capabilities/figures/figures.web.tsx';
import { publicPages as kindsPages } from '../../capabilities/kinds/kinds.web.tsx';
import { pages as mattersPages, PublicBar } from '../../capabilities/matters/public.web.tsx';
import { publicPages as mediationPages } from '../../capabilities/mediation/party/party.web.tsx';
import { publicPages as subscriptionsPages } from '../../capabilities/subscriptions/subscriptions.web.tsx';
import type { Page } from '../../platform/web/page.tsx';

export { PublicBar };

/** The pages of the public shell, in the order in which their paths are tried. */
export const pages: readonly Page[] = [
  ...mattersPages,
  ...figuresPages,
  ...kindsPages,
  ...subscriptionsPages,
  ...mediationPages,
  { path: '/charter', screen: lazy(() => import('./charter.tsx')) },
  { path: '/liaisons', screen: lazy(() => import('../../platform/identity/screens/liaisons.tsx')) },
  { path: '/proof', screen: lazy(() => import('../../platform/proof/screens/proofPage.tsx')) },
  { path: '/outbox', screen: lazy(() => import('../../platform/identity/screens/outbox.tsx')) },
];
