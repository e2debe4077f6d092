import type { KindSeed } from '../capabilities/kinds/kinds.door.ts';
import { yesno } from './kinds.questions.ts';

const common = {
  group: 'incident',
  visibility: 'blurred',
  open311: true,
  sampleEvery: 5,
  evidence: true,
  with: [],
} as const;

/** Public order, after the fact: what the 110 desk hands over once nobody is in danger any more. */
export const order: readonly KindSeed[] = [
  {
    ...common,
    code: 'incident.assault',
    icon: 'assault',
    firstActionMinutes: 30,
    handleWorkingDays: 7,
    gbt31000: null,
    name: { zh: '打架伤害', en: 'Fight or injury' },
    describe: {
      zh: '打架、受伤、被抢；正在发生请拨 110',
      en: 'A fight, an injury, a robbery; if it goes on now, call 110',
    },
    keywords: ['打架', '受伤', '被抢', 'assault'],
    questions: [yesno('hurt', '有人受伤吗?', 'Is anybody hurt?')],
  },
  {
    ...common,
    code: 'incident.damage',
    icon: 'damage',
    firstActionMinutes: 240,
    handleWorkingDays: 7,
    gbt31000: null,
    name: { zh: '毁坏财物', en: 'Damage to property' },
    describe: { zh: '砸窗、划车、破坏公共设施', en: 'Broken windows, scratched cars, public things damaged' },
    keywords: ['砸', '划车', '破坏', 'vandalism'],
    questions: [],
  },
  {
    ...common,
    code: 'incident.disorder',
    icon: 'disorder',
    firstActionMinutes: 120,
    handleWorkingDays: 5,
    gbt31000: null,
    name: { zh: '扰乱秩序', en: 'Disorder' },
    describe: { zh: '醉酒闹事、聚众赌博、擅闯', en: 'Drunken trouble, gambling dens, trespass' },
    keywords: ['闹事', '赌博', '醉酒', 'disorder'],
    questions: [],
  },
  {
    ...common,
    code: 'incident.other',
    icon: 'other',
    firstActionMinutes: 240,
    handleWorkingDays: 10,
    gbt31000: '99',
    name: { zh: '其他治安事项', en: 'Other matter of public order' },
    describe: { zh: '以上都不是的治安事项', en: 'A matter of public order that is none of these' },
    keywords: ['治安', '其他', 'other'],
    questions: [],
  },
];
