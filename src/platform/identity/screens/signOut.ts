import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { call, problemFrom } from '../../web/call.ts';
import { signOut } from '../signin.contract.ts';

/** A signing out of which the server does not know yet: it is made up for before anything else is shown. */
const OWED = 'lianan.signout';
const AGAIN_MS = 10_000;
/** Where the browser keeps nothing, it is owed as long as the page lives. */
let owedHere = false;
const listeners = new Set<() => void>();
const tellAll = (): void => {
  for (const tell of listeners) tell();
};

function owed(): boolean {
  try {
    return owedHere || localStorage.getItem(OWED) !== null;
  } catch {
    return owedHere;
  }
}

/** Remembers what is owed; false where it would not outlive this page. */
function owe(is: boolean): boolean {
  owedHere = is;
  try {
    if (is) localStorage.setItem(OWED, 'yes');
    else localStorage.removeItem(OWED);
    return true;
  } catch {
    return false;
  }
}

/** What this device holds of whoever leaves: what the field shell kept for the time without a line, and what this tab remembers. */
async function forget(): Promise<void> {
  try {
    sessionStorage.clear();
  } catch {
    // a browser that keeps nothing
  }
  const { forgetAnswers } = await import('../../web/outbox/keeping.tsx');
  await forgetAnswers();
}

/** Whether the session is over: the server ended it, or had none. */
const ended = (): Promise<boolean> =>
  call(signOut, {}).then(
    () => true,
    (thrown: unknown) => problemFrom(thrown).status === 401,
  );

/** Ends the session and forgets every answer that this page and this device hold, whichever shell it is. */
export function useSignOut(): () => void {
  const answers = useQueryClient();
  return useCallback(() => {
    const leave = async (): Promise<void> => {
      const outlives = (await ended()) || owe(true);
      answers.clear();
      await forget().catch(() => undefined);
      if (outlives) window.location.reload();
      else tellAll();
    };
    void leave();
  }, [answers]);
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** Whether a signing out is still owed to the server; it is made up for as soon as the server takes it. */
export function useOwedSignOut(): boolean {
  const owes = useSyncExternalStore(listen, owed, () => false);
  useEffect(() => {
    if (!owes) return;
    const settle = (): void => {
      void ended().then((is) => {
        if (!is) return;
        owe(false);
        tellAll();
      });
    };
    settle();
    const timer = setInterval(settle, AGAIN_MS);
    window.addEventListener('online', settle);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', settle);
    };
  }, [owes]);
  return owes;
}
