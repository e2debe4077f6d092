import type { KindSeed } from '../capabilities/kinds/kinds.door.ts';
import { choice, line } from './kinds.questions.ts';

/** Requests for help, which only their handlers see, and suggestions. */
export const helps: readonly KindSeed[] = [
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
