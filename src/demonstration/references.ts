import { towns, WUCHENG } from './wucheng.towns.ts';
import { villages } from './wucheng.villages.ts';

/** A target, a base or a norm that the demonstration district begins with. */
type ReferenceSeed = {
  readonly what: `target:${string}` | `base:${'residents' | 'villages' | 'communities'}` | 'norm:monthlyVisits';
  readonly territory: string;
  readonly value: number;
  readonly from: string;
  readonly source: string;
};

/**
 * Residents at the end of 2024: 金华市统计局, 2024 年金华市人口主要数据公报, 四: 婺城区 98.2 万人, the development zone's 49.2 among
 * them, to the nearest thousand and for the district as a whole; no figures of its towns are published there, so that they have none
 * here. (The census of 2020 is published without the development zone, of which these 27 divisions hold eight.)
 */
const RESIDENTS: ReferenceSeed = {
  what: 'base:residents',
  territory: WUCHENG,
  value: 982_000,
  from: '2024-12-31',
  source: '2024年金华市人口主要数据公报（金华市统计局）：婺城区98.2万人，其中开发区49.2万人',
};

const TARGET_SOURCE = '演示目标';
const COUNT_SOURCE = '演示数据：按演示村（社区）名册计数';
const NORM_SOURCE = '演示定额：滚动排查每村（社区）每月走访一次';
/** Towns where each village has a norm of its own: those of the demonstration's liaisons. All others have one for the town. */
const BY_VILLAGE: readonly string[] = [`${WUCHENG}001`, `${WUCHENG}106`];

/** Every target, base and norm that the district begins with. What is made up says so in its source. */
export function references(since: string): ReferenceSeed[] {
  const target = (code: string, value: number): ReferenceSeed => ({
    what: `target:${code}`,
    territory: WUCHENG,
    value,
    from: since,
    source: TARGET_SOURCE,
  });
  return [
    RESIDENTS,
    target('closingRate', 0.95),
    target('onTimeRate', 0.9),
    ...countsOfVillages(since),
    ...monthlyVisits(since),
  ];
}

/** How many villages and communities each town and street has in the demonstration's own tree. */
function countsOfVillages(since: string): ReferenceSeed[] {
  const all = villages();
  return towns.flatMap(({ code }) => {
    const inside = all.filter((one) => one.code.startsWith(code));
    const communities = inside.filter((one) => one.name.zh.includes('社区')).length;
    const own = { territory: code, from: since, source: COUNT_SOURCE };
    const counts = [
      { ...own, what: 'base:villages' as const, value: inside.length - communities },
      { ...own, what: 'base:communities' as const, value: communities },
    ];
    return counts.filter((one) => one.value > 0);
  });
}

/**
 * How many screening visits a month are asked for: one to each village and community. How often is set locally, from weekly to
 * monthly by level, and no law that we know of fixes it (law.md G.1), so that it is data of an office and says that it is made up.
 */
function monthlyVisits(since: string): ReferenceSeed[] {
  const all = villages();
  const norm = { what: 'norm:monthlyVisits' as const, from: since };
  return towns.flatMap(({ code }): ReferenceSeed[] => {
    const inside = all.filter((one) => one.code.startsWith(code));
    if (BY_VILLAGE.includes(code))
      return inside.map((one) => ({ ...norm, territory: one.code, value: 1, source: NORM_SOURCE }));
    return [{ ...norm, territory: code, value: inside.length, source: NORM_SOURCE }];
  });
}
