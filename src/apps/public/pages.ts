import { lazy } from 'react';
import { publicPages as mattersPages } from '../../capabilities/matters/matters.web.tsx';
import type { Page } from '../../platform/web/page.tsx';

/** The pages of the public shell, in the order in which their paths are tried. */
export const pages: readonly Page[] = [
  ...mattersPages,
  { path: '/charter', screen: lazy(() => import('./charter.tsx')) },
  { path: '/outbox', screen: lazy(() => import('../../platform/identity/screens/outbox.tsx')) },
];
