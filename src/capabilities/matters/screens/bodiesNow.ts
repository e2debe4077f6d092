import { useMemo } from 'react';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { listBodies } from '../../../platform/identity/bodies.contract.ts';
import { useCall } from '../../../platform/web/asking.ts';

export type Body = AnswerOf<typeof listBodies>['bodies'][number];

/** The bodies that a matter may be given to. */
export function useBodies(): { readonly bodies: readonly Body[] } {
  const { data } = useCall(listBodies, {}, { fresh: 300_000 });
  return useMemo(() => ({ bodies: data?.bodies ?? [] }), [data]);
}
