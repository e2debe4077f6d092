import { type ReactNode, useState } from 'react';
import { Sheet } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { figureWords } from './figure.words.ts';
import type { Asked, View } from './figuresView.ts';
import { type Declared, measureOfSum, useDeclared, useNames } from './named.ts';
import { OpenedLines } from './openedLines.tsx';

type Figure = Asked['figures'][number];
type Term = Figure['terms'][number];

/** Since when the first versions hold; the day itself means nothing to anybody. */
const ALWAYS = '2000-01-01';

/** How a figure is made, with its numbers: the formula, each term that opens to its lines, what is left out, and the versions. */
export function MadeOf(props: {
  readonly figure: Figure;
  readonly declared: Declared;
  readonly view: View;
  readonly kindName: (code: string) => string;
}): ReactNode {
  const w = useWords(figureWords);
  const t = useText();
  const when = useWhen();
  const [opened, setOpened] = useState<Term | null>(null);
  const { figure, declared, view, kindName } = props;
  const term = useTermName();
  const version = declared.versions.find((one) => one.version === figure.version);
  if (version === undefined) return null;
  const { formula } = version;
  const said = {
    q: formula.is === 'quantile' ? formula.q * 100 : 0,
    per: formula.is === 'rate' ? formula.per : 0,
    each: formula.is === 'norm' ? formula.each : 0,
  };
  const monthly = formula.is === 'norm' && formula.every === 'month';
  const whole = figure.terms.some((one) => one.side === 'whole');
  const sides = whole ? (['part', 'whole'] as const) : (['part'] as const);
  return (
    <section className="card stack small-gap" aria-label={w('made')} data-made={figure.code}>
      <h2>{w('made')}</h2>
      <p>
        {w(monthly ? 'f_normMonthly' : `f_${formula.is}`, said)} ·{' '}
        <span className="soft">{w(monthly ? 'monthly' : version.counts)}</span>
      </p>
      {sides.map((side) => (
        <div key={side} className="terms" data-side={side}>
          <span className="soft">{w(whole ? side : 'counted')}</span>
          <ul>
            {figure.terms
              .filter((one) => one.side === side)
              .map((one) => (
                <li key={one.measure + String(one.stock)}>
                  {one.sign === -1 ? '− ' : '+ '}
                  <button type="button" className="enter" data-measure={one.measure} onClick={() => setOpened(one)}>
                    {w('openN', { name: term(one.measure), n: one.n })}
                  </button>
                </li>
              ))}
          </ul>
        </div>
      ))}
      <h3>{w('leavesOut')}</h3>
      {version.leavesOut.length === 0 ? (
        <p className="soft">{w('leavesNothing')}</p>
      ) : (
        <ul>
          {version.leavesOut.map((one) => (
            <li key={one.zh}>{t(one)}</li>
          ))}
        </ul>
      )}
      <h3>{w('versions')}</h3>
      <ul className="soft small">
        {declared.versions.map((one) => (
          <li key={one.version}>
            {one.from === ALWAYS
              ? w('versionFirst', { n: one.version })
              : w('versionOf', { n: one.version, from: when.day(one.from) })}
          </li>
        ))}
      </ul>
      <Sheet
        open={opened !== null}
        title={opened === null ? '' : w('openN', { name: term(opened.measure), n: opened.n })}
        onClose={() => setOpened(null)}
      >
        {opened !== null && (
          <OpenedLines
            view={{ ...view, from: opened.from, to: opened.to }}
            measure={opened.measure}
            means=""
            kindName={(code) => (code === 'base' ? term(opened.measure) : kindName(code))}
          />
        )}
      </Sheet>
    </section>
  );
}

/** A measure in words: the figure that is its plain sum, or a bucket of times. */
function useTermName(): (measure: string) => string {
  const w = useWords(figureWords);
  const t = useText();
  const { name } = useNames();
  const declared = useDeclared();
  return (measure) => {
    const whole = measure.split('/')[0] ?? '';
    const all = [...declared.values()];
    const sum = all.find((one) => measureOfSum(one) === whole);
    if (sum !== undefined) return t(sum.name);
    const [stem = '', bucket] = whole.split(':');
    if (bucket === undefined) return name(stem);
    const timed = all.find(({ versions }) => {
      const formula = versions.at(-1)?.formula;
      return formula?.is === 'quantile' && formula.of === stem;
    });
    const of = timed === undefined ? name(stem) : t(timed.name);
    return bucket === 'more' ? `${of} ≫` : `${of} ≤ ${w('boundTo', { low: 0, high: bucket })}`;
  };
}
