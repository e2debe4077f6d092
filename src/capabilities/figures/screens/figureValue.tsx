import type { ReactNode } from 'react';
import { Badge } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useWords } from '../../../platform/web/words.ts';
import { met } from '../references/references.rules.ts';
import { figureWords } from './figure.words.ts';
import type { Asked } from './figuresView.ts';
import { type Declared, normOf, useWritten } from './named.ts';

type Figure = Asked['figures'][number];

/** A figure's value in large, with what it may well be, its target, and whether it differs from before by more than chance. */
export function FigureValue(props: {
  readonly figure: Figure;
  readonly declared: Declared;
  readonly against: Asked['against'];
}): ReactNode {
  const w = useWords(figureWords);
  const when = useWhen();
  const written = useWritten();
  const { figure, declared, against } = props;
  const { unit, better } = declared;
  const { total, target } = figure;
  const { value, low, high, bucket } = total;
  const write = (one: number | null): string => written(unit, one);
  const isMet = met(better, value, target?.value ?? null);
  return (
    <section className="card stack small-gap figure-large">
      <strong className="figure-value" data-figure={figure.code} data-value={value ?? ''}>
        {total.few
          ? w('few')
          : unit === 'norm' && value === null
            ? w(figure.told === null ? 'noMonth' : 'noNorm')
            : write(value)}
      </strong>
      {unit === 'norm' && !total.few && <Norm figure={figure} />}
      {value !== null && low !== null && (
        <span className="soft">
          {high === null ? w('rangeUp', { low: write(low) }) : w('rangeOf', { low: write(low), high: write(high) })}
        </span>
      )}
      {bucket !== null && (
        <span className="soft small">
          {bucket.to === null
            ? w('bucketUp', { from: write(bucket.from) })
            : w('bucket', { from: write(bucket.from), to: write(bucket.to) })}
        </span>
      )}
      {against !== null && figure.compared !== null && <Change figure={figure} write={write} against={against} />}
      {target !== null && (
        <span className="row">
          {w('targetIs', { value: write(target.value), from: when.day(target.from), source: target.source })}
          {isMet !== null && <Badge tone={isMet ? 'good' : 'warn'}>{w(isMet ? 'met' : 'unmet')}</Badge>}
        </span>
      )}
      {figure.contested > 0 && <Badge tone="warn">{w('contested', { n: figure.contested })}</Badge>}
    </section>
  );
}

/** What a norm asked for and what there was, of which months; where there is none, that there is none and why. */
function Norm({ figure }: { figure: Figure }): ReactNode {
  const w = useWords(figureWords);
  const when = useWhen();
  const { total, told, below } = figure;
  if (told === null) return <span className="soft">{w('noMonthWhy')}</span>;
  const bare = below.filter(({ own, value }) => !own && value.value === null).length;
  return (
    <>
      <span data-norm={total.whole ?? 0} data-actual={total.part ?? 0}>
        {total.value === null ? w('noNormWhy', normOf(total)) : w('normIs', normOf(total))}
      </span>
      <span className="soft small">{w('normMonths', { from: when.day(told.from), to: when.day(told.to) })}</span>
      {total.value !== null && bare > 0 && bare < below.length && (
        <span className="soft small">{w('noNormBelow', { n: bare })}</span>
      )}
    </>
  );
}

function Change(props: {
  readonly figure: Figure;
  readonly write: (value: number | null) => string;
  readonly against: NonNullable<Asked['against']>;
}): ReactNode {
  const w = useWords(figureWords);
  const when = useWhen();
  const { these, those, differs } = props.figure.compared ?? {};
  if (these?.value == null || those?.value == null) return null;
  const then = `${when.day(props.against.those.from)} – ${when.day(props.against.those.to)}`;
  const key = differs == null ? 'was' : differs === 1 ? 'more' : differs === -1 ? 'less' : 'same';
  return (
    <span data-differs={differs ?? ''}>
      {w(key, { then, value: props.write(those.value), by: props.write(Math.abs(these.value - those.value)) })}
    </span>
  );
}
