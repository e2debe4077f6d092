import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useCall } from '../../../platform/web/asking.ts';
import type { AskIn } from '../../../platform/web/call.ts';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { kinds } from '../../kinds/kinds.contract.ts';
import { splits } from '../fairness.contract.ts';
import { fairnessWords } from './fairness.words.ts';

/** Groups of matters that may have been one finding, with those that the reader may open. */
export function SplitGroups({ asked }: { asked: NonNullable<AskIn<typeof splits>['query']> }): ReactNode {
  const w = useWords(fairnessWords);
  const t = useText();
  const when = useWhen();
  const { data, error } = useCall(splits, { query: asked });
  const named = useCall(kinds, {}, { fresh: 300_000 });
  const name = (code: string): string => t(named.data?.kinds.find((one) => one.code === code)?.name) || code;
  if (data === undefined) return error ? <ProblemNotice problem={error} /> : <Waiting />;
  return (
    <ul className="opened">
      {data.groups.map((one) => (
        <li key={`${one.day}${one.kind}${one.matters.map(({ id }) => id).join()}`} data-split={one.n}>
          <time dateTime={one.day}>{when.day(one.day)}</time>
          <span>
            {name(one.kind)} · {t(one.territoryName)} · {one.body === null ? w('splitNoBody') : t(one.body)}
          </span>
          <strong>{w('splitGroup', { n: one.n })}</strong>
          <span className="row">
            {one.matters.map(({ id, number }) => (
              <Link key={id} href={`/matters/${id}`}>
                {number}
              </Link>
            ))}
            {one.n > one.matters.length && (
              <span className="soft">{w('splitHidden', { n: one.n - one.matters.length })}</span>
            )}
          </span>
        </li>
      ))}
      {data.more > 0 && <li className="soft">{w('splitMore', { n: data.more })}</li>}
    </ul>
  );
}
