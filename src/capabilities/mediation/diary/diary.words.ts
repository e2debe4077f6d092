import { words } from '../../../platform/language/language.ts';

/** What a mediator's own calendar shows, and how it is told of. Of the parties nothing: calendars lie with others. */
export const diaryWords = words(
  {
    name: '联安 · 调解安排',
    sitting: '调解 {number}',
    fallen: '已取消：调解 {number}',
    how_inPerson: '到场调解',
    how_phone: '电话调解',
    how_video: '视频调解',
    title: '放进自己的日历',
    lead: '在手机或电脑的日历里订阅，看到您主持的每次调解：案号、时间、方式，到场的还有地点；改期、取消会自己更新。没有当事人的任何信息，不再任职即停。',
    once: '只显示这一次。知道这个地址的人都能看到这些时间和地点，请勿转发；泄露了就换一个，旧的即刻失效。',
  },
  {
    name: 'Lianan · mediation',
    sitting: 'Mediation {number}',
    fallen: 'Cancelled: mediation {number}',
    how_inPerson: 'In person',
    how_phone: 'By telephone',
    how_video: 'By video',
    title: 'My sessions in my own calendar',
    lead: 'Subscribe in the calendar of your phone or computer and see each session that you mediate: number of the case, time, how it is held and, in person, the room; what is put off or cancelled follows by itself. Nothing of the parties. It ends with the post.',
    once: 'Shown only now. Whoever knows this address sees these times and rooms; do not pass it on. If it gets out, make another: the old one ends at once.',
  },
);
