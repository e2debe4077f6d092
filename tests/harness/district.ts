import { addKinds, type KindSeed } from '../../src/capabilities/kinds/kinds.door.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { whole } from '../../src/platform/db/scope.ts';
import { putBodies } from '../../src/platform/identity/bodies.store.ts';
import { createDistrict } from '../../src/platform/journal/lines.store.ts';

const text = (zh: string) => ({ zh, en: zh });

/** Two kinds, one open to all and one hidden, enough for most tests. */
export const TEST_KINDS: KindSeed[] = [
  {
    code: 'hazard.fire',
    group: 'hazard',
    name: text('消防隐患'),
    describe: text('堵塞通道'),
    icon: 'fire',
    visibility: 'exact',
    questions: [{ id: 'blocked', text: text('通道是否堵死'), type: 'yesno', required: false, options: [] }],
    firstActionMinutes: 60,
    handleWorkingDays: 3,
    gbt31000: null,
    open311: true,
    keywords: ['火'],
    sampleEvery: 1,
    evidence: false,
    with: [],
  },
  {
    code: 'dispute.family',
    group: 'dispute',
    name: text('家庭纠纷'),
    describe: text('家庭内部纠纷'),
    icon: 'home',
    visibility: 'hidden',
    questions: [],
    firstActionMinutes: 240,
    handleWorkingDays: 10,
    gbt31000: '01',
    open311: false,
    keywords: [],
    sampleEvery: 1,
    evidence: false,
    with: [],
  },
];

/** A small live district for a test: kinds and three bodies; places are those that the test adds. */
export async function testDistrict(
  work: Database,
  district = '330702',
  kinds: readonly KindSeed[] = TEST_KINDS,
): Promise<void> {
  await work.write(whole(district), async (tx) => {
    await createDistrict(tx, { district, name: text('测试区'), origin: 'live' });
    await addKinds(
      tx,
      district,
      kinds.map((one) => ({ ...one, version: 1, active: true })),
      null,
      new Date(),
    );
    await putBodies(
      tx,
      district,
      ['centre', 'fire', 'town'].map((id) => ({
        id,
        nameZh: `${id}单位`,
        nameEn: `${id} body`,
        territory: district,
        parent: null,
        address: null,
        phone: null,
        relays: true,
      })),
    );
  });
}
