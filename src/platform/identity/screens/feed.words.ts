import { words } from '../../language/language.ts';

/** My calendar on my own page. */
export const feedScreenWords = words(
  {
    title: '我的期限日历',
    lead: '在手机或电脑的日历里订阅，看到我承办的（协调员为本单位的）未结事项何时到期。只有编号和类别，没有内容。任职结束，订阅即停。',
    address: '订阅地址',
    once: '只显示这一次。知道这个地址的人都能看到这些期限，请勿转发。',
    copy: '复制地址',
    kept: '我已订阅，收起',
    none: '还没有订阅地址',
    made: '{day} 生成',
    make: '生成地址',
    renew: '换一个地址',
    revoke: '停用',
    revoked: '已停用，旧地址不再有内容。',
  },
  {
    title: 'My deadlines as a calendar',
    lead: 'Subscribe in the calendar of your phone or computer and see when the open matters that you handle (for coordinators: that lie with your body) are due. Number and kind alone, no content. It ends with the post.',
    address: 'Address to subscribe to',
    once: 'Shown only now. Whoever knows this address sees these deadlines; do not pass it on.',
    copy: 'Copy the address',
    kept: 'Subscribed, put it away',
    none: 'No address yet',
    made: 'made on {day}',
    make: 'Make an address',
    renew: 'Another address',
    revoke: 'End',
    revoked: 'Ended; the old address shows nothing any more.',
  },
);
