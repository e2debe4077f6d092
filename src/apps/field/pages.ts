import { lazy } from 'react';
import { fieldPages as figuresPages } from '../../capabilities/figures/figures.web.tsx';
import { fieldPages as mattersPages } from '../../capabilities/matters/matters.web.tsx';
import { fieldPages as noticesPages } from '../../capabilities/notices/notices.web.tsx';
import type { Page } from '../../platform/web/page.tsx';

/** The pages of the field shell, in the order in which their paths are tried. */
export const pages: readonly Page[] = [
  ...mattersPages,
  ...figuresPages,
  ...noticesPages,
  { path: '/me', screen: lazy(() => import('./me.tsx')) },
];
