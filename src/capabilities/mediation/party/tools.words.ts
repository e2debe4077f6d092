import { words } from '../../../platform/language/language.ts';

/** What a party's calendar and a refusal of these calls say. No name: calendars are shared with whoever shares the phone. */
export const toolWords = words(
  {
    calendar: '联安 · 调解',
    session: '调解 {number}',
    how_inPerson: '到场调解',
    how_phone: '电话调解',
    how_video: '视频调解',
    notSet: '这次调解还没有定下时间',
    noFile: '没有这个文件，或您无权查看',
  },
  {
    calendar: 'Lianan · mediation',
    session: 'Mediation {number}',
    how_inPerson: 'In person',
    how_phone: 'By telephone',
    how_video: 'By video',
    notSet: 'This session has no time yet',
    noFile: 'No such file, or not yours to see',
  },
);
