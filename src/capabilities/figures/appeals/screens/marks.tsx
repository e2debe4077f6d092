import { lazy, type ReactNode, Suspense } from 'react';
import { Link, useRouter } from 'wouter';
import { useCall } from '../../../../platform/web/asking.ts';
import { Badge } from '../../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useWords } from '../../../../platform/web/words.ts';
import { contested } from '../appeals.contract.ts';
import { marksWords } from './marks.words.ts';

// Who may contest is asked at the desk alone; the public page does not load it.
const ContestButton = lazy(() => import('./contestButton.tsx'));

type Asked = { readonly territory?: string; readonly from?: string; readonly to?: string; readonly kind?: string };
export type ContestedMark = { readonly n: number; readonly since: string };
/** The open appeals against a figure of a territory; null where there are none. */
export type MarkOf = (code: string, territory: string) => ContestedMark | null;

const REFRESH_MS = 30_000;

/** Which figures are contested, of the kind and days that are looked at. */
export function useMarks({ kind, ...asked }: Asked): MarkOf {
  const { data } = useCall(contested, { query: asked }, { keep: true, every: REFRESH_MS });
  return (code, territory) => {
    const found = (data?.items ?? []).filter(
      (one) => one.code === code && one.place.code === territory && one.kind === (kind ?? null),
    );
    const [first] = found.map((one) => one.since).sort();
    return first === undefined ? null : { n: found.reduce((sum, one) => sum + one.n, 0), since: first };
  };
}

/** That a figure is contested, how often and since when; in a table how often alone. */
export function ContestedBadge({ mark, short }: { mark: ContestedMark | null; short?: boolean }): ReactNode {
  const w = useWords(marksWords);
  const when = useWhen();
  if (mark === null) return null;
  return (
    <Badge tone="warn">
      {short ? w('contestedN', { n: mark.n }) : w('contestedSince', { n: mark.n, day: when.day(mark.since) })}
    </Badge>
  );
}

/** What appeals say of one line behind a figure: that it is contested, that it corrects another, and the way to contest it. */
export function LineMarks(props: {
  readonly it: {
    readonly n: number;
    readonly day: string;
    readonly territory: string;
    readonly number: string | null;
    readonly correction: boolean;
    readonly appeal: string | null;
    readonly contested: boolean;
    readonly of: { readonly line: string; readonly measure: string } | null;
  };
}): ReactNode {
  const w = useWords(marksWords);
  const { n, day, territory, number, correction, appeal, contested: isContested, of } = props.it;
  const minus = w('correctionMinus', { n: -n });
  return (
    <>
      {isContested && <Badge tone="warn">{w('contestedLine')}</Badge>}
      {correction && (
        <span className="soft small">{appeal ? <Link href={`/figures/appeals/${appeal}`}>{minus}</Link> : minus}</span>
      )}
      {of && !isContested && (
        <Contest territory={territory} about={{ is: 'line', ...of, day, territory, number: number ?? '' }}>
          {w('contest')}
        </Contest>
      )}
    </>
  );
}

/** The way to contest something in a territory, for those who may. */
export function Contest(props: {
  /** Where it lies; absent: wherever one may. */
  readonly territory?: string;
  readonly about: Readonly<Record<string, string | undefined>>;
  readonly children: ReactNode;
}): ReactNode {
  const { base } = useRouter();
  if (base !== '/desk') return null;
  return (
    <Suspense fallback={null}>
      <ContestButton {...props} />
    </Suspense>
  );
}
