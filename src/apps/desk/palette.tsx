import { type KeyboardEvent, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { offers as deskOffers } from '../../capabilities/matters/desk.web.tsx';
import { useMe } from '../../platform/identity/screens/signedIn.tsx';
import type { Text } from '../../platform/language/language.ts';
import { type Command, useOffered } from '../../platform/web/commands.ts';
import { inComposition } from '../../platform/web/keys.ts';
import { Sheet } from '../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../platform/web/words.ts';
import { deskWords } from './desk.words.ts';
import { menuFor } from './menu.ts';

const MOST = 12;
const NUMBER = /^[0-9A-Za-z-]{4,40}$/;
type Sounds = (text: string) => string;

/** Everything that can be gone to or done, by Chinese, by the first letters of its pinyin, or by English. */
export default function Palette({ onClose }: { readonly onClose: () => void }): ReactNode {
  const w = useWords(deskWords);
  const t = useText();
  const [, go] = useLocation();
  const { posts } = useMe();
  const offered = useOffered();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const sounds = useSounds();
  const id = 'palette-list';

  const pages = useMemo<readonly Command[]>(
    () =>
      menuFor(new Set(posts)).map((one) => ({
        id: `page ${one.to}`,
        text: { zh: deskWords.zh[one.word], en: deskWords.en[one.word] },
        run: () => go(one.to),
      })),
    [posts, go],
  );
  const words = typed.trim();
  const found = [...offered, ...pages].filter((one) => fits(one.text, words, sounds));
  const number: Command[] =
    NUMBER.test(words) && /\d/.test(words)
      ? [
          {
            id: 'number',
            text: {
              zh: deskWords.zh.findNumber.replace('{number}', words),
              en: deskWords.en.findNumber.replace('{number}', words),
            },
            run: () => go(`/?number=${encodeURIComponent(words)}`),
          },
        ]
      : [];
  const shown = [...found, ...number].slice(0, MOST);
  const chosen = Math.min(at, shown.length - 1);
  const run = (one: Command | undefined): void => {
    if (one === undefined) return;
    onClose();
    // The sheet gives the focus back first; what is opened then may take it.
    setTimeout(one.run, 0);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (inComposition(event.nativeEvent)) {
      // What ends a word that is being composed does not close the sheet around it.
      if (event.key === 'Escape') event.preventDefault();
      return;
    }
    if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, shown.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter') run(shown[chosen]);
    else return;
    event.preventDefault();
  };
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  return (
    <Sheet open title={w('palette')} onClose={onClose}>
      <Suspense fallback={null}>
        {deskOffers.map((Offer, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed
          <Offer key={index} />
        ))}
      </Suspense>
      <input
        ref={field}
        className="input"
        type="text"
        autoComplete="off"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={shown[chosen] ? `${id}-${chosen}` : undefined}
        aria-label={w('palette')}
        placeholder={w('paletteHint')}
        maxLength={60}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div id={id} role="listbox" aria-label={w('palette')} className="palette-list">
        {shown.map((one, index) => (
          <button
            key={one.id}
            id={`${id}-${index}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className="palette-one"
            onClick={() => run(one)}
          >
            {t(one.text)}
          </button>
        ))}
        {shown.length === 0 && <p className="soft">{w('paletteNone')}</p>}
      </div>
    </Sheet>
  );
}

/** Whether what was typed names a command. */
function fits(text: Text, typed: string, sounds: Sounds): boolean {
  if (typed === '') return true;
  const low = typed.toLowerCase().replaceAll(' ', '');
  const english = text.en.toLowerCase();
  const initials = english
    .split(/[^a-z0-9]+/)
    .map((word) => word[0] ?? '')
    .join('');
  return (
    text.zh.toLowerCase().replaceAll(' ', '').includes(low) ||
    english.replaceAll(' ', '').includes(low) ||
    initials.startsWith(low) ||
    sounds(text.zh).includes(low)
  );
}

/** The first letters of the pinyin of a text; nothing until the table of sounds is here, which comes when the palette is first opened. */
function useSounds(): Sounds {
  const [sounds, setSounds] = useState<Sounds>(() => () => '');
  useEffect(() => {
    let ended = false;
    void import('pinyin-pro').then(({ pinyin }) => {
      const known = new Map<string, string>();
      const of: Sounds = (text) => {
        const heard =
          known.get(text) ??
          pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' })
            .join('')
            .toLowerCase()
            .replaceAll(/[^a-z0-9]/g, '');
        known.set(text, heard);
        return heard;
      };
      if (!ended) setSounds(() => of);
    });
    return () => {
      ended = true;
    };
  }, []);
  return sounds;
}
