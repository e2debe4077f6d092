import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';

/** What a toast offers to do about what it says, as long as it stands. */
export type ToastAction = { readonly label: string; readonly onPress: () => void };
type Toast = { readonly id: number; readonly text: string; readonly action: ToastAction | undefined };

const SHOWN_MS = 5000;
/** Time enough to read, think better of it and press. */
const OFFERED_MS = 12_000;
type Tell = (text: string, action?: ToastAction) => void;
const ToastContext = createContext<Tell>(() => undefined);

/** Says something short that needs no answer, and may offer one action; screen readers hear it too. */
export const useToast = (): Tell => useContext(ToastContext);

/** Holds the place where toasts appear; the live region is there before the first of them. */
export function Toasts({ children }: { children: ReactNode }): ReactNode {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const next = useRef(1);
  const drop = useCallback((id: number) => setToasts((now) => now.filter((one) => one.id !== id)), []);
  const tell = useCallback<Tell>(
    (text, action) => {
      const id = next.current++;
      setToasts((now) => [...now.slice(-2), { id, text, action }]);
      setTimeout(() => drop(id), action ? OFFERED_MS : SHOWN_MS);
    },
    [drop],
  );
  const value = useMemo(() => tell, [tell]);
  return (
    <ToastContext.Provider value={value}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map((one) => (
          <div className="toast" key={one.id}>
            {one.text}
            {one.action && (
              <button
                type="button"
                className="toast-action"
                onClick={() => {
                  drop(one.id);
                  one.action?.onPress();
                }}
              >
                {one.action.label}
              </button>
            )}
          </div>
        ))}
      </div>
    </ToastContext.Provider>
  );
}
