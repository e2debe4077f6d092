import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { call, problemFrom } from '../../web/call.ts';
import { signOut } from '../signin.contract.ts';

/** What is to be forgotten on this device when somebody signs out. */
const leaving = new Set<() => Promise<unknown>>();
/** Has something forgotten at every signing out; returns what takes it back. */
export function onLeaving(forget: () => Promise<unknown>): () => void {
  leaving.add(forget);
  return () => leaving.delete(forget);
}

/** A signing out that found no line: the server still has the session, and it is ended before anything else. */
const OWED = 'lianan.signout';
const owed = (): boolean => {
  try {
    return localStorage.getItem(OWED) !== null;
  } catch {
    return false;
  }
};

/** Ends the session and forgets every answer that this page and this device hold. */
export function useSignOut(): () => void {
  const answers = useQueryClient();
  return useCallback(() => {
    const forget = async (): Promise<void> => {
      answers.clear();
      await Promise.allSettled([...leaving].map((one) => one()));
      window.location.reload();
    };
    void call(signOut, {})
      .catch((thrown: unknown) => {
        if (problemFrom(thrown).status === 0) localStorage.setItem(OWED, 'yes');
      })
      .then(forget);
  }, [answers]);
}

/** Whether a signing out is still owed to the server; it is made up for as soon as there is a line. */
export function useOwedSignOut(): boolean {
  const [owes, setOwes] = useState(owed);
  useEffect(() => {
    if (!owes) return;
    const settle = (): void => {
      void call(signOut, {}).then(
        () => {
          localStorage.removeItem(OWED);
          setOwes(false);
        },
        () => undefined,
      );
    };
    settle();
    window.addEventListener('online', settle);
    return () => window.removeEventListener('online', settle);
  }, [owes]);
  return owes;
}
