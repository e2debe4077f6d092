import { useSyncExternalStore } from 'react';
import { type Language, languageOf } from '../language/language.ts';

/**
 * What a person has chosen on this device: language, text size, and the district whose open pages are shown.
 * Kept in the browser only; the server learns no more than the language and district of each request.
 */
export type Choices = {
  readonly language: Language;
  readonly largeText: boolean;
  /** Six digits, or undefined for the server's own district. */
  readonly district: string | undefined;
};

const KEY = 'lianan.choices';
const listeners = new Set<() => void>();

function remembered(): Partial<Choices> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {}; // a browser that keeps nothing still works
  }
}

function firstChoices(): Choices {
  if (typeof window === 'undefined') return { language: 'zh', largeText: false, district: undefined };
  const kept = remembered();
  const named = new URLSearchParams(window.location.search).get('district');
  return {
    language: languageOf(kept.language ?? 'zh'),
    largeText: kept.largeText === true,
    district: named !== null && /^\d{6}$/.test(named) ? named : undefined,
  };
}

let now: Choices = firstChoices();

/** Writes the choices where style sheets and screen readers look for them. */
function show(): void {
  if (typeof document === 'undefined') return;
  document.documentElement.lang = now.language === 'zh' ? 'zh-CN' : 'en';
  document.documentElement.dataset['text'] = now.largeText ? 'large' : 'normal';
}
show();

/** The choices as they are now, for code outside components. */
export const choices = (): Choices => now;

/** Changes some choices, remembers them on the device and redraws whoever reads them. */
export function choose(some: Partial<Choices>): void {
  now = { ...now, ...some };
  try {
    localStorage.setItem(KEY, JSON.stringify({ language: now.language, largeText: now.largeText }));
  } catch {
    // not remembered, but in force until the page closes
  }
  show();
  for (const tell of listeners) tell();
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** The choices, for components. */
export const useChoices = (): Choices => useSyncExternalStore(listen, choices, choices);
