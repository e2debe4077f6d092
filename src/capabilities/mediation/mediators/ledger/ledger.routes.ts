import { addDays, dayOf } from '../../../../platform/calendar/calendar.rules.ts';
import type { Tx } from '../../../../platform/db/database.ts';
import { type Scope, whole } from '../../../../platform/db/scope.ts';
import { type Ask, mount, type Server } from '../../../../platform/http/mount.ts';
import { scopeOf } from '../../../../platform/identity/reach.rules.ts';
import { say } from '../../../../platform/language/language.ts';
import { openBeside } from '../../../../platform/sealing/beside.ts';
import { type Cell, sendTable } from '../../../../platform/tables/tables.ts';
import { bodyName, groundOf } from '../../ground.ts';
import { settingId } from '../../settings/changing.ts';
import { namesOf } from '../../showing.ts';
import { officeOf } from '../office.ts';
import { claim, type Doing, offeredFor, pay, problem, review } from './claiming.ts';
import { type ClaimOut, claimSubsidy, ledger, ledgerTable, paySubsidies, reviewSubsidy } from './ledger.contract.ts';
import { ledgerWords } from './ledger.words.ts';
import { abilities, payerOf, type Reading, readingOf } from './subsidy.rights.ts';
import { DIFFICULTIES, formOf, type State, type Subsidy } from './subsidy.rules.ts';
import { type LedgerAsk, ledgerPage, ledgerSums, unclaimedOf } from './subsidy.store.ts';

/** How many claims a page shows, and how many a table has at most. */
const SHOWN = 100;
const MOST = 20_000;
const OPEN_SHOWN = 20;

/** The ledger of what cases brought their mediators (以案定补). */
export function ledgerRoutes(server: Server): void {
  mount(server, ledger, async (ask, { query }) => {
    const reader = await readerOf(ask);
    const asked = askedOf(ask, query, reader.reading);
    const ground = await groundOf(ask.db, ask.keyring, ask.district);
    return ask.db.read(reader.scope, async (tx) => {
      const page = await ledgerPage(tx, ask.district, asked, SHOWN + 1);
      const sums = await ledgerSums(tx, ask.district, asked);
      const every = await ledgerSums(tx, ask.district, { ...asked, body: null, state: null });
      const body = (id: string) => bodyName(ground, id) ?? { id, zh: id, en: id };
      return {
        ...{ from: asked.from, to: asked.to },
        items: await shown(tx, ask, ground, page.slice(0, SHOWN), reader),
        more: page.length > SHOWN,
        sums: sums.map((one) => ({ ...one, body: body(one.body) })),
        bodies: [...new Set(every.map((one) => one.body))].toSorted().map(body),
        open: await openOf(tx, ask),
        mayPay: payerOf(ask.caller, ask.district, reader.office) !== null,
      };
    });
  });

  mount(server, ledgerTable, async (ask, { query }) => {
    const reader = await readerOf(ask);
    const asked = askedOf(ask, query, reader.reading);
    const ground = await groundOf(ask.db, ask.keyring, ask.district);
    const rows = await ask.db.read(reader.scope, async (tx) =>
      shown(tx, ask, ground, await ledgerPage(tx, ask.district, asked, MOST), reader),
    );
    const word = (key: keyof typeof ledgerWords.zh & string): string => say(ledgerWords, ask.language, key);
    const table = {
      head: HEAD.map(word),
      rows: rows.map((one): Cell[] => [
        ...[one.number, one.body[ask.language], one.mediator ?? '', word(one.difficulty), word(one.form), one.yuan],
        ...[word(one.state), day(one.claimed), one.reviewed === null ? null : day(one.reviewed.at)],
        ...[one.paid?.day ?? null, one.paid?.batch ?? null],
      ]),
    };
    const name = `${word('tableName')} ${asked.from} ${asked.to}`;
    await sendTable(ask, table, query.as, { file: `subsidies-${asked.from}-${asked.to}`, name });
    return '';
  });

  mount(server, claimSubsidy, async (ask, { body }) => {
    const doing = await doingOf(ask);
    const scope: Scope = { ...scopeOf(ask.caller, ask.district), subjects: [settingId(ask.district)] };
    const it = await ask.db.write(scope, (tx) => claim(tx, doing, body));
    return one(ask, it);
  });

  mount(server, reviewSubsidy, async (ask, { params, body }) => {
    const doing = await doingOf(ask);
    const { scope } = await readerOf(ask);
    const it = await ask.db.write(scope, (tx) => review(tx, scope, doing, params.id, body));
    return one(ask, it);
  });

  mount(server, paySubsidies, async (ask, { body }) => {
    const doing = await doingOf(ask);
    const { scope } = await readerOf(ask);
    const paid = await ask.db.write(scope, (tx) => pay(tx, doing, body));
    return { paid: paid.length, yuan: paid.reduce((sum, { yuan }) => sum + yuan, 0) };
  });
}

