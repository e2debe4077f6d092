import { TABLES } from '../../../gateways/exchange/tables.ts';
import { nothing } from '../../../platform/db/scope.ts';
import { type Ask, mount, type Server } from '../../../platform/http/mount.ts';
import { Problem } from '../../../platform/http/problem.ts';
import { authorOf } from '../../../platform/identity/author.ts';
import { originOf } from '../../../platform/journal/lines.store.ts';
import { textOf } from '../../../platform/language/language.ts';
import { logForgotten } from '../../../platform/sealing/forgotten.ts';
import { type LineState, lineStates } from './answers.store.ts';
import { listPartners, putPartner, stopPartner } from './exchange.contract.ts';
import { exchangeAppointment, maySeePartners, maySetPartners } from './exchange.rights.ts';
import type { Partner } from './exchange.rules.ts';
import { allPartners, partnerOf } from './exchange.store.ts';
import { exchangeMatterWords } from './exchange.words.ts';
import { type PartnerDraft, putPartner as put, stopPartner as stop, type Writing } from './partners.ts';

/** With which desks cases are exchanged: set by the security administrator, each change a line. */
export function partnerRoutes(server: Server, dataDir: string): void {
  mount(server, listPartners, async ({ caller, district, db }) => {
    if (!maySeePartners(caller, district)) throw notYours();
    const { partners, states } = await db.read(nothing(district), async (tx) => ({
      partners: await allPartners(tx, district),
      states: await lineStates(tx, district),
    }));
    const mayExchange = exchangeAppointment(caller, district) !== null;
    return {
      partners: partners.map((one) => ({ ...shown(one), line: lineOf(states.get(one.desk)) })),
      maySet: maySetPartners(caller),
      mayExchange,
      tables: [...TABLES],
    };
  });

  mount(server, putPartner, async (ask, { params, body }) => {
    const writing = await writingOf(ask);
    const secret: PartnerDraft['secret'] =
      typeof body.secret === 'string' ? { is: body.secret } : { is: 'given', secret: body.secret.given };
    const done = await ask.db.write(await ownScope(ask, params.desk), (tx) =>
      put(tx, writing, { ...body, desk: params.desk, secret }),
    );
    await log(ask, dataDir, done.forgotten);
    return { partner: shown(done.partner), secret: done.secret };
  });

  mount(server, stopPartner, async (ask, { params }) => {
    const writing = await writingOf(ask);
    const forgotten = await ask.db.write(await ownScope(ask, params.desk), (tx) => stop(tx, writing, params.desk));
    await log(ask, dataDir, forgotten);
    return {};
  });
}

async function writingOf(ask: Ask): Promise<Writing> {
  if (!maySetPartners(ask.caller)) throw notYours();
  const { district, keyring } = ask;
  const origin = await ask.db.read(nothing(district), (tx) => originOf(tx, district));
  return { district, keyring, now: ask.clock(), origin, author: authorOf(ask.caller, ['secadmin']) };
}

/** Sees a desk's own sealed texts and nothing else. */
async function ownScope({ db, district }: Ask, desk: string) {
  const known = await db.read(nothing(district), (tx) => partnerOf(tx, district, desk));
  return { ...nothing(district), subjects: known === null ? [] : [known.partner.id] };
}

const log = ({ district }: Ask, dataDir: string, gone: readonly string[]): Promise<void> =>
  logForgotten(
    dataDir,
    gone.map((key) => ({ district, key })),
  );

const shown = ({ desk, name, categories, url, state, formerUntil, updated }: Partner) => ({
  ...{ desk, name, categories, url, state, formerUntil, updated },
});

function lineOf(state: LineState | undefined) {
  const at = (time: Date | null | undefined): string | null => time?.toISOString() ?? null;
  const told = (time: Date | null | undefined, why: string | null | undefined) =>
    time && why ? { at: time.toISOString(), why } : null;
  return {
    heard: at(state?.heard),
    refused: told(state?.refused, state?.refusal),
    sent: at(state?.sent),
    fetched: at(state?.fetched),
    waiting: state?.waiting ?? 0,
    failing: state?.failing ?? 0,
    oldest: at(state?.oldest),
    dropped: state?.dropped ?? 0,
    failed: told(state?.failed, state?.failure),
  };
}

const notYours = (): Problem => new Problem(403, 'matters.notYours', textOf(exchangeMatterWords, 'notYours'));
