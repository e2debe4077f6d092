import { words } from '../../platform/language/language.ts';

/** What one's own calendar shows: which matter and until when, no more. */
export const calendarWords = words(
  {
    name: '联安 · 办理期限',
    due: '到期：{kind} {number}',
    supervised: '督办到期：{kind} {number}',
  },
  {
    name: 'Lianan · deadlines',
    due: 'Due: {kind} {number}',
    supervised: 'Due under supervision: {kind} {number}',
  },
);