const HEAD = [
  ...(['number', 'body', 'mediator', 'difficulty', 'form', 'yuan', 'state', 'claimedOn'] as const),
  ...(['reviewedOn', 'paidOn', 'batch'] as const),
];
const day = (instant: string): string => dayOf(new Date(instant));

const doingOf = async (ask: Ask): Promise<Doing> => {
  const { keyring, district, caller, clock } = ask;
  return { keyring, district, caller, office: await officeOf(ask), now: clock() };
};

type Reader = { readonly scope: Scope; readonly reading: Reading; readonly office: string | null };

/** Who reads the ledger, and how much of it. Throws Problem 403 for whoever reads none. */
async function readerOf(ask: Ask): Promise<Reader> {
  const { caller, district } = ask;
  const office = await officeOf(ask);
  const reading = readingOf(caller, district, office);
  if (reading === 'none') throw problem(403, 'notReader');
  const scope = reading === 'district' ? whole(district) : scopeOf(caller, district);
  // The terms by which claims are reckoned are the whole district's to read.
  return { scope: { ...scope, subjects: [settingId(district)] }, reading, office };
}

const MOST_DAYS = 731;

function askedOf(
  { caller, clock }: Ask,
  query: { from?: string | undefined; to?: string | undefined; body?: string | undefined; state?: State | undefined },
  reading: Reading,
): LedgerAsk {
  const today = dayOf(clock());
  const to = query.to ?? today;
  const from = query.from ?? `${to.slice(0, 4)}-01-01`;
  if (to < from || to > addDays(from, MOST_DAYS)) throw problem(422, 'badSpan', 'query.to');
  const own = reading === 'own' && caller.is === 'staff' ? caller.person : null;
  return { from, to, body: query.body ?? null, state: query.state ?? null, mediator: own };
}

/** Claims as this reader sees them; why is read by whoever claims and whoever judges. */
async function shown(
  tx: Tx,
  ask: Ask,
  ground: Awaited<ReturnType<typeof groundOf>>,
  all: readonly Subsidy[],
  { office }: Pick<Reader, 'office'>,
): Promise<ClaimOut[]> {
  const { caller, district, keyring } = ask;
  const names = await namesOf(
    tx,
    ground,
    all.flatMap(({ mediator, reviewed }) => [mediator, ...((reviewed?.by ?? null) ? [reviewed?.by ?? ''] : [])]),
  );
  const auditor = caller.is === 'staff' && caller.appointments.every(({ post }) => post === 'auditor');
  const refs = auditor ? [] : all.flatMap(({ reason, reviewed }) => [reason, reviewed?.reason ?? null]);
  const texts = await openBeside(tx, keyring, district, refs);
  const text = (ref: { readonly id: string } | null) => (ref === null ? null : (texts.get(ref.id) ?? null));
  return all.map((it) => ({
    ...{
      id: it.id,
      n: it.n,
      state: it.state,
      case: it.case,
      number: it.number,
      difficulty: it.difficulty,
      form: it.form,
    },
    ...{ yuan: it.yuan, claimed: it.claimed, paid: it.paid, reason: text(it.reason) },
    body: bodyName(ground, it.body) ?? { id: it.body, zh: it.body, en: it.body },
    mediator: names.get(it.mediator) ?? null,
    territoryName: ground.places.pathOf(it.territory),
    reviewed:
      it.reviewed === null
        ? null
        : {
            at: it.reviewed.at,
            outcome: it.reviewed.outcome,
            name: it.reviewed.by === null ? null : (names.get(it.reviewed.by) ?? null),
            reason: text(it.reviewed.reason),
          },
    abilities: abilities(caller, it, office),
  }));
}

async function one(ask: Ask, it: Subsidy): Promise<ClaimOut> {
  const ground = await groundOf(ask.db, ask.keyring, ask.district);
  const office = await officeOf(ask);
  const scope = { ...scopeOf(ask.caller, ask.district), subjects: [it.id] };
  const [out] = await ask.db.read(scope, (tx) => shown(tx, ask, ground, [it], { office }));
  if (out === undefined) throw problem(404, 'notFound');
  return out;
}

/** Filed cases that somebody led and has claimed nothing for. */
async function openOf(tx: Tx, { caller, district }: Ask) {
  if (caller.is !== 'staff') return [];
  const cases = await unclaimedOf(tx, district, caller.person, OPEN_SHOWN);
  return Promise.all(
    cases
      .filter(({ agreement, sessions }) => agreement !== null || sessions.some(({ state }) => state === 'held'))
      .map(async (it) => ({
        case: it.id,
        number: it.number,
        archived: it.archived ?? '',
        form: formOf(it),
        amounts: await offeredFor(tx, district, it, DIFFICULTIES),
      })),
  );
}
