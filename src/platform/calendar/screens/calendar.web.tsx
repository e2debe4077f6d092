import { lazy } from 'react';
import type { Page } from '../../web/page.tsx';

/** The desk's page of the working calendar. */
export const deskPages: readonly Page[] = [{ path: '/calendar', screen: lazy(() => import('./calendarPage.tsx')) }];
