import { useMemo } from 'react';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { authority } from '../../kinds/kinds.contract.ts';

export type Body = AnswerOf<typeof authority>['bodies'][number];

/** The bodies that a matter may be given to, by the district's table of authority. */
export function useBodies(): { readonly bodies: readonly Body[] } {
  const { data } = useCall(authority, {}, { fresh: 300_000 });
  return useMemo(() => ({ bodies: data?.bodies ?? [] }), [data]);
}
