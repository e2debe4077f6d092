import type { ReactNode } from 'react';
import type { Text } from '../../../platform/language/language.ts';
import { TextArea } from '../../../platform/web/kit/controls.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { kindsDeskWords } from './desk.words.ts';

/** Why a change is proposed, in both languages, since it is published with it. */
export function WhyFields(props: {
  readonly why: Text;
  readonly onChange: (why: Text) => void;
  readonly wrong: (language: 'zh' | 'en') => string | undefined;
}): ReactNode {
  const w = useWords(kindsDeskWords);
  const { why, onChange, wrong } = props;
  return (
    <div className="stack">
      <TextArea
        label={w('whyZh')}
        hint={w('whyHint')}
        rows={2}
        maxLength={200}
        value={why.zh}
        problem={wrong('zh')}
        onChange={(zh) => onChange({ ...why, zh })}
      />
      <TextArea
        label={w('whyEn')}
        rows={2}
        maxLength={200}
        value={why.en}
        problem={wrong('en')}
        onChange={(en) => onChange({ ...why, en })}
      />
    </div>
  );
}
