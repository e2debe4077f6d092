import { useMemo } from 'react';
import type { Text } from '../../../platform/language/language.ts';

/** The bodies that a matter may be given to. */
export function useBodies(): { readonly bodies: readonly ({ readonly id: string } & Text)[] } {
  return useMemo(() => ({ bodies: [] }), []);
}
