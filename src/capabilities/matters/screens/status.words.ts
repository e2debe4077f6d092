import { words } from '../../../platform/language/language.ts';
import type { Channel, Status, Urgency } from '../matters.rules.ts';

/** Where a matter stands, said to staff. */
export const statusWords = words<Status>(
  {
    new: '待受理',
    assigned: '已派单',
    accepted: '办理中',
    handled: '待核查',
    verified: '已核查',
    closed: '已办结',
    merged: '已并入他件',
    withdrawn: '已撤回',
    void: '已作废',
    redirected: '已转告应去之处',
  },
  {
    new: 'New',
    assigned: 'Assigned',
    accepted: 'In hand',
    handled: 'To be verified',
    verified: 'Verified',
    closed: 'Closed',
    merged: 'Merged',
    withdrawn: 'Withdrawn',
    void: 'Void',
    redirected: 'Sent to the right door',
  },
);

export const urgencyWords = words<Urgency>(
  { normal: '一般', urgent: '紧急', critical: '特急' },
  { normal: 'Normal', urgent: 'Urgent', critical: 'Critical' },
);

export const channelWords = words<Channel>(
  {
    public: '居民报事',
    anonymous: '匿名',
    hotline: '热线',
    field: '网格员',
    exchange: '平台交换',
    open311: 'Open311',
    import: '导入',
  },
  {
    public: 'Resident',
    anonymous: 'Anonymous',
    hotline: 'Hotline',
    field: 'Liaison',
    exchange: 'Exchange',
    open311: 'Open311',
    import: 'Import',
  },
);
