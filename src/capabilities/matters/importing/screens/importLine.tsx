import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../../platform/http/contract.ts';
import { useMove } from '../../../../platform/web/asking.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Badge, Sheet, type Tone } from '../../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../../platform/web/kit/toast.tsx';
import { useWhen } from '../../../../platform/web/when.ts';
import { useWords } from '../../../../platform/web/words.ts';
import { cancelImport, type listImports } from '../importing.contract.ts';
import { hasEnded } from '../importing.rules.ts';
import { importScreenWords } from './import.screen.words.ts';

export type Course = AnswerOf<typeof listImports>['imports'][number];

const TONES: Readonly<Record<Course['state'], Tone>> = {
  checking: 'info',
  checked: 'warn',
  running: 'info',
  done: 'good',
  cancelled: 'plain',
  failed: 'bad',
};

/** Whether it goes on by itself. */
export const isBusy = ({ state }: Course): boolean => state === 'checking' || state === 'running';

export function StateBadge({ one }: { one: Course }): ReactNode {
  const w = useWords(importScreenWords);
  const word = one.state === 'checked' && !one.mine ? 'o_checked' : (`s_${one.state}` as const);
  return <Badge tone={TONES[one.state]}>{w(word)}</Badge>;
}

/** One import among others. */
export function ImportLine({ one }: { one: Course }): ReactNode {
  const w = useWords(importScreenWords);
  const when = useWhen();
  const { stored, known, refused } = one;
  return (
    <li>
      <span className="stack small-gap">
        <span>
          <StateBadge one={one} /> {w('started', { when: when.moment(one.made) })}
          {!one.mine && <span className="soft"> · {w('byOther')}</span>}
        </span>
        <span className="soft small">
          {one.rows !== null && w('rowsN', { n: one.rows })}
          {stored + known + refused > 0 && ` · ${w('result', { stored, known, refused })}`}
        </span>
      </span>
      <span className="row">
        {one.mine && (
          <Button to={`/import/${one.id}`} look={one.state === 'checked' ? 'primary' : 'quiet'}>
            {w('open')}
          </Button>
        )}
        {!one.mine && !hasEnded(one.state) && <CancelButton one={one} />}
      </span>
    </li>
  );
}

/** Ends an import, after a question. */
export function CancelButton({ one }: { one: Course }): ReactNode {
  const w = useWords(importScreenWords);
  const tell = useToast();
  const [asking, setAsking] = useState(false);
  const cancel = useMove(cancelImport, {
    onDone: () => {
      setAsking(false);
      tell(w('cancelled'));
    },
  });
  return (
    <>
      <Button look="danger" onPress={() => setAsking(true)}>
        {w('cancel')}
      </Button>
      <Sheet open={asking} title={w('cancelTitle')} onClose={() => setAsking(false)}>
        <p>{w(one.state === 'running' ? 'cancelRunning' : 'cancelOpen')}</p>
        <ProblemNotice problem={cancel.error} />
        <div className="row">
          <Button look="danger" busy={cancel.isPending} onPress={() => cancel.mutate({ params: { id: one.id } })}>
            {w('cancel')}
          </Button>
          <Button onPress={() => setAsking(false)}>{w('keepOn')}</Button>
        </div>
      </Sheet>
    </>
  );
}
