import { words } from '../../../platform/language/language.ts';

export const leaderWords = words(
  {
    title: '督导',
    figures: '看板',
    ownReach: '回到我的辖区',
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
    figures: 'Board',
    ownReach: 'Back to my own reach',
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
