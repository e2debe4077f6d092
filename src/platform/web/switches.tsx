import type { ReactNode } from 'react';
import { choose, useChoices } from './choices.ts';
import { Button } from './kit/controls.tsx';
import { webWords } from './web.words.ts';
import { useWords } from './words.ts';

/** The one-tap switch of the language; the whole page follows, nothing typed is lost. */
export function LanguageSwitch(): ReactNode {
  const w = useWords(webWords);
  const { language } = useChoices();
  return (
    <Button
      look="plain"
      label={w('languageName')}
      onPress={() => choose({ language: language === 'zh' ? 'en' : 'zh' })}
    >
      {w('language')}
    </Button>
  );
}

/** The one-tap switch of the large text (长者模式). */
export function LargeTextSwitch(): ReactNode {
  const w = useWords(webWords);
  const { largeText } = useChoices();
  return (
    <Button look="plain" pressed={largeText} onPress={() => choose({ largeText: !largeText })}>
      {w(largeText ? 'normalText' : 'largeText')}
    </Button>
  );
}
