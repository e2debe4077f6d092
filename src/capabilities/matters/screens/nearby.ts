import type { AnswerOf } from '../../../platform/http/contract.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { near } from '../report.contract.ts';
import type { DraftPlace } from './draft.ts';

export type Near = AnswerOf<typeof near>['items'][number];

/** What is public around the chosen point; undefined while that is not known yet. Nothing where there is no point. */
export function useNearby(place: DraftPlace | null): readonly Near[] | undefined {
  const { lon, lat } = place ?? {};
  const hasPoint = lon !== undefined && lat !== undefined;
  const { data, isPending } = useCall(
    near,
    { query: { lon: lon ?? 0, lat: lat ?? 0 } },
    { enabled: hasPoint, fresh: 60_000 },
  );
  if (!hasPoint) return [];
  // Without an answer the report goes on: it may be the same thing, but nobody is kept from telling it.
  return data?.items ?? (isPending ? undefined : []);
}
