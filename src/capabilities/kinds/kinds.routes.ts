import { createHash } from 'node:crypto';
import { dayOf } from '../../platform/calendar/calendar.rules.ts';
import { nothing } from '../../platform/db/scope.ts';
import { type Ask, mount, type Server } from '../../platform/http/mount.ts';
import { Problem } from '../../platform/http/problem.ts';
import { allBodies, type Body } from '../../platform/identity/bodies.store.ts';
import { textOf } from '../../platform/language/language.ts';
import { freshPlacesOf, placesOf } from '../../platform/places/places.ts';
import { type Change, targetOf } from './changes.rules.ts';
import { type ChangeMark, changesPage } from './changes.store.ts';
import { type Changed, moveChange, proposeChange, type Standing } from './changing.ts';
import { differencesOf, kindPrefixName, type Names, titleOf } from './differences.rules.ts';
import { authority, type ChangeOut, changes, kinds, move, propose } from './kinds.contract.ts';
import { kindsChanged, kindsOf } from './kinds.door.ts';
import { abilities, mayPropose } from './kinds.rights.ts';
import { kindsWords } from './kinds.words.ts';

/** Kinds for the report form, the public list of changes, and the moves by which words change. */
export function routes(server: Server): void {
  mount(server, kinds, async (ask, { query }) => {
    const all = [...(await kindsOf(ask.db, ask.district)).values()].filter(
      (one) => one.active || query.retired === true,
    );
    const tag = tagOf(
      ask.district,
      all.map((one) => [one.code, one.version]),
    );
    ask.reply
      .header('etag', tag)
      .header('cache-control', 'private, no-cache')
      .header('vary', 'x-lianan-district, cookie');
    if (ask.request.headers['if-none-match'] === tag) await ask.reply.code(304).send();
    return { district: ask.district, kinds: all };
  });

  mount(server, changes, async (ask, { query }) => {
    const { state, target, after, limit } = query;
    const names = await namesFor(ask);
    const page = await ask.db.read(nothing(ask.district), (tx) =>
      changesPage(tx, ask.district, {
        states: state ?? null,
        target: target ?? null,
        after: markOf(after),
        limit: limit + 1,
      }),
    );
    const shown = page.slice(0, limit).map((one) => one.change);
    const last = shown.at(-1);
    return {
      changes: shown.map((one) => showChange(ask, one, names)),
      after: page.length > limit && last ? `${last.proposed.at}_${last.id}` : null,
      mayPropose: mayPropose(ask.caller, ask.district),
    };
  });

  mount(server, propose, async (ask, { body }) => {
    const ground = await standing(ask);
    const { change } = await ask.db.write(nothing(ask.district), (tx) => proposeChange(tx, ground, doing(ask), body));
    return showChange(ask, change, await namesFor(ask));
  });

  mount(server, move, async (ask, { params, body }) => {
    const ground = await standing(ask);
    const changed = await ask.db.write(nothing(ask.district), (tx) =>
      moveChange(tx, ground, doing(ask), params.id, body),
    );
    await tell(ask, changed);
    return showChange(ask, changed.change, await namesFor(ask));
  });

  mount(server, authority, async (ask) => {
    const places = await placesOf(ask.db, ask.district);
    const names = await namesFor(ask);
    const today = dayOf(ask.clock());
    return {
      today,
      rows: places.authority
        .filter((row) => row.to === null || row.to > today)
        .map(({ territory, kind, body, from, to, why }) => ({
          territory,
          territoryName: names.territory(territory) ?? { zh: territory, en: territory },
          kind,
          kindName: kindPrefixName(kind, names),
          body: { id: body, ...(names.body(body) ?? { zh: body, en: body }) },
          from,
          to,
          why,
        })),
    };
  });
}

const doing = (ask: Ask) => ({ caller: ask.caller, now: ask.clock(), origin: 'live' as const });

async function standing(ask: Ask): Promise<Standing> {
  return { keyring: ask.keyring, district: ask.district, bodies: await bodiesOf(ask) };
}

async function bodiesOf({ db, district }: Ask): Promise<ReadonlyMap<string, Body>> {
  const all = await db.read(nothing(district), (tx) => allBodies(tx, district));
  return new Map(all.map((one) => [one.id, one]));
}

/** What came into force shows at once in this process; others read it within seconds. */
async function tell({ db, district }: Ask, { change, applied }: Changed): Promise<void> {
  if (!applied) return;
  if (change.proposal.what === 'authority') await freshPlacesOf(db, district);
  else kindsChanged(db, district);
}

async function namesFor(ask: Ask): Promise<Names> {
  const [all, bodies, places] = await Promise.all([
    kindsOf(ask.db, ask.district),
    bodiesOf(ask),
    placesOf(ask.db, ask.district),
  ]);
  return {
    kind: (code) => all.get(code)?.name ?? null,
    body: (id) => {
      const body = bodies.get(id);
      return body ? { zh: body.nameZh, en: body.nameEn } : null;
    },
    territory: (code) => (places.nameOf(code) === null ? null : places.pathOf(code)),
  };
}

/** A change as everybody may see it: posts and times, no persons; and what this caller may do to it. */
function showChange(ask: Ask, change: Change, names: Names): ChangeOut {
  const { id, state, territory, proposal, why, proposed, approvals, refused, updated } = change;
  return {
    id,
    what: proposal.what,
    target: targetOf(proposal),
    territory,
    title: titleOf(proposal, names),
    why,
    state,
    differences: differencesOf(proposal, names),
    proposed: { post: proposed.post, at: proposed.at },
    approvals: approvals.map(({ post, at }) => ({ post, at })),
    refused: refused === null ? null : { post: refused.post, at: refused.at, reason: refused.reason },
    updated,
    abilities: abilities(ask.caller, change),
  };
}

function tagOf(district: string, versions: readonly (readonly [string, number])[]): string {
  return `"${createHash('sha256')
    .update(JSON.stringify([district, versions]))
    .digest('base64url')
    .slice(0, 22)}"`;
}

function markOf(after: string | undefined): ChangeMark | null {
  if (after === undefined) return null;
  const [, at = '', id = ''] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_([0-9a-f-]{36})$/.exec(after) ?? [];
  if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    const message = textOf(kindsWords, 'badPage');
    throw new Problem(400, 'kinds.badPage', message, [{ path: 'query.after', message }]);
  }
  return { at, id };
}
