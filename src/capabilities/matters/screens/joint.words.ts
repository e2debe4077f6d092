import { words } from '../../../platform/language/language.ts';

/** Joint handling on a matter's page. */
export const jointWords = words(
  {
    title: '联合办理',
    lead: '主办',
    nobody: '尚未派出',
    until: '{day} 前办结',
    span: '{since} 请求，{day} 前',
    called: '待接收',
    accepted: '办理中',
    returned: '已退回',
    done: '已完成',
    cancelled: '已取消',
    under: '归在这一件之下：',
    holds: '归在本件之下的 {n} 件：',
    off: '本件自这一件拆出：',
    split: '拆出',
  },
  {
    title: 'Handled together',
    lead: 'lead',
    nobody: 'Given to nobody yet',
    until: 'by {day}',
    span: 'called {since}, by {day}',
    called: 'not accepted yet',
    accepted: 'under way',
    returned: 'given back',
    done: 'done',
    cancelled: 'cancelled',
    under: 'Gathered under',
    holds: 'Gathered under this one: {n}',
    off: 'Split off',
    split: 'split off',
  },
);
