import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call } from '../../web/call.ts';
import { signOut } from '../signin.contract.ts';

/** Ends the session and forgets every answer that this page holds. */
export function useSignOut(): () => void {
  const answers = useQueryClient();
  return useCallback(() => {
    const forget = (): void => {
      answers.clear();
      window.location.reload();
    };
    void call(signOut, {}).then(forget, forget);
  }, [answers]);
}
