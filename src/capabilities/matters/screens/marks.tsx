import type { ReactNode } from 'react';
import { Badge } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useWords } from '../../../platform/web/words.ts';
import type { MatterOut } from '../matters.contract.ts';
import { markWords } from './marks.words.ts';

/** Under supervision, with the time that is left, and whether help was asked for. */
export function Marks({ matter: it }: { matter: Pick<MatterOut, 'supervised' | 'helpAsked'> }): ReactNode {
  const w = useWords(markWords);
  const when = useWhen();
  return (
    <>
      {it.supervised !== null && <Badge tone="bad">{w('supervised', { left: when.left(it.supervised) })}</Badge>}
      {it.helpAsked && <Badge tone="warn">{w('help')}</Badge>}
    </>
  );
}
