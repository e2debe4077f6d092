import { describe, expect, test } from 'vitest';
import { POSTS } from '../platform/identity/caller.ts';
import { overlapping, responsible } from '../platform/places/authority.rules.ts';
import { isCode, parentOf } from '../platform/places/codes.rules.ts';
import { polygonsOf, shapeFault, signedArea } from '../platform/places/geometry.rules.ts';
import type { Area } from '../platform/places/polygons.rules.ts';
import { PlaceIndex } from '../platform/places/polygons.rules.ts';
import { kinds } from './kinds.ts';
import { authority, bodies, doorBodies } from './wucheng.bodies.ts';
import { boundaries } from './wucheng.boundaries.ts';
import { people } from './wucheng.posts.ts';
import { developmentZone, knownPlaces, territories, zones } from './wucheng.territories.ts';
import { townName, towns, WUCHENG } from './wucheng.towns.ts';
import { villages } from './wucheng.villages.ts';

const areaOf = ({ shape }: Area) =>
  polygonsOf(shape)
    .flat()
    .reduce((sum, ring) => sum + signedArea(ring), 0);
const index = new PlaceIndex(boundaries());

describe('the demonstration district', () => {
  test('has the 9 streets, 9 towns and 9 townships of Wucheng under their official codes', () => {
    expect(
      towns
        .filter(({ type }) => type === 'street')
        .map(({ zh }) => zh)
        .join(''),
    ).toBe('城东城中城西城北江南三江西关秋滨新狮');
    expect(
      towns
        .filter(({ type }) => type === 'town')
        .map(({ code }) => code.slice(6))
        .join(),
    ).toBe('100,101,102,103,104,105,106,107,108');
    expect(
      towns
        .filter(({ type }) => type === 'township')
        .map((town) => townName(town).zh)
        .join(),
    ).toBe('乾西乡,竹马乡,长山乡,箬阳乡,沙畈乡,塔石乡,岭上乡,莘畈乡,苏孟乡');
  });

  test('has villages that say that they are made up, 8 to 14 a town, each under its town', () => {
    const all = territories();
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
    expect(
      all.every(({ code }) => isCode(code) && (code === WUCHENG || all.some((one) => one.code === parentOf(code)))),
    ).toBe(true);
    expect(villages().every(({ name }) => name.zh.endsWith('（演示）') && name.en.endsWith('(demo)'))).toBe(true);
    expect(new Set(villages().map(({ name }) => name.zh)).size).toBe(villages().length);
    for (const { code } of towns) {
      const own = villages().filter((village) => village.code.startsWith(code)).length;
      expect(own).toBeGreaterThanOrEqual(8);
      expect(own).toBeLessThanOrEqual(14);
    }
  });

  test('has boundaries without a fault, a gap or an overlap, each town in one piece around its seat', () => {
    const areas = boundaries();
    expect(areas.map(({ code }) => code)).toEqual(territories().map(({ code }) => code));
    expect(areas.filter(({ shape }) => shapeFault(shape) !== null)).toEqual([]);
    const sum = (length: number) =>
      areas.filter(({ code }) => code.length === length).reduce((all, area) => all + areaOf(area), 0);
    expect(sum(9)).toBeCloseTo(sum(6), 9);
    expect(sum(12)).toBeCloseTo(sum(6), 9);
    for (const { code, seat } of towns) {
      expect(
        polygonsOf(areas.find((area) => area.code === code)?.shape ?? { type: 'MultiPolygon', coordinates: [] }),
      ).toHaveLength(1);
      expect(index.find(seat.lon, seat.lat)).toBe(`${code}001`);
    }
  });

  test('has zones and known places on its own ground', () => {
    const codes = new Set(territories().map(({ code }) => code));
    expect(
      zones()
        .flatMap((zone) => zone.territories)
        .every((code) => codes.has(code)),
    ).toBe(true);
    expect(zones().filter(({ shape }) => shape !== null && shapeFault(shape) !== null)).toEqual([]);
    // Every town lies in exactly one police precinct.
    expect(
      zones()
        .filter(({ kind }) => kind === 'precinct')
        .flatMap((zone) => zone.territories)
        .sort(),
    ).toEqual(towns.map(({ code }) => code));
    const known = knownPlaces();
    expect(known.length).toBeGreaterThan(200);
    expect(new Set(known.map(({ id }) => id)).size).toBe(known.length);
    expect(known.filter(({ lon, lat, territory }) => index.find(lon, lat) !== territory)).toEqual([]);
  });

  test('is the same at every making', async () => {
    const { vi } = await import('vitest');
    vi.resetModules();
    const again = await import('./wucheng.boundaries.ts');
    expect(again.boundaries).not.toBe(boundaries);
    expect(again.boundaries()).toEqual(boundaries());
  });
});

describe('who answers in the demonstration district', () => {
  const rows = authority(2026);
  const ids = new Set(bodies().map(({ id }) => id));
  const who = (code: string, kind: string, day = '2026-11-23') => responsible(rows, code, kind, day)?.body ?? '';

  test('is one known body for every town and every kind, on any day of both years', () => {
    expect(overlapping(rows)).toEqual([]);
    expect(rows.filter(({ body }) => !ids.has(body))).toEqual([]);
    for (const { code } of towns)
      for (const kind of kinds)
        for (const day of ['2025-01-01', '2025-12-31', '2026-01-01', '2026-11-23'])
          expect(ids.has(who(code, kind.code, day))).toBe(true);
    expect(Object.values(doorBodies).every((id) => ids.has(id))).toBe(true);
  });

  test('is the department by kind, the township for its own, the zone where it runs things, from the day that it does', () => {
    expect(who(`${WUCHENG}001002`, 'hazard.fire')).toBe('wc-fire');
    expect(who(`${WUCHENG}001002`, 'dispute.neighbour')).toBe('wc-t001');
    expect(who(`${WUCHENG}106003`, 'hazard.work')).toBe('wc-devzone');
    expect(who(`${WUCHENG}105003`, 'hazard.work')).toBe('wc-emergency');
    expect(who(developmentZone.at(-1) ?? '', 'hazard.work', '2025-12-31')).toBe('wc-emergency');
    expect(who(developmentZone.at(-1) ?? '', 'hazard.work', '2026-01-01')).toBe('wc-devzone');
    expect(who(WUCHENG, 'help.other')).toBe('wc-centre');
  });
});

describe('the people of the demonstration district', () => {
  const all = people('2025-01-01');

  test('are two accounts a post, two handlers a body, two liaisons a village, under names that nobody bears', () => {
    for (const post of POSTS)
      expect(all.filter((one) => one.post === post && one.login !== null).map(({ login }) => login)).toEqual([
        `${post}1`,
        `${post}2`,
      ]);
    for (const { code } of villages())
      expect(all.filter((one) => one.post === 'liaison' && one.territory === code && one.login === null)).toHaveLength(
        2,
      );
    expect(all.every(({ name }) => name.startsWith('演示'))).toBe(true);
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
  });

  test('hold posts at bodies and territories that there are', () => {
    const ids = new Set(bodies().map(({ id }) => id));
    const codes = new Set(territories().map(({ code }) => code));
    expect(
      all.filter(
        ({ body, territory }) => (body !== null && !ids.has(body)) || (territory !== null && !codes.has(territory)),
      ),
    ).toEqual([]);
    expect(all.filter(({ body, territory }) => body === null && territory === null)).toEqual([]);
    expect(all.filter(({ deputyOf }) => deputyOf !== null && !all.some(({ key }) => key === deputyOf))).toEqual([]);
  });
});
