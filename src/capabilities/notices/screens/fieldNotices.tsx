import type { ReactNode } from 'react';
import NoticesPage from './noticesPage.tsx';

export default function FieldNotices(): ReactNode {
  return <NoticesPage shell="field" />;
}
