import { words } from '../../../platform/language/language.ts';

/** Marks that a matter carries in lists and on its page. */
export const markWords = words(
  { supervised: '督办 · {left}', help: '请求支援' },
  { supervised: 'Supervised · {left}', help: 'Help asked' },
);
