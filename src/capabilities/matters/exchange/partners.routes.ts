import { nothing } from '../../../platform/db/scope.ts';
import { type Ask, mount, type Server } from '../../../platform/http/mount.ts';
import { Problem } from '../../../platform/http/problem.ts';
import { authorOf } from '../../../platform/identity/author.ts';
import { originOf } from '../../../platform/journal/lines.store.ts';
import { textOf } from '../../../platform/language/language.ts';
import { logForgotten } from '../../../platform/sealing/forgotten.ts';
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
    const partners = await db.read(nothing(district), (tx) => allPartners(tx, district));
    const mayExchange = exchangeAppointment(caller, district) !== null;
    return { partners: partners.map(shown), maySet: maySetPartners(caller), mayExchange };
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

const notYours = (): Problem => new Problem(403, 'matters.notYours', textOf(exchangeMatterWords, 'notYours'));
