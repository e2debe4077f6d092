import type { KindSeed } from '../capabilities/kinds/kinds.door.ts';
import { choice, maybeChoice, number, yesno } from './kinds.questions.ts';

/** What has happened and is no emergency any more; in danger people call 110, 119, 120. `gbt31000` is the problem of public order (治安突出问题). */
export const incidents: readonly KindSeed[] = [
  {
    code: 'incident.theft', group: 'incident', icon: 'theft', visibility: 'blurred', firstActionMinutes: 60, handleWorkingDays: 10, gbt31000: null, open311: false, sampleEvery: 5,
    name: { zh: '失窃', en: 'Theft' },
    describe: { zh: '车辆、电瓶、财物被盗,门锁被撬', en: 'Vehicles, batteries, goods stolen; locks forced' },
    keywords: ['被偷', '盗窃', '电瓶', '门锁', 'theft'],
    questions: [
      choice('what', '丢了什么?', 'What is gone?', { home: ['家中财物', 'From a home'], bike: ['自行车、电动车', 'Bicycle, e-bike'], battery: ['电瓶', 'Battery'], shop: ['店铺物品', 'From a shop'], other: ['其他', 'Other'] }),
      yesno('filed', '已报 110 吗?', 'Have you called 110?'),
    ],
  },
  {
    code: 'incident.fraud', group: 'incident', icon: 'warning', visibility: 'hidden', firstActionMinutes: 30, handleWorkingDays: 10, gbt31000: '04', open311: false, sampleEvery: 5,
    name: { zh: '电信网络诈骗', en: 'Telephone or online fraud' },
    describe: { zh: '接到诈骗电话短信,或已被骗。已转账请立即打 110', en: 'Fraudulent calls or messages, or money lost. If you have paid, call 110 at once' },
    keywords: ['诈骗', '电话', '刷单', '贷款', '短信', 'fraud'],
    questions: [
      choice('how', '对方用什么办法?', 'By what means?', { call: ['电话', 'Call'], message: ['短信、聊天', 'Message'], job: ['刷单、兼职', 'Fake job'], shop: ['网购、退款', 'Shopping'] }),
      yesno('paid', '转过账吗?', 'Was money paid?'),
    ],
  },
  {
    code: 'incident.traffic', group: 'incident', icon: 'traffic', visibility: 'exact', firstActionMinutes: 60, handleWorkingDays: 5, gbt31000: '14', open311: true, sampleEvery: 10,
    name: { zh: '交通秩序', en: 'Traffic' },
    describe: { zh: '违停堵路、信号灯故障、事故多发点', en: 'Blocking parking, broken signals, places of accidents' },
    keywords: ['违停', '堵车', '信号灯', '红绿灯', '事故', 'traffic', 'parking'],
    questions: [
      choice('what', '是哪一类?', 'Which?', { parking: ['违停', 'Parking'], signal: ['信号灯', 'Signal'], spot: ['事故多发', 'Accidents'], truck: ['大车穿行', 'Lorries'] }),
      maybeChoice('when', '什么时候?', 'When?', { rush: ['早晚高峰', 'Rush hours'], night: ['夜间', 'At night'], always: ['经常', 'Always'] }),
    ],
  },
  {
    code: 'incident.noise', group: 'incident', icon: 'noise', visibility: 'blurred', firstActionMinutes: 60, handleWorkingDays: 5, gbt31000: null, open311: true, sampleEvery: 5,
    name: { zh: '噪声', en: 'Noise' },
    describe: { zh: '夜间施工、广场音响、经营噪声', en: 'Night works, loudspeakers, businesses' },
    keywords: ['噪音', '噪声', '扰民', '音响', '夜间施工', 'noise'],
    questions: [
      choice('source', '声音从哪里来?', 'From what?', { site: ['工地', 'Building site'], square: ['广场、音响', 'Loudspeaker'], bar: ['餐饮娱乐', 'Restaurant or bar'], works: ['工厂', 'Works'], home: ['邻居', 'Neighbour'] }),
      yesno('now', '现在还在响吗?', 'Is it going on?'),
    ],
  },
  {
    code: 'incident.pollution', group: 'incident', icon: 'rubbish', visibility: 'exact', firstActionMinutes: 120, handleWorkingDays: 7, gbt31000: null, open311: true, sampleEvery: 5,
    name: { zh: '污染与倾倒', en: 'Pollution and dumping' },
    describe: { zh: '污水、臭气、焚烧、偷倒垃圾', en: 'Sewage, stench, burning, dumped waste' },
    keywords: ['污水', '臭味', '焚烧', '垃圾', '偷倒', 'pollution'],
    questions: [choice('what', '是哪一类?', 'Which?', { water: ['污水', 'Water'], air: ['臭气、烟尘', 'Air'], waste: ['垃圾、渣土', 'Waste'], fire: ['露天焚烧', 'Burning'] })],
  },
  {
    code: 'incident.outage', group: 'incident', icon: 'electric', visibility: 'exact', firstActionMinutes: 60, handleWorkingDays: 2, gbt31000: null, open311: true, sampleEvery: 10,
    name: { zh: '停水停电与设施损坏', en: 'Outage and broken facilities' },
    describe: { zh: '停水、停电、电梯故障、公共设施损坏', en: 'No water, no power, broken lifts and facilities' },
    keywords: ['停水', '停电', '电梯', '爆管', '损坏', 'outage'],
    questions: [
      choice('what', '是哪一类?', 'Which?', { water: ['停水、爆管', 'Water'], power: ['停电', 'Power'], lift: ['电梯', 'Lift'], other: ['其他设施', 'Other'] }),
      number('homes', '大约影响几户?', 'About how many homes?'),
    ],
  },
];
