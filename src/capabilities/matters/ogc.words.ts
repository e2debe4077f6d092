import { words } from '../../platform/language/language.ts';

/** What the collections of the open map data are called. */
export const ogcMatterWords = words(
  {
    matters: '公开事项',
    mattersAbout:
      '公开类别的事项，位置按类别精确或模糊到约 500 米的格子；没有文字描述，没有人。时间为报事时间，匿名报事只到日。',
    territories: '区划',
    territoriesAbout: '现行的区、镇街、村社和网格，界线为显示用的简化线。',
    zones: '功能区',
    zonesAbout: '开发区、度假区、派出所辖区等跨区划的范围。',
  },
  {
    matters: 'Public matters',
    mattersAbout:
      'Matters of public kinds, at their place or blurred to a cell of about 500 m, as the kind says; no words, nobody. The time is that of the report, the day alone where it was anonymous.',
    territories: 'Territories',
    territoriesAbout:
      'District, towns and streets, villages and communities, and grids in force; borders simplified for drawing.',
    zones: 'Zones',
    zonesAbout: 'Development zones, resorts, police precincts: they cut across the divisions.',
  },
);
