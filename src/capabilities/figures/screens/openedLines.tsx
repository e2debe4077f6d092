import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { usePages } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { LineMarks } from '../appeals/screens/marks.tsx';
import { open } from '../figures.contract.ts';
import { figureWords } from './figure.words.ts';
import { figuresScreenWords } from './figures.screen.words.ts';
import { askOf, type View } from './figuresView.ts';
import { useOwnKindName } from './named.ts';

/** The records behind a figure, page by page; those that are not public stand as blanks, so that it adds up. */
export function OpenedLines(props: {
  readonly view: View;
  /** What is counted, with its choice of kinds: `closed/hazard.`. */
  readonly measure: string;
  /** What it means, where that is not said beside it. */
  readonly means: string;
  readonly kindName: (code: string) => string;
}): ReactNode {
  const w = useWords(figuresScreenWords);
  const f = useWords(figureWords);
  const t = useText();
  const when = useWhen();
  const ownName = useOwnKindName();
  const { measure, means } = props;
  const pages = usePages(
    open,
    (after) => ({ query: { ...askOf(props.view), measure, limit: 50, ...(after === undefined ? {} : { after }) } }),
    (answer) => answer.after,
  );
  if (pages.data === undefined) return pages.error ? <ProblemNotice problem={pages.error} /> : <Waiting />;
  const items = pages.data.pages.flatMap((page) => page.items);
  return (
    <>
      <p className="soft small">
        {means} {w('openLead')}
      </p>
      {items.length === 0 && <p>{w('noLines')}</p>}
      <ul className="opened" data-value={pages.data.pages[0]?.value ?? 0}>
        {items.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: blanks have nothing else to be told apart by, and rows only follow
          <li key={i} data-n={one.n}>
            {one.hidden ? (
              <span className="opened-blank">{w('hiddenN', { n: one.n })}</span>
            ) : (
              <>
                <time dateTime={one.day}>{when.day(one.day)}</time>
                <span>
                  {ownName(one.kind) ?? props.kindName(one.kind)} · {t(one.territoryName)}{' '}
                  {one.id ? (
                    <Link href={`/${ownName(one.kind) === undefined ? 'matters' : one.kind.split('.')[0]}/${one.id}`}>
                      {one.number}
                    </Link>
                  ) : (
                    <span className="soft">{one.number}</span>
                  )}
                </span>
                {one.norm !== undefined && (
                  <span className="soft small" data-norm={one.norm.held?.value ?? 0}>
                    {one.norm.held === null
                      ? f('normEnds')
                      : f('normBy', { ...one.norm.held, from: when.day(one.norm.held.from) })}{' '}
                    · {f('normTimes', { by: one.norm.by, months: one.norm.months })}
                  </span>
                )}
                {one.n < 0 && !one.correction && one.norm === undefined && (
                  <span className="soft small">{w('minus')}</span>
                )}
                {one.n > 1 && one.norm === undefined && <span className="soft small">{w('plus', { n: one.n })}</span>}
                <LineMarks it={one} />
              </>
            )}
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button wide busy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          {w('moreLines')}
        </Button>
      )}
    </>
  );
}
