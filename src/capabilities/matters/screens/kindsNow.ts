import { useMemo } from 'react';
import { useCall } from '../../../platform/web/asking.ts';
import { useText } from '../../../platform/web/words.ts';
import { type KindSeed, kinds } from '../../kinds/kinds.contract.ts';

/** The district's kinds as they are offered now; fetched once a page. */
export function useKinds(): { readonly kinds: readonly KindSeed[]; readonly ready: boolean; readonly error: unknown } {
  const { data, error, isSuccess } = useCall(kinds, {}, { fresh: 300_000, keep: true });
  return useMemo(() => ({ kinds: data?.kinds ?? [], ready: isSuccess, error }), [data, isSuccess, error]);
}

/** Names kinds by their code; a code that is not offered any more keeps standing as it is. */
export function useKindName(): (code: string) => string {
  const { kinds: all } = useKinds();
  const t = useText();
  return useMemo(() => {
    const names = new Map(all.map((one) => [one.code, one.name]));
    return (code) => t(names.get(code)) || code;
  }, [all, t]);
}
