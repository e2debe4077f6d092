import type { KindSeed } from '../capabilities/kinds/kinds.door.ts';
import { choice, line, maybeChoice, number, several, yesno } from './kinds.questions.ts';

/** Dangers that have not happened yet. `gbt31000` is the hazard type (隐患类型) where the standard has one. */
export const hazards: readonly KindSeed[] = [
  {
    code: 'hazard.fire', group: 'hazard', icon: 'fire', visibility: 'exact', firstActionMinutes: 60, handleWorkingDays: 3, gbt31000: '01', open311: true, sampleEvery: 5,
    name: { zh: '消防隐患', en: 'Fire hazard' },
    describe: { zh: '堵塞通道、器材失效、违规用火用电', en: 'Blocked ways out, dead extinguishers, unsafe fire or wiring' },
    keywords: ['消防', '火灾', '通道', '灭火器', '堵塞', 'fire'],
    questions: [
      choice('what', '是哪一类?', 'Which?', { exit: ['通道或出口堵塞', 'Way out blocked'], gear: ['器材缺失或失效', 'Equipment missing or dead'], wiring: ['私拉电线', 'Unsafe wiring'], stock: ['违规堆放易燃物', 'Flammables stored'] }),
      yesno('people', '里面有人住吗?', 'Does anybody live inside?'),
    ],
  },
  {
    code: 'hazard.ebike', group: 'hazard', icon: 'electric', visibility: 'exact', firstActionMinutes: 120, handleWorkingDays: 3, gbt31000: '01', open311: true, sampleEvery: 5,
    name: { zh: '电动自行车违规充电', en: 'Unsafe e-bike charging' },
    describe: { zh: '楼道停放充电、飞线充电、入户充电', en: 'Charging in stairwells, by cables from windows, or indoors' },
    keywords: ['电动车', '充电', '飞线', '楼道', '电瓶', 'ebike'],
    questions: [
      choice('where', '在哪里充电?', 'Where?', { stairwell: ['楼道、门厅', 'Stairwell or hall'], cable: ['从窗口拉线', 'Cable from a window'], indoors: ['屋内', 'Indoors'], shop: ['店铺内', 'In a shop'] }),
      number('count', '大约几辆?', 'About how many?'),
    ],
  },
  {
    code: 'hazard.gas', group: 'hazard', icon: 'gas', visibility: 'exact', firstActionMinutes: 15, handleWorkingDays: 1, gbt31000: null, open311: true, sampleEvery: 2,
    name: { zh: '燃气隐患', en: 'Gas hazard' },
    describe: { zh: '闻到气味、软管老化、气瓶违规存放。紧急请先离开并打 119', en: 'Smell of gas, old hoses, cylinders stored wrongly. In danger leave and call 119' },
    keywords: ['燃气', '煤气', '液化气', '气瓶', '泄漏', 'gas'],
    questions: [
      choice('what', '是哪一类?', 'Which?', { smell: ['闻到气味', 'Smell'], hose: ['软管、阀门老化', 'Old hose or valve'], cylinder: ['气瓶存放', 'Cylinders'], pipe: ['管道受损', 'Damaged pipe'] }),
      yesno('shop', '是餐饮等经营场所吗?', 'A restaurant or another business?'),
    ],
  },
  {
    code: 'hazard.building', group: 'hazard', icon: 'building', visibility: 'blurred', firstActionMinutes: 240, handleWorkingDays: 10, gbt31000: null, open311: true, sampleEvery: 3,
    name: { zh: '房屋安全', en: 'Unsafe building' },
    describe: { zh: '开裂倾斜、外墙脱落、违规隔断出租', en: 'Cracks, leaning, falling facade, partitioned lettings' },
    keywords: ['危房', '裂缝', '外墙', '脱落', '隔断', '群租', 'building'],
    questions: [
      choice('what', '看到了什么?', 'What do you see?', { crack: ['开裂、倾斜', 'Cracks or leaning'], facade: ['外墙或构件脱落', 'Falling parts'], partition: ['隔断拥挤', 'Partitioned and crowded'], other: ['其他', 'Other'] }),
      yesno('lived', '有人居住吗?', 'Is it lived in?'),
    ],
  },
  {
    code: 'hazard.construction', group: 'hazard', icon: 'hazard', visibility: 'exact', firstActionMinutes: 120, handleWorkingDays: 5, gbt31000: null, open311: true, sampleEvery: 5,
    name: { zh: '施工安全', en: 'Construction site hazard' },
    describe: { zh: '围挡缺失、高处作业无防护、渣土散落', en: 'No fence, unprotected work at height, spilt soil' },
    keywords: ['工地', '施工', '围挡', '脚手架', '渣土', 'construction'],
    questions: [
      choice('what', '是哪一类?', 'Which?', { fence: ['围挡缺失', 'No fence'], height: ['高处作业', 'Work at height'], pit: ['基坑、开挖', 'Open pit'], spill: ['散落、扬尘', 'Spill or dust'] }),
      line('site', '工地名称(如看得到)', 'Name on the site’s board, if any'),
    ],
  },
  {
    code: 'hazard.work', group: 'hazard', icon: 'labour', visibility: 'exact', firstActionMinutes: 240, handleWorkingDays: 10, gbt31000: null, open311: false, sampleEvery: 5,
    name: { zh: '生产安全', en: 'Unsafe workplace' },
    describe: { zh: '设备无防护、粉尘、有限空间、违章作业', en: 'Unguarded machines, dust, confined spaces, unsafe work' },
    keywords: ['工厂', '车间', '生产', '粉尘', '有限空间', 'workplace'],
    questions: [
      choice('what', '是哪一类?', 'Which?', { machine: ['设备防护', 'Machine guards'], dust: ['粉尘', 'Dust'], confined: ['有限空间', 'Confined space'], conduct: ['违章作业', 'Unsafe conduct'] }),
      yesno('running', '现在正在生产吗?', 'Is it running now?'),
    ],
  },
  {
    code: 'hazard.chemical', group: 'hazard', icon: 'hazard', visibility: 'blurred', firstActionMinutes: 30, handleWorkingDays: 5, gbt31000: '04', open311: false, sampleEvery: 2,
    name: { zh: '危险化学品', en: 'Dangerous chemicals' },
    describe: { zh: '异味、违规储存、运输车辆异常停放', en: 'Odd smells, unlawful storage, parked tankers' },
    keywords: ['危化品', '化学', '异味', '储罐', '烟花', 'chemical'],
    questions: [choice('what', '是哪一类?', 'Which?', { smell: ['异味', 'Smell'], storage: ['违规储存', 'Storage'], truck: ['运输车辆', 'Vehicle'], firework: ['烟花爆竹', 'Fireworks'] })],
  },
  {
    code: 'hazard.road', group: 'hazard', icon: 'road', visibility: 'exact', firstActionMinutes: 120, handleWorkingDays: 3, gbt31000: null, open311: true, sampleEvery: 5,
    name: { zh: '道路与井盖', en: 'Road and manhole' },
    describe: { zh: '坑洼、塌陷、井盖缺失、护栏损坏', en: 'Potholes, subsidence, missing covers, broken railings' },
    keywords: ['道路', '坑', '井盖', '塌陷', '护栏', 'road', 'manhole'],
    questions: [
      choice('what', '是哪一类?', 'Which?', { pothole: ['坑洼', 'Pothole'], cover: ['井盖缺失或破损', 'Manhole cover'], sink: ['塌陷', 'Subsidence'], rail: ['护栏、标志', 'Railing or sign'] }),
      maybeChoice('size', '有多大?', 'How large?', { hand: ['手掌大', 'A hand'], step: ['一步宽', 'A step'], car: ['一辆车', 'A car'] }),
    ],
  },
  {
    code: 'hazard.light', group: 'hazard', icon: 'light', visibility: 'exact', firstActionMinutes: 480, handleWorkingDays: 5, gbt31000: null, open311: true, sampleEvery: 10,
    name: { zh: '路灯与照明', en: 'Street light' },
    describe: { zh: '路灯不亮、闪烁、灯杆倾斜或漏电', en: 'Out, flickering, leaning or live poles' },
    keywords: ['路灯', '不亮', '照明', '灯杆', 'light', 'lamp'],
    questions: [
      choice('what', '是哪一类?', 'Which?', { out: ['不亮', 'Out'], flicker: ['闪烁', 'Flickering'], pole: ['灯杆倾斜', 'Leaning'], live: ['疑似漏电', 'Perhaps live'] }),
      number('count', '几盏?', 'How many?'),
    ],
  },
  {
    code: 'hazard.water', group: 'hazard', icon: 'water', visibility: 'exact', firstActionMinutes: 60, handleWorkingDays: 5, gbt31000: null, open311: true, sampleEvery: 3,
    name: { zh: '水域与防溺水', en: 'Open water' },
    describe: { zh: '护栏、警示牌、救生设施缺失,野泳', en: 'Missing fences, signs or lifebuoys; unsafe bathing' },
    keywords: ['溺水', '野泳', '水库', '池塘', '救生圈', 'water'],
    questions: [
      choice('what', '缺了什么?', 'What is missing?', { fence: ['护栏', 'Fence'], sign: ['警示牌', 'Sign'], buoy: ['救生设施', 'Lifebuoy'], bathing: ['有人野泳', 'People bathing'] }),
      yesno('children', '有孩子在玩水吗?', 'Are children at the water?'),
    ],
  },
  {
    code: 'hazard.flood', group: 'hazard', icon: 'water', visibility: 'exact', firstActionMinutes: 30, handleWorkingDays: 5, gbt31000: null, open311: true, sampleEvery: 2,
    name: { zh: '积水与地质隐患', en: 'Flooding and slopes' },
    describe: { zh: '内涝积水、山体滑落、堤坝渗漏', en: 'Standing water, sliding slopes, leaking dikes' },
    keywords: ['积水', '内涝', '滑坡', '塌方', '堤', 'flood', 'landslide'],
    questions: [
      choice('what', '是哪一类?', 'Which?', { water: ['积水', 'Standing water'], slope: ['山体、边坡', 'Slope'], dike: ['堤坝、水库', 'Dike or dam'], drain: ['排水堵塞', 'Blocked drain'] }),
      several('near', '附近有什么?', 'What is near?', { home: ['住房', 'Homes'], school: ['学校', 'School'], road: ['道路', 'Road'] }),
    ],
  },
  {
    code: 'hazard.food', group: 'hazard', icon: 'shop', visibility: 'blurred', firstActionMinutes: 240, handleWorkingDays: 7, gbt31000: null, open311: false, sampleEvery: 5,
    name: { zh: '食品安全', en: 'Food safety' },
    describe: { zh: '变质过期、无证经营、后厨不洁', en: 'Spoilt or expired food, no licence, dirty kitchens' },
    keywords: ['食品', '变质', '过期', '餐馆', '后厨', 'food'],
    questions: [
      choice('what', '是哪一类?', 'Which?', { spoilt: ['变质、过期', 'Spoilt or expired'], kitchen: ['后厨卫生', 'Kitchen'], licence: ['无证经营', 'No licence'], canteen: ['食堂', 'Canteen'] }),
      number('ill', '有几人不适?', 'How many fell ill?'),
    ],
  },
];
