import { lazy } from 'react';
import { fieldPages as mattersPages } from '../../capabilities/matters/matters.web.tsx';
import type { Page } from '../../platform/web/page.tsx';

/** The pages of the field shell, in the order in which their paths are tried. */
export const pages: readonly Page[] = [
  ...mattersPages,
  { path: '/me', screen: lazy(() => import('../../platform/identity/screens/account.tsx')) },
];
