import { useMemo } from 'react';
import { boundaries } from '../../../platform/places/places.contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import type { Boundaries } from '../../../platform/web/map/map.ts';

const FRESH = Number.POSITIVE_INFINITY;

/**
 * What a map around a place is drawn on: the towns of the district and, near by, the villages of the place's own town,
 * without whose names a close view would be an empty sheet.
 */
export function useMapGround(
  territory: string | undefined,
  enabled = true,
): { readonly boundaries: Boundaries | undefined; readonly approximate: boolean | undefined } {
  const town = territory?.slice(0, 9) ?? '';
  const { data } = useCall(boundaries, { query: { level: 'town' } }, { fresh: FRESH, enabled });
  const near = useCall(
    boundaries,
    { query: { level: 'village', within: town } },
    { fresh: FRESH, enabled: enabled && town.length === 9 },
  );
  return useMemo(
    () => ({
      boundaries: data && ({ ...data, features: [...data.features, ...(near.data?.features ?? [])] } as Boundaries),
      approximate: data?.map?.approximate,
    }),
    [data, near.data],
  );
}
