import { lazy } from 'react';
import { deskPages as mattersPages } from '../../capabilities/matters/matters.web.tsx';
import type { Page } from '../../platform/web/page.tsx';

/** The pages of the desk, in the order in which their paths are tried. */
export const pages: readonly Page[] = [
  ...mattersPages,
  { path: '/sessions', screen: lazy(() => import('../../platform/identity/screens/account.tsx')) },
];
