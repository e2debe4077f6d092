import { randomInt } from 'node:crypto';

/** What people report, as the public form sends it: point, address, words, answers, telephone and name; no photos. */
export type SentReport = {
  readonly kind: string;
  readonly place: { readonly lon: number; readonly lat: number; readonly address: string };
  readonly words: string;
  readonly answers: Readonly<Record<string, string | boolean | number>>;
  readonly phone: string;
  readonly name: string;
};

const SEEN: readonly Pick<SentReport, 'kind' | 'answers' | 'words'>[] = [
  {
    kind: 'hazard.fire',
    answers: { what: 'exit', people: true },
    words: '三楼到四楼的楼道里堆满了旧家具和纸箱，安全出口被挡住一半，晚上还有人在旁边抽烟。',
  },
  {
    kind: 'hazard.ebike',
    answers: { where: 'cable', count: 6 },
    words: '二单元门口有人从四楼窗户拉电线下来给电动车充电，一排六辆，下雨天线就泡在水里。',
  },
  {
    kind: 'hazard.gas',
    answers: { what: 'hose' },
    words: '巷口小吃店后厨的煤气软管已经开裂，店里一直有味道，老板说下个月再换。',
  },
];
const STREETS = ['解放西路', '八一南街', '宾虹路', '丹溪路', '人民西路', '双溪西路'];

/** A made-up report somewhere in Wucheng. */
export function someReport(): SentReport {
  const seen = SEEN[randomInt(SEEN.length)] as (typeof SEEN)[number];
  return {
    ...seen,
    place: {
      lon: 119.2 + randomInt(650_000) / 1e6,
      lat: 28.75 + randomInt(500_000) / 1e6,
      address: `${STREETS[randomInt(STREETS.length)]}${randomInt(1, 400)}号`,
    },
    phone: `138${String(randomInt(1e8)).padStart(8, '0')}`,
    name: '王某',
  };
}
