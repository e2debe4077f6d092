import type { ReactNode } from 'react';
import { useWords } from '../../../platform/web/words.ts';
import type { AdmissionOut } from '../admissions.contract.ts';
import { shareOf } from '../task.rules.ts';
import { screenWords } from './admissions.screen.words.ts';
import { hours, percent, useSaying } from './saying.ts';

/** What a task costs, beside what the same villages have already, and what the most loaded of them would then have. */
export function BurdenLines({ burden, load }: Pick<AdmissionOut, 'burden' | 'load'>): ReactNode {
  const w = useWords(screenWords);
  const say = useSaying();
  if (load === null) return <p className="soft">{w('noLoad')}</p>;
  const after = load.most + burden.hours;
  return (
    <>
      <p>
        <strong>{say.burden(burden)}</strong>
      </p>
      <p className="small">{w('loadOf', { least: hours(load.least), most: hours(load.most) })}</p>
      <p className="small">{w('after', { hours: hours(after), share: percent(shareOf(after)) })}</p>
    </>
  );
}
