import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Imported, Refusal } from './compile.ts';
import { mapFileOf } from './map-file.ts';
import { mapped } from './mapped.ts';

const FILE = fileURLToPath(new URL('../../../../shared/data/sf/incidents-2012q2.csv.gz', import.meta.url));
const map = mapFileOf(readFileSync(new URL('./maps/sf-incidents.json', import.meta.url), 'utf8'));

describe('the map of the San Francisco incidents', () => {
  it('refuses the placeholder Y = 90 and a category that it does not know, by name', async () => {
    const table = [
      'Dates,Category,Descript,DayOfWeek,PdDistrict,Resolution,Address,X,Y',
      '2012-05-01 10:00:00,ASSAULT,BATTERY,Tuesday,MISSION,NONE,MISSION ST,-120.5,90',
      '2012-05-01 10:00:00,ASSAULT,BATTERY,Tuesday,MISSION,NONE,MISSION ST,-122.42,37.76',
      '2012-05-01 10:00:00,PIRACY,AT SEA,Tuesday,MISSION,NONE,MISSION ST,-122.42,37.76',
    ].join('\n');
    const facts: Imported[] = [];
    const refusals: Refusal[] = [];
    for await (const batch of mapped(gzipSync(table), map)) {
      facts.push(...batch.facts);
      refusals.push(...batch.refusals);
    }
    expect(facts.map((one) => [one.row, one.kind, one.happened.toISOString()])).toEqual([
      [3, 'incident.assault', '2012-05-01T17:00:00.000Z'],
    ]);
    expect(refusals.map((one) => [one.row, one.column])).toEqual([
      [2, 'Y'],
      [4, 'Category'],
    ]);
    expect(refusals[0]?.reason.en).toContain('Y = 90');
  });
});

describe.runIf(existsSync(FILE))('the San Francisco incidents (where ../shared/data/sf is at hand)', () => {
  it('all become reports or named refusals, with the places and kinds that an independent reading counts', async () => {
    const slow = parse(gunzipSync(readFileSync(FILE)), { columns: true }) as Record<string, string>[];
    const values = map.kind as { values: Record<string, string> };
    const expected = new Map<string, number>();
    for (const row of slow) {
      const key = Number(row['Y']) === 90 ? 'refused' : (values.values[row['Category'] as string] ?? 'refused');
      expected.set(key, (expected.get(key) ?? 0) + 1);
    }
    const found = new Map<string, number>();
    const ids = new Set<string>();
    let at = 0;
    for await (const batch of mapped(FILE, map)) {
      for (const one of batch.facts) {
        found.set(one.kind, (found.get(one.kind) ?? 0) + 1);
        ids.add(one.id);
        at = one.row - 2;
        expect(one.lon).toBe(Number(slow[at]?.['X']));
        expect(one.lat).toBe(Number(slow[at]?.['Y']));
      }
      if (batch.refusals.length > 0) found.set('refused', (found.get('refused') ?? 0) + batch.refusals.length);
    }
    expect(slow).toHaveLength(18_205);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
    expect(ids.size).toBe(18_205 - (expected.get('refused') ?? 0));
  });
});
