import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { asOwner } from '../../../tests/harness/database.ts';
import { foldLamp, happen, type Lamp, lampCounts, lamps, tellAnonymously } from '../../../tests/harness/lamps.ts';
import { addDays } from '../calendar/calendar.rules.ts';
import { whole } from '../db/scope.ts';
import { linesFrom } from './audit.store.ts';
import { auditPart, type Helper } from './auditParts.ts';
import { readLine, storedLine } from './readLine.ts';
import { checkLine, digestsIn } from './stored.ts';
import type { AnySubject, SubjectOf } from './subject.ts';
import { foldTallies } from './tally.ts';
import { A, at, audited, auditHouse, B, D, foundAfter, house, keptDigests } from './tests/auditHouse.ts';
import { settleDay } from './waiting.ts';

auditHouse();

test('whoever audits in parts, some of them elsewhere, finds the same, and names the same first difference', async () => {
  const asked: (string | null)[] = [];
  const ground = { db: house.work, subjects: [lamps as unknown as AnySubject], digests: [keptDigests], lots: [] };
  const elsewhere: Helper = async (ask, tell) => {
    asked.push(ask.part.after);
    // As over a thread: plain data alone goes there and back.
    return structuredClone(await auditPart(ground, structuredClone(ask), tell));
  };
  const inParts = () => audited(lamps, { slice: 1, helpers: [elsewhere, elsewhere] });
  expect(await inParts()).toEqual(await audited());
  expect(new Set(asked).size).toBeGreaterThan(1);
  const rows = `update lamps.lamp set state = jsonb_set(state, '{mends}', to_jsonb((state ->> 'mends')::int + $N)) where id <> '${A}'`;
  const run = (statement: string) => asOwner(house.ownerUrl, (owner) => owner.query(statement));
  await run(rows.replace('$N', '1'));
  expect((await inParts()).firstDifference?.text.en).toBe(
    `330702: the row of lamp ${B} differs from its lines in "mends"`,
  );
  await run(rows.replace('$N', '-1'));
  const count = `update journal.tally set n = n + 2 where measure = 'mended/' and grain = 'day'`;
  expect(await foundAfter(count, count.replace('+', '-'))).toMatch(/the tally "mended\/"/);
});

test('lines that are right are read the quick way, and say what the slow way says', async () => {
  const rows = await house.work.read(whole(D), (tx) => linesFrom(tx, D, { after: null, to: null }, 100));
  let read = 0;
  let prev: string | null = null;
  while (rows.next()) {
    const slow = checkLine(D, storedLine(rows));
    if ('fault' in slow) throw new Error(`${slow.fault} in ${slow.column}`);
    const quick = readLine(D, rows, slow.said.n === 1 ? null : prev);
    const { version, prev: before, ...line } = slow.said;
    expect(quick).toMatchObject({ line, version, prev: before, named: digestsIn(slow.said.body) });
    prev = quick?.hash ?? null;
    read += 1;
  }
  expect(read).toBe(7);
});

test('what an older release folded and counted is no difference, it waits', async () => {
  const newer: SubjectOf<Lamp> = {
    ...lamps,
    foldVersion: 2,
    fold: (before, line) => ({ ...foldLamp(before, line), mends: 100 }),
    figures: {
      version: 2,
      countsOf: (before, line, after) =>
        lampCounts(before, line, after).map((one) => ({ ...one, n: one.n * 2, figure: 2 })),
      earlier: { 1: lampCounts },
    },
  };
  const clean = await audited(newer);
  expect(clean).toMatchObject({ firstDifference: null });
  expect(clean.behind).toBeGreaterThan(5);
  // With the old rules at hand, damage done before the release is still found.
  await asOwner(house.ownerUrl, (owner) => owner.query(`update journal.count set n = 3 where seq = 3`));
  expect((await audited(newer)).firstDifference?.code).toBe('count');
  await asOwner(house.ownerUrl, (owner) => owner.query(`update journal.count set n = 1 where seq = 3`));
});

test('while lines come, are folded, wait and are settled beside it, an audit finds nothing', async () => {
  let over = false;
  let come = 0;
  const living = async () => {
    for (let day = 0; !over; day += 1) {
      const on = addDays('2026-05-01', day);
      const lamp = randomUUID();
      await happen(house.db, [{ district: D, lamp, move: 'found', at: at(on), territory: '330702101' }]);
      await tellAnonymously(house.db, { district: D, lamp: randomUUID(), at: at(on) });
      await happen(house.db, [{ district: D, lamp, move: 'mended', at: at(addDays(on, 1)) }]);
      if (day % 2 === 0) await foldTallies(house.work);
      await settleDay(house.work, [lamps], addDays(on, 1));
      come += 3;
    }
  };
  const elsewhere: Helper = (ask, tell) =>
    auditPart(
      { db: house.work, subjects: [lamps as unknown as AnySubject], digests: [keptDigests], lots: [] },
      ask,
      tell,
    );
  const alive = living();
  try {
    const lines: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const before = come;
      const found = await audited(lamps, { slice: 1 + (round % 4), helpers: [elsewhere] });
      expect(found.firstDifference?.text.en).toBeUndefined();
      lines.push(found.lines);
      while (come < before + 3) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(lines.at(-1)).toBeGreaterThan(lines[0] ?? 0);
  } finally {
    over = true;
    await alive;
  }
});
