import { words } from '../../../platform/language/language.ts';

export const bellWords = words(
  { none: '提醒，没有未看的', unseen: '提醒，{n} 条未看' },
  { none: 'Notices, none unseen', unseen: 'Notices, {n} unseen' },
);
