import { useSyncExternalStore } from 'react';

function listen(tell: () => void): () => void {
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
  return () => {
    window.removeEventListener('online', tell);
    window.removeEventListener('offline', tell);
  };
}
const read = (): boolean => navigator.onLine;

/** Whether the device believes that it has a line; a line that leads nowhere shows when something is sent. */
export const useOnline = (): boolean => useSyncExternalStore(listen, read, read);
