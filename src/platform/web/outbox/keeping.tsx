import { hashKey, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { Language } from '../../language/language.ts';
import { Waiting } from '../kit/surfaces.tsx';
import { type KeepRule, outdated } from './keeping.rules.ts';
import type { Phone } from './phone.ts';

/** Whose answers lie on this phone, beside them in its store: the browser's quick memory forgets when the battery dies. */
const WHOSE = 'whose-answers';
/** A hint in the quick memory that there may be some, so that the page waits for them before it draws itself. */
const FLAG = 'lianan.field.kept';
const HOUR_MS = 3_600_000;
const LANGUAGES: readonly Language[] = ['zh', 'en'];

const store = (): Promise<Phone> => import('./phone.ts').then((made) => made.phone());
const hint = (on: boolean): void => {
  try {
    if (on) localStorage.setItem(FLAG, 'yes');
    else localStorage.removeItem(FLAG);
  } catch {
    // a browser that keeps nothing
  }
};
const hinted = (): boolean => {
  try {
    return localStorage.getItem(FLAG) !== null;
  } catch {
    return false;
  }
};
async function whose(it: Phone): Promise<string | null> {
  return (await it.drafts.get(WHOSE))?.person ?? null;
}

/** Forgets every answer that this phone kept; what waits to be sent and what is being written stays with its owner. */
export async function forgetAnswers(): Promise<void> {
  hint(false);
  const it = await store();
  await it.transaction('rw', it.answers, it.drafts, async () => {
    await it.drafts.delete(WHOSE);
    await it.answers.clear();
  });
}

/**
 * Opens the page with the last answers of whoever was signed in here, and keeps the new ones by the rules. Whoever else signs in
 * finds nothing of them.
 */
export function KeptAnswers({ rules, children }: { rules: readonly KeepRule[]; children: ReactNode }): ReactNode {
  const answers = useQueryClient();
  const [looking, setLooking] = useState(hinted);
  useEffect(() => {
    let stop: () => void = () => undefined;
    let gone = false;
    void (async () => {
      await bringBack(answers, rules).catch(() => undefined);
      if (gone) return;
      setLooking(false);
      stop = keepWhatComes(answers, rules);
    })();
    return () => {
      gone = true;
      stop();
    };
  }, [answers, rules]);
  return looking ? <Waiting /> : children;
}

/** Puts what was kept where the page looks for answers. */
async function bringBack(answers: QueryClient, rules: readonly KeepRule[]): Promise<void> {
  const it = await store();
  await tidy(it, rules);
  const person = await whose(it);
  const rows = (await it.answers.toArray()).filter((one) => one.person === person);
  for (const row of rows) {
    const key = JSON.parse(row.key) as unknown[];
    const at = key.findIndex((part) => (LANGUAGES as readonly unknown[]).includes(part));
    // Words of people are in one language and those of the district in both: the answer serves each.
    for (const language of LANGUAGES) {
      const own = key.map((part, i) => (i === at ? language : part));
      if (answers.getQueryData(own) === undefined) answers.setQueryData(own, row.data, { updatedAt: row.at });
    }
  }
  // Shown at once, and asked for again as soon as there is a line, however young it is.
  await answers.invalidateQueries({ refetchType: 'none' });
}

async function tidy(it: Phone, rules: readonly KeepRule[]): Promise<void> {
  await it.answers.bulkDelete(outdated(await it.answers.toArray(), rules, Date.now()));
}

type Who = { readonly is: string; readonly person: string | null };

/** Keeps answers as they come; returns what ends it. */
function keepWhatComes(answers: QueryClient, rules: readonly KeepRule[]): () => void {
  const byName = new Map(rules.map((one) => [one.name, one]));
  const hourly = setInterval(() => void store().then((it) => tidy(it, rules)), HOUR_MS);
  const end = answers.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return;
    const { queryKey, state } = event.query;
    const name = String(queryKey[1] ?? '');
    const rule = byName.get(name);
    if (rule === undefined) return;
    void keepOne(name, queryKey, state.data, rule).catch(() => undefined);
  });
  return () => {
    clearInterval(hourly);
    end();
  };
}

let turn: Promise<void> = Promise.resolve();
async function keepOne(name: string, key: readonly unknown[], data: unknown, rule: KeepRule): Promise<void> {
  turn = turn
    .catch(() => undefined)
    .then(async () => {
      // Who is signed in decides whose answers these are.
      const it = await store();
      if (name === WHO) await settle(it, data as Who);
      const owner = await whose(it);
      if (owner === null) return;
      const kept = rule.trim ? rule.trim(data) : data;
      if (kept === null) return;
      await it.answers.put({ key: hashKey(key), person: owner, name, at: Date.now(), data: kept });
    });
  await turn;
}

const WHO = 'identity.me';

/** The session is over, or somebody else's: what was kept goes. */
async function settle(it: Phone, who: Who): Promise<void> {
  const before = await whose(it);
  const now = who.is === 'staff' ? who.person : null;
  if (before !== now && before !== null) await forgetAnswers();
  if (now === null) return;
  hint(true);
  await it.drafts.put({ key: WHOSE, person: now, at: Date.now(), data: null });
}
