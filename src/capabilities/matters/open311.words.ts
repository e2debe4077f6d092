import { words } from '../../platform/language/language.ts';

/** What an update says of a step: the step, never what was written in it. */
export const stepWords = words(
  {
    assigned: '已交承办单位',
    accepted: '承办单位已受理',
    returned: '已退回，重新分派',
    'handed-over': '已办理，待核查',
    'fixed-on-spot': '已当场处理',
    verified: '已核查',
    'sent-back': '核查后退回再办',
    closed: '已办结',
    reopened: '已重新办理',
    merged: '与另一件为同一事项，已并案',
    withdrawn: '报事人已撤回',
    suspended: '依法中止计时',
    resumed: '恢复计时',
    extended: '期限延长',
  },
  {
    assigned: 'Given to the body in charge',
    accepted: 'The body in charge is at it',
    returned: 'Returned, to be given to another body',
    'handed-over': 'Handled, to be looked at',
    'fixed-on-spot': 'Fixed on the spot',
    verified: 'Looked at by a second person',
    'sent-back': 'Sent back to be handled again',
    closed: 'Closed',
    reopened: 'Taken up again',
    merged: 'The same as another one; both go on as one',
    withdrawn: 'Withdrawn by its reporter',
    suspended: 'The clock is suspended by law',
    resumed: 'The clock runs again',
    extended: 'The deadline was extended',
  },
);
