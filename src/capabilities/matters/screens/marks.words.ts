import { words } from '../../../platform/language/language.ts';

/** Marks that a matter carries in lists and on its page. */
export const markWords = words(
  {
    supervised: '督办 · {left}',
    help: '请求支援',
    asked: '等答复',
    contested: '待上级裁定',
    extension: '申请延期 {n} 个工作日',
    suspended: '中止计时至 {day}',
  },
  {
    supervised: 'Supervised · {left}',
    help: 'Help asked',
    asked: 'waits for an answer',
    contested: 'Waits for a ruling',
    extension: 'Asks for {n} working days more',
    suspended: 'Clock suspended until {day}',
  },
);
