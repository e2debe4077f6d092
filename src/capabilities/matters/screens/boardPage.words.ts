import { words } from '../../../platform/language/language.ts';

/** The shared board of joint handling. */
export const boardWords = words(
  {
    title: '协办看板',
    lead: '谁欠谁什么、从什么时候起、到什么时候止。只列还没办完的协办。',
    side: '看谁的',
    owes: '本单位欠的',
    owed: '欠本单位的',
    all: '全部',
    none: '没有欠着的协办',
    noneHint: '主办单位、值班长可以在事项页“请求协办”；办完或退回的不再列在这里。',
    of: '{n} 项',
    late: '{n} 项已超期',
    to: '主办：{body}',
    nobody: '尚未派出',
    since: '{since}起，{until}前',
    more: '只列出最早到期的 500 项。',
  },
  {
    title: 'Shared board',
    lead: 'Who owes what to whom, since when and until when: the tasks of co-handlers that are not done yet.',
    side: 'Whose',
    owes: 'Owed by us',
    owed: 'Owed to us',
    all: 'All',
    none: 'Nothing is owed',
    noneHint:
      'The lead or the duty officer calls others in on a matter; what is done or given back is not listed here.',
    of: '{n} tasks',
    late: '{n} overdue',
    to: 'Lead: {body}',
    nobody: 'nobody yet',
    since: 'since {since}, by {until}',
    more: 'The 500 that end first are shown.',
  },
);
