import { words } from '../../platform/language/language.ts';

/** What other systems may hear of a matter. */
export const hookEventWords = words(
  {
    'matter.reported': '报事',
    'matter.assigned': '派遣',
    'matter.accepted': '接收',
    'matter.returned': '退回',
    'matter.handed-over': '处置结果',
    'matter.fixed-on-spot': '当场处置',
    'matter.verified': '核查通过',
    'matter.sent-back': '核查退回',
    'matter.closed': '结案',
    'matter.reopened': '重开',
    'matter.merged': '合并',
    'matter.withdrawn': '撤回',
  },
  {
    'matter.reported': 'Reported',
    'matter.assigned': 'Assigned',
    'matter.accepted': 'Accepted',
    'matter.returned': 'Returned',
    'matter.handed-over': 'Result handed over',
    'matter.fixed-on-spot': 'Fixed on the spot',
    'matter.verified': 'Verified',
    'matter.sent-back': 'Sent back',
    'matter.closed': 'Closed',
    'matter.reopened': 'Reopened',
    'matter.merged': 'Merged',
    'matter.withdrawn': 'Withdrawn',
  },
);
