import { type ReactNode, useState } from 'react';
import { Select, Tick } from '../../../platform/web/kit/controls.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { type FormProps, MoveFrame } from './moveFrame.tsx';
import { moveWords } from './moves.words.ts';
import { talkWords } from './talk.words.ts';

/** More time for mediation, as all parties agree to it. */
export function Extend({ it, onDone }: FormProps): ReactNode {
  const w = useWords(talkWords);
  const m = useWords(moveWords);
  const [days, setDays] = useState('15');
  const [all, setAll] = useState(false);
  const n = /^[1-9]\d?$/.test(days) ? Number(days) : null;
  return (
    <MoveFrame
      it={it}
      label={m('extend')}
      shown={['days']}
      onDone={onDone}
      act={n === null || !all ? null : { move: 'extend', days: n, by: it.parties.map(({ id }) => id) }}
    >
      {(wrong) => (
        <>
          <Select
            label={w('extendDays')}
            value={days}
            onChange={setDays}
            problem={wrong('days')}
            options={['7', '15', '30'].map((value) => ({ value, label: value }))}
          />
          <p>
            {w('extendByLead')} {it.parties.map(({ name }) => name).join('、')}
          </p>
          <Tick checked={all} onChange={setAll}>
            {w('extendBy')}
          </Tick>
        </>
      )}
    </MoveFrame>
  );
}
