import { words } from '../../platform/language/language.ts';

/** What the clock says of cases to whoever is reminded. */
export const remindersWords = words(
  {
    sessionSms: '您的调解案件 {number} 定于 {time} 进行。不能参加的，请及早告知调解员；调解不收费。',
    sessionOffSms: '您的调解案件 {number} 原定于 {time} 的调解已取消，请不要前来。如另有安排，会再通知您；调解不收费。',
    notice: '调解案件',
    performed: '治安调解协议已履行完毕',
    alarmed: '可能激化或涉嫌犯罪，请即处置',
    offer: '答复是否接收',
    term: '调解期限',
    session: '调解会',
    promise: '履行约定',
    confirmation: '申请司法确认',
    answer: '答复委托单位',
    visit: '回访',
  },
  {
    sessionSms:
      'Your case {number} meets on {time}. If you cannot come, please tell your mediator in good time. Mediation is free.',
    sessionOffSms:
      'The session of your case {number} on {time} is cancelled; please do not come. If there is another, you are told. Mediation is free.',
    notice: 'Case of mediation',
    performed: 'The agreement of a public-order case is performed',
    alarmed: 'May escalate or be a crime: act at once',
    offer: 'Answer to an offer',
    term: 'End of mediation',
    session: 'Session',
    promise: 'A promise',
    confirmation: 'Judicial confirmation',
    answer: 'Answer to the entruster',
    visit: 'Return visit',
  },
);
