import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';

type Toast = { readonly id: number; readonly text: string };

const SHOWN_MS = 5000;
const ToastContext = createContext<(text: string) => void>(() => undefined);

/** Says something short that needs no answer; screen readers hear it too. */
export const useToast = (): ((text: string) => void) => useContext(ToastContext);

/** Holds the place where toasts appear; the live region is there before the first of them. */
export function Toasts({ children }: { children: ReactNode }): ReactNode {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const next = useRef(1);
  const tell = useCallback((text: string) => {
    const id = next.current++;
    setToasts((now) => [...now.slice(-2), { id, text }]);
    setTimeout(() => setToasts((now) => now.filter((one) => one.id !== id)), SHOWN_MS);
  }, []);
  const value = useMemo(() => tell, [tell]);
  return (
    <ToastContext.Provider value={value}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map((one) => (
          <div className="toast" key={one.id}>
            {one.text}
          </div>
        ))}
      </div>
    </ToastContext.Provider>
  );
}
