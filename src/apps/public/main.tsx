import '../../platform/web/look/base.css';
import '../../platform/web/look/kit.css';
import './public.css';
import { startShell } from '../../platform/web/page.tsx';
import { PublicShell } from './shell.tsx';

startShell(<PublicShell />);

// After the page has come up, so that it never waits for what is laid by. Absent without a secure address.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  window.addEventListener('load', () => {
    navigator.serviceWorker.register('/public-worker.js', { updateViaCache: 'none' }).catch(() => undefined);
  });
}
