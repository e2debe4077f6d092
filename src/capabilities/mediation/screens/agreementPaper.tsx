import type { ReactNode } from 'react';
import { useWhen } from '../../../platform/web/when.ts';
import { useWords } from '../../../platform/web/words.ts';
import type { CaseOut } from '../mediation.contract.ts';
import type { AgreementIn } from '../move.contract.ts';
import { agreementWordsOfScreen } from './agreement.screen.words.ts';

/** An agreement as it is read. */
export function AgreementPaper({ it, text }: { it: CaseOut; text: AgreementIn }): ReactNode {
  const w = useWords(agreementWordsOfScreen);
  const when = useWhen();
  const name = (id: string): string => it.parties.find((one) => one.id === id)?.name ?? '—';
  return (
    <div className="stack">
      {(['facts', 'issues', 'responsibility'] as const).map((part) => (
        <div key={part}>
          <strong>{w(part)}</strong>
          <p className="mediation-said">{text[part]}</p>
        </div>
      ))}
      <div>
        <strong>{w('points')}</strong>
        <ol className="mediation-points">
          {text.points.map((point, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a point is known by its place
            <li key={at}>{point}</li>
          ))}
        </ol>
      </div>
      <div>
        <strong>{w('promises')}</strong>
        <ol className="mediation-points">
          {text.promises.map((one) => (
            <li key={one.id}>
              <strong>{w('promiseLine', { by: name(one.by), to: name(one.to) })}</strong> · {one.what} · {one.how} ·{' '}
              {w('promiseDue', { day: when.day(one.due) })}
              {one.amount !== null && ` · ¥${one.amount}`}
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}
