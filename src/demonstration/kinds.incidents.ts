import type { KindSeed } from '../capabilities/kinds/kinds.door.ts';
import { choice, line, maybeChoice, number, yesno } from './kinds.questions.ts';

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
  {
    code: 'help.missing', group: 'help', icon: 'missing', visibility: 'hidden', firstActionMinutes: 10, handleWorkingDays: 1, gbt31000: null, open311: false, sampleEvery: 1,
    name: { zh: '走失求助', en: 'Somebody is missing' },
    describe: { zh: '老人、孩子走失。请同时拨打 110', en: 'An old person or a child is missing. Call 110 as well' },
    keywords: ['走失', '找人', '老人', '孩子', 'missing'],
    questions: [
      choice('who', '走失的是?', 'Who?', { elder: ['老人', 'An old person'], child: ['孩子', 'A child'], adult: ['成年人', 'An adult'] }),
      line('wears', '衣着(颜色、样式)', 'Clothes: colours and kind'),
    ],
  },
  {
    code: 'help.elder', group: 'help', icon: 'elder', visibility: 'hidden', firstActionMinutes: 120, handleWorkingDays: 3, gbt31000: null, open311: false, sampleEvery: 5,
    name: { zh: '老幼照护', en: 'Care for the old and the young' },
    describe: { zh: '独居老人、留守儿童需要上门帮助', en: 'An old person or a child alone needs a visit' },
    keywords: ['独居', '老人', '留守', '儿童', '照护', 'elder'],
    questions: [choice('need', '需要什么?', 'What is needed?', { visit: ['上门看望', 'A visit'], meal: ['送餐', 'Meals'], repair: ['家中小修', 'A small repair'], doctor: ['就医陪同', 'To a doctor'] })],
  },
  {
    code: 'help.hardship', group: 'help', icon: 'help', visibility: 'hidden', firstActionMinutes: 480, handleWorkingDays: 10, gbt31000: null, open311: false, sampleEvery: 5,
    name: { zh: '生活困难', en: 'Hardship' },
    describe: { zh: '临时困难、救助申请、露宿求助', en: 'Sudden need, relief, somebody sleeping rough' },
    keywords: ['困难', '救助', '低保', '露宿', 'hardship'],
    questions: [choice('need', '需要什么?', 'What is needed?', { relief: ['临时救助', 'Relief'], shelter: ['住处', 'Shelter'], advice: ['政策咨询', 'Advice'] })],
  },
  {
    code: 'help.legal', group: 'help', icon: 'charter', visibility: 'hidden', firstActionMinutes: 480, handleWorkingDays: 3, gbt31000: null, open311: false, sampleEvery: 10,
    name: { zh: '法律咨询', en: 'Legal advice' },
    describe: { zh: '合同、劳动、婚姻、损害赔偿等咨询', en: 'Contracts, work, family, damages' },
    keywords: ['法律', '律师', '咨询', '援助', 'legal'],
    questions: [choice('about', '关于什么?', 'About what?', { work: ['劳动', 'Work'], family: ['婚姻家庭', 'Family'], contract: ['合同', 'Contract'], damage: ['损害赔偿', 'Damages'] })],
  },
  {
    code: 'help.residence', group: 'help', icon: 'person', visibility: 'hidden', firstActionMinutes: 480, handleWorkingDays: 3, gbt31000: null, open311: false, sampleEvery: 10,
    name: { zh: '居住登记咨询', en: 'Residence registration' },
    describe: { zh: '居住登记、居住证、租房备案怎么办', en: 'How to register a stay, get a residence permit, file a letting' },
    keywords: ['居住证', '登记', '租房', '备案', 'residence'],
    questions: [choice('about', '要办什么?', 'What for?', { stay: ['居住登记', 'A stay'], permit: ['居住证', 'A permit'], letting: ['出租备案', 'A letting'] })],
  },
  {
    code: 'suggestion.safety', group: 'suggestion', icon: 'suggestion', visibility: 'exact', firstActionMinutes: 1440, handleWorkingDays: 15, gbt31000: null, open311: true, sampleEvery: 10,
    name: { zh: '平安建设建议', en: 'A suggestion on safety' },
    describe: { zh: '加装照明、设施、标志,改进巡防', en: 'Lights, facilities, signs, better patrols' },
    keywords: ['建议', '巡逻', '加装', '标志', 'suggestion'],
    questions: [choice('what', '关于什么?', 'About what?', { light: ['照明', 'Lighting'], patrol: ['巡防', 'Patrols'], road: ['道路', 'Roads'], other: ['其他', 'Other'] })],
  },
  {
    code: 'suggestion.service', group: 'suggestion', icon: 'suggestion', visibility: 'hidden', firstActionMinutes: 1440, handleWorkingDays: 15, gbt31000: null, open311: false, sampleEvery: 10,
    name: { zh: '办事服务建议', en: 'A suggestion on services' },
    describe: { zh: '窗口、流程、平台哪里不顺', en: 'Counters, procedures, this platform' },
    keywords: ['窗口', '流程', '服务', '平台', 'service'],
    questions: [],
  },
];
