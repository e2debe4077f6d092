import { words } from '../../language/language.ts';
import type { LookReason } from '../looks.rules.ts';

/** Why somebody looked at a resident's data; the same words for whoever looks and for whom it concerns. */
export const lookWords = words<LookReason>(
  {
    contact: '联系报事人',
    visit: '上门或到现场',
    emergency: '危及生命，来不及征得同意',
    verify: '核实是否办好',
    request: '本人要求',
    law: '依法调取',
  },
  {
    contact: 'to reach the reporter',
    visit: 'to go to the place',
    emergency: 'danger to life, no time to ask',
    verify: 'to check that it was done',
    request: 'the person asked for it',
    law: 'an order by law',
  },
);
