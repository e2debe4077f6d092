import type { ReactNode } from 'react';
import { Button, TextArea } from '../../../../platform/web/kit/controls.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { natureOf } from '../../law/natures.rules.ts';
import { applyWords } from './apply.words.ts';
import type { DraftParty, Step, StepProps } from './applyDraft.ts';

const called = ({ name, phone }: DraftParty): string => [name, phone].filter(Boolean).join(' · ');

/** In one's own words, and the whole application once more before it goes. */
export function WordsStep({ draft, change, wrong, onEdit }: StepProps & { onEdit: (step: Step) => void }): ReactNode {
  const w = useWords(applyWords);
  const t = useText();
  const line = (step: Step, name: string, value: string): ReactNode => (
    <div className="review-line">
      <dt>{name}</dt>
      <dd>{value}</dd>
      <dd>
        <Button look="plain" label={`${w('change')}: ${name}`} onPress={() => onEdit(step)}>
          {w('change')}
        </Button>
      </dd>
    </div>
  );
  return (
    <>
      <TextArea
        label={w('words')}
        hint={w(draft.violence === true ? 'wordsHintSafe' : 'wordsHint')}
        rows={6}
        maxLength={4000}
        value={draft.words}
        onChange={(words) => change({ words })}
        problem={wrong && draft.words.trim() === '' ? w('needWords') : undefined}
      />
      <section className="card">
        <h2>{w('review')}</h2>
        <dl>
          {line('about', w('reviewAbout'), t(natureOf(draft.nature ?? '') ?? undefined))}
          {line('others', w('reviewOthers'), draft.others.map(called).join('\n'))}
          {line('me', w('reviewMe'), called(draft.me))}
          {line('place', w('reviewPlace'), [t(draft.label ?? undefined), draft.address].filter(Boolean).join(' '))}
        </dl>
      </section>
      <p className="soft small">{w('noFee')}</p>
    </>
  );
}
