import { words } from '../../../platform/language/language.ts';

/** Stages of a matter whose time is counted. */
export const stageWords = words(
  { first: '首次处置', accept: '接单', handle: '办理', verify: '核查', answer: '答复报事人' },
  {
    first: 'First action',
    accept: 'Acceptance',
    handle: 'Handling',
    verify: 'Verification',
    answer: 'Answer to the reporter',
  },
);

/** The clock on a matter's page. */
export const clockWords = words(
  {
    title: '期限与用时',
    provisional: '暂定',
    dueAt: '期限 {moment}。',
    because: '为什么是这一天：',
    promised: '首次承诺的期限是 {day}，是否按期以此计。',
    spent: '各单位用时',
    desk: '值班台（尚未派出）',
    took: '用时 {span}',
    returned: '退回',
    moved: '转出',
    handled: '交出结果',
    ended: '结束',
  },
  {
    title: 'Deadlines and time used',
    provisional: 'provisional',
    dueAt: 'Due {moment}.',
    because: 'Why this date: ',
    promised: 'The first promise was {day}; "on time" is counted by it.',
    spent: 'Time used by each body',
    desk: 'The desk (given to nobody yet)',
    took: '{span}',
    returned: 'given back',
    moved: 'passed on',
    handled: 'result handed over',
    ended: 'ended',
  },
);
