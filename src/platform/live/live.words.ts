import { words } from '../language/language.ts';

export const liveWords = words(
  {
    tooMany: '您打开的页面太多，请关闭几个后再试',
    notAStream: '这个地址只提供实时消息流（text/event-stream）',
  },
  {
    tooMany: 'You have too many pages open; close some and try again',
    notAStream: 'This address gives a stream of events only (text/event-stream)',
  },
);
