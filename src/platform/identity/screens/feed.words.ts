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
    how: '怎么订阅：复制地址。苹果手机在“设置 → 日历 → 账户 → 添加账户 → 其他 → 添加已订阅的日历”粘贴；电脑和其他日历选“从网址添加”或“订阅日历”。以后自动更新，不用再导入。',
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
    how: 'How to subscribe: copy the address. On an iPhone paste it under Settings → Calendar → Accounts → Add Account → Other → Add Subscribed Calendar; in other calendars choose “Add from URL” or “Subscribe”. It keeps itself up to date; nothing is imported again.',
    none: 'No address yet',
    made: 'made on {day}',
    make: 'Make an address',
    renew: 'Another address',
    revoke: 'End',
    revoked: 'Ended; the old address shows nothing any more.',
  },
);
