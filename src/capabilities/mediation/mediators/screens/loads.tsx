import type { ReactNode } from 'react';
import { useWords } from '../../../../platform/web/words.ts';
import type { CommitteeOut } from '../mediators.contract.ts';
import { screenWords } from './books.screen.words.ts';

type Load = NonNullable<CommitteeOut['load']>;

/** How work is given out in one committee: a bar for each mediator, in the order of names, beside the middle of all. */
export function Loads({ load }: { readonly load: Load }): ReactNode {
  const w = useWords(screenWords);
  return (
    <section className="stack" aria-label={w('load')}>
      <h3>{w('load')}</h3>
      <p className="soft small">{w('loadLead')}</p>
      <div className="loads">
        <Bars name={w('open')} median={load.openMedian} rows={load.rows.map(({ name, open }) => ({ name, n: open }))} />
        <Bars
          name={w('given')}
          median={load.givenMedian}
          rows={load.rows.map(({ name, given }) => ({ name, n: given }))}
        />
      </div>
    </section>
  );
}

function Bars(props: {
  readonly name: string;
  readonly median: number;
  readonly rows: readonly { readonly name: string | null; readonly n: number }[];
}): ReactNode {
  const w = useWords(screenWords);
  const most = Math.max(1, props.median, ...props.rows.map(({ n }) => n));
  const share = (n: number): string => `${(n / most) * 100}%`;
  return (
    <div className="stack">
      <p className="small">
        <strong>{props.name}</strong> · {w('median', { n: props.median })}
      </p>
      <ul aria-label={props.name}>
        {props.rows.map(({ name, n }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two colleagues may have one name.
          <li key={at}>
            <span>{name ?? w('nobody')}</span>
            <span className="bar" aria-hidden="true">
              <i style={{ width: share(n) }} />
              <b style={{ insetInlineStart: share(props.median) }} />
            </span>
            <span>{w('cases', { n })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
