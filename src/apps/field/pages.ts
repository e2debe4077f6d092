import { lazy } from 'react';
import { leadingPages } from '../../capabilities/figures/leading.web.tsx';
import { pages as mattersPages } from '../../capabilities/matters/field.web.tsx';
import { fieldPages as mediationPages } from '../../capabilities/mediation/mediation.web.tsx';
import { fieldPages as roundPages } from '../../capabilities/mediation/rounds/rounds.web.tsx';
import { fieldPages as noticesPages } from '../../capabilities/notices/notices.web.tsx';
import type { Page } from '../../platform/web/page.tsx';

/** The pages of the field shell, in the order in which their paths are tried. */
export const pages: readonly Page[] = [
  ...mattersPages,
  ...leadingPages,
  ...noticesPages,
  ...mediationPages,
  ...roundPages,
  { path: '/me', screen: lazy(() => import('./me.tsx')) },
];
