import { words } from '../../../platform/language/language.ts';

/** What the security administrator is told of subscriptions. */
export const countsWords = words(
  {
    title: '周边订阅',
    lead: '居民订阅周边公开事项的数量。是谁、在哪里、订阅了什么，任何岗位都看不到。',
    sms: '短信订阅',
    push: '浏览器推送',
    mayNot: '只有安全管理员看这两个数',
    mayNotHint: '居民在公开页自己订阅和退订，不需要工作人员经手。',
  },
  {
    title: 'Subscriptions',
    lead: 'How many subscriptions to what is public stand. Whose, where and of what no post can see.',
    sms: 'By short message',
    push: 'Browser pushes',
    mayNot: 'Only the security administrator sees these two numbers',
    mayNotHint: 'Residents subscribe and end it themselves on the public page; no staff has a hand in it.',
  },
);
