import { randomUUID } from 'node:crypto';
import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { Problem } from '../../../platform/http/problem.ts';
import type { Caller } from '../../../platform/identity/caller.ts';
import { append } from '../../../platform/journal/append.store.ts';
import { askedInForm, repeatOf } from '../../../platform/journal/asking.ts';
import { daysCounted } from '../../../platform/journal/audit.store.ts';
import { prepareLine } from '../../../platform/journal/line.ts';
import { originOf } from '../../../platform/journal/lines.store.ts';
import { measureRange } from '../../../platform/journal/tally.rules.ts';
import { textOf } from '../../../platform/language/language.ts';
import type { Keyring } from '../../../platform/sealing/keyring.ts';
import { LINES } from './lines.rules.ts';
import { issuerOf } from './statements.rights.ts';
import { fold, settledOn, statedSpan } from './statements.rules.ts';
import { askedStatements, lockStatements, newStatement } from './statements.store.ts';
import { statementsWords } from './statements.words.ts';

type Key = keyof typeof statementsWords.zh & string;

/** The refusal of what is asked of statements. */
export function refused(
  status: number,
  key: Key,
  values: Readonly<Record<string, string>> = {},
  path?: string,
): Problem {
  const message = textOf(statementsWords, key, values);
  return new Problem(status, `figures.${key}`, message, path === undefined ? [] : [{ path, message }]);
}

const taken = (): Problem => refused(409, 'taken');

type Doing = {
  readonly keyring: Keyring;
  readonly district: string;
  readonly caller: Caller;
  readonly now: Date;
};

/**
 * Asks for a statement of a period under an id made by the sender; the worker issues it. Throws Problem 403 to whoever is no leader
 * or auditor of the district, 409 while one is on its way, 422 for a period that is none, has not settled or holds nothing.
 */
export async function askFor(
  tx: Tx,
  { keyring, district, caller, now }: Doing,
  { id, period }: { readonly id: string; readonly period: string },
): Promise<string> {
  const held = issuerOf(caller, district);
  if (held === null || caller.is !== 'staff') throw refused(403, 'notIssuer');
  const form = { author: caller.person, period };
  const asked = askedInForm({ keyring, district, now }, 'statement-ask', id, form);
  const known = await repeatOf(tx, district, asked, () => id, taken);
  if (known) return known;
  const span = statedSpan(period);
  if (span === null) throw refused(422, 'badPeriod', {}, 'body.period');
  const today = dayOf(now);
  const day = settledOn(span);
  if (day > today) throw refused(422, 'unsettled', { period, day }, 'body.period');
  const counted = await daysCounted(tx, district, measureRange('opened/'));
  if (counted === null || counted.first > span.to || counted.last < span.from)
    throw refused(422, 'nothing', { period }, 'body.period');
  await lockStatements(tx, district);
  if ((await askedStatements(tx, district)).some((one) => one.statement.period === period))
    throw refused(409, 'waiting');
  const at = now.toISOString();
  const prepared = prepareLine(
    LINES.asked,
    {
      ...{ district, id: randomUUID(), subject: id, n: 1, kind: LINES.asked.name },
      origin: await originOf(tx, district),
      ...{ happened: at, recorded: at, by: caller.person, post: held.id, territory: district },
      body: { as: held.post, period },
    },
    null,
    [],
  );
  const stored = { statement: fold(null, prepared.line), head: prepared.hash };
  await append(tx, {
    district,
    asked: [asked],
    lines: [{ prepared, ask: id }],
    fragments: [newStatement(stored, id)],
  });
  return id;
}
