import { words } from '../../../platform/language/language.ts';

/** Mediation on the page of the matter from which it came. */
export const ofMatterWords = words(
  {
    title: '调解',
    lead: '当事人愿意的，可以转给调解组织；经过和地点会带过去，不用再填。本事项仍由承办单位答复、办结。',
    hand: '转入调解',
    case: '案号 {number}',
    begun: '已转入调解',
    agreed: '已达成协议',
    performed: '协议已履行',
    broken: '协议未履行',
    failed: '调解不成',
    declined: '当事人不同意调解',
    refused: '不予受理',
    withdrawn: '已撤回',
    filed: '已归档',
    unseen: '案件不在您的范围内',
  },
  {
    title: 'Mediation',
    lead: 'Where the parties are willing, it can go to those who mediate: words and place are taken along. The body that has the matter answers for it and closes it as before.',
    hand: 'Hand over to mediation',
    case: 'Case {number}',
    begun: 'Handed over to mediation',
    agreed: 'Agreed',
    performed: 'Agreement kept',
    broken: 'Agreement not kept',
    failed: 'No agreement',
    declined: 'A party said no',
    refused: 'Not taken',
    withdrawn: 'Withdrawn',
    filed: 'Filed',
    unseen: 'The case is not yours to see',
  },
);
