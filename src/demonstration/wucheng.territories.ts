import type { Text } from '../platform/language/language.ts';
import { levelOf } from '../platform/places/codes.rules.ts';
import type { Shape } from '../platform/places/geometry.rules.ts';
import { PlaceIndex } from '../platform/places/polygons.rules.ts';
import { soundsOf } from '../platform/places/search.rules.ts';
import type { KnownPlace, Territory, Zone } from '../platform/places/territories.rules.ts';
import { dice } from './random.ts';
import { boundaries } from './wucheng.boundaries.ts';
import { toDegrees, toKilometres } from './wucheng.plane.ts';
import { townName, towns, WUCHENG, wuchengName } from './wucheng.towns.ts';
import { villages } from './wucheng.villages.ts';

/** Under which the map is recorded. */
export const mapSource =
  '演示生成:以乡镇驻地大致位置作泰森多边形,非测绘成果 · generated for demonstration: Voronoi cells around approximate seats, not surveyed';

/** All are in force since the district had its present form. */
const SINCE = '2001-01-01';

/** The district, its 27 divisions and their made-up villages, in the order of the codes. */
export function territories(): Territory[] {
  const named: { code: string; name: Text }[] = [
    { code: WUCHENG, name: wuchengName },
    ...towns.map((town) => ({ code: town.code, name: townName(town) })),
    ...villages(),
  ];
  return named
    .map(({ code, name }): Territory => ({ code, level: levelOf(code), name, from: SINCE, to: null, successors: [] }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Townships that the development zone runs: background knowledge to be checked on the spot (standards E.5 and J.7), hence a setting. */
export const developmentZone: readonly string[] = ['005', '006', '007', '008', '106', '107', '108', '209'].map(
  (number) => WUCHENG + number,
);

/** An octagon of so many kilometres around a middle. */
function around(lon: number, lat: number, kilometres: number): Shape {
  const [x, y] = toKilometres({ lon, lat });
  const ring = Array.from({ length: 9 }, (_, at) => {
    const spot = toDegrees([
      x + kilometres * Math.cos((at * Math.PI) / 4),
      y + kilometres * Math.sin((at * Math.PI) / 4),
    ]);
    return [spot.lon, spot.lat];
  });
  ring[8] = ring[0] as number[];
  return { type: 'Polygon', coordinates: [ring] };
}

/** Zones that cut across the tree. */
export function zones(): Zone[] {
  const precinct = (number: number, zh: string, en: string, codes: string[]): Zone => ({
    id: `precinct-${number}`,
    kind: 'precinct',
    name: { zh: `${zh}警务区（演示）`, en: `${en} Precinct (demo)` },
    territories: codes.map((code) => WUCHENG + code),
    shape: null,
    approximate: false,
    from: SINCE,
    to: null,
  });
  return [
    {
      id: 'development',
      kind: 'development',
      name: { zh: '金华开发区（范围示意）', en: 'Jinhua Development Zone (extent indicative)' },
      territories: developmentZone,
      shape: null,
      approximate: true,
      from: SINCE,
      to: null,
    },
    {
      id: 'lake-resort',
      kind: 'resort',
      name: { zh: '湖区旅游度假区（范围示意）', en: 'Lake Resort (extent indicative)' },
      territories: [],
      shape: around(119.635, 28.965, 3.2),
      approximate: true,
      from: SINCE,
      to: null,
    },
    precinct(1, '城中', 'Central', ['001', '002', '003']),
    precinct(2, '城北', 'North', ['004', '009', '100', '202']),
    precinct(3, '江南', 'Jiangnan', ['005', '006']),
    precinct(4, '城西', 'West', ['007', '008', '103', '201']),
    precinct(5, '东南', 'South-east', ['101', '102', '209']),
    precinct(6, '汤溪', 'Tangxi', ['105', '106', '107', '108']),
    precinct(7, '南山', 'Southern Hills', ['104', '203', '204', '205', '206', '207', '208']),
  ];
}

const SORTS: readonly {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly only?: 'street' | 'rural';
}[] = [
  { id: 'school', zh: '中心小学', en: 'Central Primary School' },
  { id: 'middle', zh: '初级中学', en: 'Middle School' },
  { id: 'kindergarten', zh: '幼儿园', en: 'Kindergarten' },
  { id: 'market', zh: '农贸市场', en: 'Farmers’ Market' },
  { id: 'clinic', zh: '卫生院', en: 'Health Centre', only: 'rural' },
  { id: 'hospital', zh: '社区医院', en: 'Community Hospital', only: 'street' },
  { id: 'bus', zh: '客运站', en: 'Bus Station', only: 'rural' },
  { id: 'stop', zh: '公交枢纽', en: 'Bus Interchange', only: 'street' },
  { id: 'park', zh: '文化公园', en: 'Culture Park' },
  { id: 'square', zh: '商业广场', en: 'Shopping Square', only: 'street' },
  { id: 'estate', zh: '安置小区', en: 'Resettlement Estate' },
  { id: 'works', zh: '小微企业园', en: 'Small Business Park' },
];

/** Made-up places that people name when they call, about ten a town, each inside the village that it says. */
export function knownPlaces(): KnownPlace[] {
  const index = new PlaceIndex(boundaries());
  return towns.flatMap((town) => {
    const luck = dice(`known places of ${town.code}`);
    const own = villages().filter(({ code }) => code.startsWith(town.code));
    return SORTS.filter(({ only }) => only === undefined || (only === 'street') === (town.type === 'street')).map(
      ({ id, zh, en }): KnownPlace => {
        const name = { zh: `${town.zh}${zh}（演示）`, en: `${town.en} ${en} (demo)` };
        for (let spread = 0.5; ; spread *= 0.7) {
          const [x, y] = luck.pick(own).spot;
          const { lon, lat } = toDegrees([x + (luck.next() - 0.5) * spread, y + (luck.next() - 0.5) * spread]);
          const territory = index.find(lon, lat);
          if (territory?.startsWith(town.code))
            return {
              id: `${id}-${town.code.slice(6)}`,
              name,
              initials: soundsOf(name.zh.replace('（演示）', '')).initials,
              lon,
              lat,
              territory,
            };
        }
      },
    );
  });
}
