import type { ReactNode } from 'react';
import { useMove } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useWords } from '../../../platform/web/words.ts';
import { callerEarlier } from '../caller.contract.ts';
import { isPhone } from './draft.ts';
import { useKindName } from './kindsNow.ts';
import { moveWords } from './moves.words.ts';
import { statusWords } from './status.words.ts';

/** What the same number reported before: asked for by the clerk on the line, shown once, kept nowhere. */
export function CallerEarlier({ phone }: { readonly phone: string }): ReactNode {
  const m = useWords(moveWords);
  const s = useWords(statusWords);
  const when = useWhen();
  const kindName = useKindName();
  const ask = useMove(callerEarlier);
  if (!isPhone(phone)) return null;
  const items = ask.data?.items;
  return (
    <div className="stack small-gap">
      <div className="row">
        <Button sign="follow" busy={ask.isPending} onPress={() => ask.mutate({ body: { phone } })}>
          {m('seeEarlier')}
        </Button>
      </div>
      <ProblemNotice problem={ask.error} />
      {items?.length === 0 && <p className="soft">{m('earlierNone')}</p>}
      {items !== undefined && items.length > 0 && (
        <ul className="plain-list">
          {items.map((one) => (
            <li key={one.id}>
              <a href={`/desk/matters/${one.id}`} target="_blank" rel="noreferrer">
                {one.number}
              </a>{' '}
              {kindName(one.kind)} · {s(one.status)} · {when.ago(one.reported)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
