import type { ReactNode } from 'react';
import { Badge } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useWords } from '../../../platform/web/words.ts';
import type { MatterOut } from '../matters.contract.ts';
import { markWords } from './marks.words.ts';

type Marked = Pick<MatterOut, 'supervised' | 'helpAsked' | 'suspended' | 'contested' | 'extensionAsked'>;

/** What somebody above or the clock wants of a matter: supervision, help, a ruling, a decision, and time that stands still. */
export function Marks({ matter: it }: { matter: Marked }): ReactNode {
  const w = useWords(markWords);
  const when = useWhen();
  return (
    <>
      {it.supervised !== null && <Badge tone="bad">{w('supervised', { left: when.left(it.supervised) })}</Badge>}
      {it.contested && <Badge tone="bad">{w('contested')}</Badge>}
      {it.extensionAsked !== null && <Badge tone="warn">{w('extension', { n: it.extensionAsked })}</Badge>}
      {it.suspended !== null && <Badge>{w('suspended', { day: when.lastDay(it.suspended.until) })}</Badge>}
      {it.helpAsked && <Badge tone="warn">{w('help')}</Badge>}
    </>
  );
}
