import { words } from '../../../platform/language/language.ts';

export const leaderWords = words(
  {
    title: '督导',
    lead: '{territory}，本月到今天。每个数都能点开看到背后的每一条。',
    figures: '本月的数',
    late: '已超期',
    supervised: '督办中',
    help: '有人请求支援',
    lateNone: '没有超期的事',
    supervisedNone: '没有在督办的事',
    helpNone: '没有人请求支援',
    until: '督办期限：{left}',
    due: '时限：{left}',
    noBody: '未派单',
    act: '打开一件，可以批示、督办或解除督办。',
  },
  {
    title: 'Supervise',
    lead: '{territory}, this month until today. Every figure opens to the records behind it.',
    figures: 'This month',
    late: 'Late',
    supervised: 'Under supervision',
    help: 'Help is asked for',
    lateNone: 'Nothing is late',
    supervisedNone: 'Nothing is under supervision',
    helpNone: 'Nobody asks for help',
    until: 'Supervised: {left}',
    due: 'Due: {left}',
    noBody: 'unassigned',
    act: 'Open one to instruct, to supervise or to end the supervision.',
  },
);
