import type { ReactNode } from 'react';
import NoticesPage from './noticesPage.tsx';

export default function DeskNotices(): ReactNode {
  return <NoticesPage shell="desk" />;
}
