import { words } from '../../../platform/language/language.ts';

/** The table of mediation by body. */
export const bodiesWords = words(
  {
    title: '各调解单位',
    lead: '每个单位一行，各行相加等于合计；每个数都能打开看它背后的记录。按单位类别排列，不排名、不打分：发现、提请、拒收的多少不评价任何单位。',
    leadPublic: '每个单位一行，只说全区、全部类型、整月的数；不足 {floor} 件的写“少”，所以各行相加不一定等于合计。',
    notTold: '按单位的数只在全区、全部纠纷类型时公开：一个乡镇、一类纠纷的一个单位，认得出是谁家的事。',
    none: '这段时间没有任何单位有数。',
    body: '单位',
    total: '合计',
    few: '少',
    fewTitle: '不足 {floor} 件，不公开',
    open: '{body}：{name} {n}，打开记录',
  },
  {
    title: 'By mediating body',
    lead: 'One row for each body; the rows add up to the total, and each number opens to the records behind it. In the order of sorts of bodies, without ranks or scores: how much was found, offered or refused scores nobody.',
    leadPublic:
      'One row for each body, of the whole district, all natures and whole months; fewer than {floor} are written “few”, so that the rows need not add up to the total.',
    notTold:
      'By body the public is told of the whole district and all natures alone: one body of one town or one nature would say whose dispute it was.',
    none: 'Nothing stands against any body in this period.',
    body: 'Body',
    total: 'Total',
    few: 'few',
    fewTitle: 'Fewer than {floor}: not told',
    open: '{body}: {name} {n}, open the records',
  },
);
