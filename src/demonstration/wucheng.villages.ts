import { Delaunay } from 'd3-delaunay';
import { pinyin } from 'pinyin-pro';
import type { Text } from '../platform/language/language.ts';
import type { Dice } from './random.ts';
import { dice } from './random.ts';
import type { Spot } from './wucheng.plane.ts';
import { isInOutline, kilometresBetween, toKilometres } from './wucheng.plane.ts';
import type { Town } from './wucheng.towns.ts';
import { towns } from './wucheng.towns.ts';

/** A made-up village or community: its name sounds real and says that it is not. */
export type Village = { readonly code: string; readonly name: Text; readonly spot: Spot };

const FRONT = '上下东西前后新大石金古长溪山塘桥湖岭双高';
const BACK = [
  '塘',
  '畈',
  '坞',
  '溪',
  '宅',
  '岩',
  '田',
  '店',
  '坑',
  '源',
  '桥头',
  '山头',
  '塘下',
  '湖头',
  '里坞',
  '村口',
  '山背',
  '田畈',
];
const CALM = '安和文明康瑞祥福兴旺德信仁义嘉景';
const BLOCK = ['苑', '园', '里', '坊', '桥', '湖', '居', '庭', '塘'];

let known: readonly Village[] | undefined;

/** Every village and community, in the order of the codes; the same at every run. */
export function villages(): readonly Village[] {
  known ??= make();
  return known;
}

function make(): Village[] {
  const luck = dice('wucheng villages');
  const rural = luck.shuffled(
    [...FRONT]
      .flatMap((front) => BACK.map((back) => front + back))
      .filter((name) => new Set(name).size === name.length),
  );
  const urban = luck.shuffled([...CALM].flatMap((calm) => BLOCK.map((block) => calm + block)));
  return towns.flatMap((town) =>
    spotsOf(town, dice(`villages of ${town.code}`)).map((spot, at): Village => {
      // The seat of a town has a community; a street has nothing else.
      const isCommunity = town.type === 'street' || (town.type === 'town' && at === 0);
      const stem = (isCommunity ? urban.pop() : rural.pop()) ?? '';
      const letters = pinyin(stem, { toneType: 'none', type: 'array' }).join('');
      const en = letters.charAt(0).toUpperCase() + letters.slice(1);
      return {
        code: town.code + String(at + 1).padStart(3, '0'),
        name: isCommunity
          ? { zh: `${stem}社区（演示）`, en: `${en} Community (demo)` }
          : { zh: `${stem}村（演示）`, en: `${en} Village (demo)` },
        spot,
      };
    }),
  );
}

/** A village stands clearly nearer to its own town's seat than to any other, or its cell could lie cut off. */
const NEARER = 0.88;

/** The seat, then places within the town's reach, each as far from the others as thirty throws can put it (Mitchell 1991). */
function spotsOf(town: Town, luck: Dice): Spot[] {
  const seats = towns.map(({ seat }) => toKilometres(seat));
  const own = towns.indexOf(town);
  const seat = seats[own] as Spot;
  const others = seats.filter((_, at) => at !== own);
  const corners = Delaunay.from(
    seats,
    ([x]) => x,
    ([, y]) => y,
  )
    .voronoi([-40, -40, 40, 40])
    .cellPolygon(own);
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const thrown = (): Spot => {
    for (;;) {
      const spot: Spot = [
        Math.min(...xs) + luck.next() * (Math.max(...xs) - Math.min(...xs)),
        Math.min(...ys) + luck.next() * (Math.max(...ys) - Math.min(...ys)),
      ];
      const reach = kilometresBetween(spot, seat) / NEARER;
      if (isInOutline(spot, 0.25) && others.every((other) => kilometresBetween(spot, other) > reach)) return spot;
    }
  };
  const spots: Spot[] = [seat];
  while (spots.length < town.villages) {
    const apart = (spot: Spot) => Math.min(...spots.map((other) => kilometresBetween(other, spot)));
    const throws = Array.from({ length: 30 }, thrown);
    spots.push(throws.reduce((best, spot) => (apart(spot) > apart(best) ? spot : best)));
  }
  return spots;
}
