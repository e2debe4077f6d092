import { lazy } from 'react';
import type { Page } from '../../platform/web/page.tsx';

export const deskPages: readonly Page[] = [
  { path: '/admissions', screen: lazy(() => import('./screens/admissionsPage.tsx')) },
];
