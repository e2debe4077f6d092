import type { PlanIn } from '../capabilities/mediation/rounds/rounds.contract.ts';

type Theme = PlanIn['theme'];

/** What the town looks for in each month of the year, January first. */
export const themesOfMonths: readonly Theme[] = [
  'wages',
  'festival',
  'land',
  'general',
  'family',
  'water',
  'premises',
  'water',
  'school',
  'land',
  'premises',
  'wages',
];

/** What a round's desk writes down for those who walk it. */
export const roundPhrases: {
  readonly plan: Readonly<Record<Theme, string>>;
  readonly nothing: readonly string[];
  readonly stead: readonly string[];
} = {
  plan: {
    general: '每个村、社区至少走访一次，谈得拢的当场做工作，谈不拢的登记转调解。',
    festival: '春节前后走亲访友多，留意邻里、家庭和返乡人员的纠纷，也问一声需要什么。',
    wages: '年底岁初，重点问工地、小作坊有没有拖欠工资，能当场对账的当场对账。',
    land: '春耕秋收时节，重点看地界、林地和承包地流转，有图的对着图说。',
    water: '汛期和用水高峰，重点看排水、灌溉和漏水引起的纠纷。',
    family: '婚姻家庭纠纷先问安全，有家暴迹象的按保护程序办，不急着调。',
    school: '开学前后，重点问学校周边、学生之间和培训机构退费的纠纷。',
    premises: '重点走沿街店铺、出租房和物业小区，问租金、噪声和物业费。',
  },
  nothing: ['走了村口、老年活动室和两家小店，没有新的纠纷。', '上次的排水问题已经修好，双方都没有再提。'],
  stead: [
    '网格员请假，电话里说这个月没有发现纠纷，已与村干部核对。',
    '网格员手机坏了，回来后当面说的：走了三户，没有纠纷。',
  ],
};
