import { useRef } from 'react';
import { call } from '../../../platform/web/call.ts';
import { grouped } from '../../../platform/web/grouped.ts';
import { draftsUnder, keepDraft, keptDraft } from '../../../platform/web/outbox/drafts.ts';
import { tellBurden } from '../burden.contract.ts';
import {
  type Burden,
  FORMS,
  type Form,
  LONGEST_PAUSE,
  NO_BURDEN,
  toldWeeks,
  weekOf,
  withOne,
} from '../burden.rules.ts';

/** What one form cost its owner in one week, and whether the district was told. */
export type TypedWeek = Burden & { readonly form: Form; readonly week: string; readonly told: boolean };

const UNDER = 'typed/';
const keyOf = (person: string, week: string, form: Form): string => `${UNDER}${person}/${week}/${form}`;
const isForm = (form: string): form is Form => (FORMS as readonly string[]).includes(form);

/**
 * Measures on the phone how long a form is being filled in: the time between touches, pauses left out. Kept for its owner by week;
 * `spread` it on the form.
 */
export function useTyping(person: string, form: string) {
  const last = useRef<number | null>(null);
  const spent = useRef(0);
  const touch = (): void => {
    // A clock that nobody can set: it counts from the page's start.
    const now = performance.now();
    if (last.current !== null) spent.current += Math.min(LONGEST_PAUSE * 1000, now - last.current);
    last.current = now;
  };
  const done = async (): Promise<void> => {
    touch();
    const seconds = Math.round(spent.current / 1000);
    last.current = null;
    spent.current = 0;
    if (!isForm(form)) return;
    const week = weekOf(Date.now());
    const key = keyOf(person, week, form);
    const kept = (await keptDraft<TypedWeek>(person, key)) ?? { ...NO_BURDEN, form, week, told: false };
    await keepDraft(person, key, { ...kept, ...withOne(kept, seconds) });
  };
  return { spread: { onInput: touch, onClick: touch }, done };
}

/** What forms cost their owner on this phone, newest week first. */
export async function ownTyping(person: string): Promise<TypedWeek[]> {
  const all = await draftsUnder<TypedWeek>(person, `${UNDER}${person}/`);
  return all.map((one) => one.data).sort((a, b) => (a.week < b.week ? 1 : -1));
}

/**
 * Tells the district the sums of weeks that are over, each once at most: what is lost on the way stays untold, since a number told
 * twice would be wrong and nobody could find it.
 */
export async function tellTyping(person: string): Promise<void> {
  const weeks = toldWeeks(Date.now());
  const due = (await ownTyping(person)).filter((one) => !one.told && weeks.includes(one.week));
  for (const [week, all] of grouped(due, (one) => one.week)) {
    for (const one of all) await keepDraft(person, keyOf(person, week, one.form), { ...one, told: true });
    const forms = all.map(({ form, count, seconds, buckets }) => ({ form, count, seconds, buckets: [...buckets] }));
    await call(tellBurden, { body: { week, forms } });
  }
}
