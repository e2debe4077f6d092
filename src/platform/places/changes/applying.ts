import { createHash } from 'node:crypto';
import { dayOf } from '../../calendar/calendar.rules.ts';
import type { Tx } from '../../db/database.ts';
import { Problem } from '../../http/problem.ts';
import { lockBodies, putBodies } from '../../identity/bodies.store.ts';
import { textOf } from '../../language/language.ts';
import { becameOf } from '../areas.rules.ts';
import type { Shape } from '../geometry.rules.ts';
import { canonicalMap } from '../import.rules.ts';
import { putAuthority, putTerritories, redrawMap } from '../places.store.ts';
import type { Change, Proposal } from './changes.rules.ts';
import { drawingOf, putTransfer } from './changes.store.ts';
import { changesWords } from './changes.words.ts';
import { type Ground, groundOf, heldAgainst } from './holding.ts';
import type { Standing } from './standing.ts';
import { treeChange } from './territory.rules.ts';
import { transferWrites } from './transfer.rules.ts';

/** Brings an approved change into force, held once more against what stands now; the lock on the places is held. */
export async function applyChange(
  tx: Tx,
  standing: Standing,
  { id, proposal, basis }: Change,
  now: Date,
): Promise<void> {
  const { district } = standing;
  const isBody = proposal.what.startsWith('body-');
  if (isBody) await lockBodies(tx, district);
  const ground = await groundOf(tx, district, dayOf(now));
  const text = proposal.what === 'territory-boundary' ? await drawingOf(tx, district, proposal.digest) : null;
  await heldAgainst(tx, standing, ground, proposal, text);
  switch (proposal.what) {
    case 'territory-boundary':
      return redraw(tx, ground, proposal, text ?? '', now);
    case 'body-found':
    case 'body-change':
    case 'body-end':
      return putBody(tx, ground, proposal);
    case 'body-transfer': {
      const name = ground.names.body(proposal.id) ?? { zh: proposal.id, en: proposal.id };
      const why = {
        zh: textOf(changesWords, 'transferWhy', { name: name.zh, basis }).zh,
        en: textOf(changesWords, 'transferWhy', { name: name.en, basis }).en,
      };
      await putAuthority(tx, district, transferWrites(ground.rows.authority, proposal, why));
      return putTransfer(tx, district, id, proposal, basis);
    }
    default: {
      const next = treeChange(ground.rows.territories, district, proposal, ground.today);
      if (next.fault === null) await putTerritories(tx, district, next.writes);
    }
  }
}

/** The next version of the map: as the one in use, with one area drawn anew. */
async function redraw(
  tx: Tx,
  { rows, district, today }: Ground,
  { code, approximate }: Extract<Proposal, { what: 'territory-boundary' }>,
  text: string,
  now: Date,
): Promise<void> {
  if (text === '') throw new Problem(409, 'places.noTable', textOf(changesWords, 'noTable'));
  // What ended into it has lent it its own boundary until now.
  const byCode = Map.groupBy(rows.territories, (one) => one.code);
  const left = rows.areas.map((one) => one.code).filter((one) => becameOf(byCode, one, today) === code);
  const others = rows.areas.filter((one) => one.code !== code && !left.includes(one.code));
  const areas = [...others, { code, shape: JSON.parse(text) as Shape, approximate }].sort((a, b) =>
    a.code < b.code ? -1 : 1,
  );
  const map = {
    hash: createHash('sha256').update(canonicalMap(areas)).digest('hex'),
    source: rows.map?.source ?? district,
    approximate: areas.some((one) => one.approximate),
    loaded: now,
  };
  await redrawMap(tx, district, map, { code, text, approximate }, left);
}

async function putBody(
  tx: Tx,
  { bodies, district }: Ground,
  proposal: Extract<Proposal, { what: 'body-found' | 'body-change' | 'body-end' }>,
): Promise<void> {
  const now = bodies.get(proposal.id);
  const after = proposal.what === 'body-end' ? now : proposal.after;
  if (after === undefined) return;
  const { name, territory, parent, address, phone } = after;
  await putBodies(tx, district, [
    {
      id: proposal.id,
      nameZh: name.zh,
      nameEn: name.en,
      territory,
      parent,
      address,
      phone,
      relays: now?.relays ?? true,
      ...(proposal.what === 'body-found' ? { from: proposal.from } : {}),
      ...(proposal.what === 'body-end' ? { to: proposal.from } : {}),
    },
  ]);
}
