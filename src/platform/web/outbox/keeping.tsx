import { hashKey, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { Language } from '../../language/language.ts';
import { Waiting } from '../kit/surfaces.tsx';
import { type KeepRule, outdated } from './keeping.rules.ts';
import type { Phone } from './phone.ts';

/** Says that somebody has been signed in on this phone, so that there may be something to show without a line. */
const FLAG = 'lianan.field.person';
const HOUR_MS = 3_600_000;
const LANGUAGES: readonly Language[] = ['zh', 'en'];

const store = (): Promise<Phone> => import('./phone.ts').then((made) => made.phone());
const remembered = (): string | null => {
  try {
    return localStorage.getItem(FLAG);
  } catch {
    return null;
  }
};

/** Forgets every answer that this phone kept; what waits to be sent and what is being written stays with its owner. */
export async function forgetAnswers(): Promise<void> {
  try {
    localStorage.removeItem(FLAG);
  } catch {
    // nothing was remembered
  }
  await (await store()).answers.clear();
}

const OldestContext = createContext<number | null>(null);
/** When the answers were last true that this page was opened with, by the phone's clock; null where they are of now. */
export const useKeptSince = (): number | null => useContext(OldestContext);

/**
 * Opens the page with the last answers of whoever was signed in here, and keeps the new ones by the rules. Whoever else signs in
 * finds nothing of them.
 */
export function KeptAnswers({ rules, children }: { rules: readonly KeepRule[]; children: ReactNode }): ReactNode {
  const answers = useQueryClient();
  const [since, setSince] = useState<number | null | undefined>(() => (remembered() === null ? null : undefined));
  useEffect(() => {
    let stop: () => void = () => undefined;
    let gone = false;
    void (async () => {
      const person = remembered();
      const oldest = person === null ? null : await bringBack(answers, person, rules).catch(() => null);
      if (gone) return;
      setSince(oldest);
      stop = keepWhatComes(answers, rules);
    })();
    return () => {
      gone = true;
      stop();
    };
  }, [answers, rules]);
  if (since === undefined) return <Waiting />;
  return <OldestContext.Provider value={since}>{children}</OldestContext.Provider>;
}

/** Puts what was kept where the page looks for answers; gives the oldest moment among them. */
async function bringBack(answers: QueryClient, person: string, rules: readonly KeepRule[]): Promise<number | null> {
  const it = await store();
  await tidy(it, rules);
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
  return rows.length === 0 ? null : Math.min(...rows.map((one) => one.at));
}

async function tidy(it: Phone, rules: readonly KeepRule[]): Promise<void> {
  await it.answers.bulkDelete(outdated(await it.answers.toArray(), rules, Date.now()));
}

type Who = { readonly is: string; readonly person: string | null };

/** Keeps answers as they come; returns what ends it. */
function keepWhatComes(answers: QueryClient, rules: readonly KeepRule[]): () => void {
  const byName = new Map(rules.map((one) => [one.name, one]));
  const person = (): string | null => remembered();
  const hourly = setInterval(() => void store().then((it) => tidy(it, rules)), HOUR_MS);
  const end = answers.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return;
    const { queryKey, state } = event.query;
    const name = String(queryKey[1] ?? '');
    const rule = byName.get(name);
    if (rule === undefined) return;
    void keepOne(name, queryKey, state.data, rule, person).catch(() => undefined);
  });
  return () => {
    clearInterval(hourly);
    end();
  };
}

let turn: Promise<void> = Promise.resolve();
async function keepOne(
  name: string,
  key: readonly unknown[],
  data: unknown,
  rule: KeepRule,
  person: () => string | null,
): Promise<void> {
  turn = turn
    .catch(() => undefined)
    .then(async () => {
      // Who is signed in decides whose answers these are.
      if (name === WHO) await settle(data as Who);
      const owner = person();
      if (owner === null) return;
      const kept = rule.trim ? rule.trim(data) : data;
      if (kept === null) return;
      await (await store()).answers.put({ key: hashKey(key), person: owner, name, at: Date.now(), data: kept });
    });
  await turn;
}

const WHO = 'identity.me';

/** The session is over, or somebody else's: what was kept goes. */
async function settle(who: Who): Promise<void> {
  const before = remembered();
  const now = who.is === 'staff' ? who.person : null;
  if (before !== now && before !== null) await forgetAnswers();
  if (now !== null) localStorage.setItem(FLAG, now);
}
