import { words } from '../../../platform/language/language.ts';

/** Stages of a matter whose time is counted. */
export const stageWords = words(
  { first: '首次处置', accept: '接单', handle: '办理', verify: '核查', answer: '答复报事人' },
  {
    first: 'First action',
    accept: 'Acceptance',
    handle: 'Handling',
    verify: 'Verification',
    answer: 'Answer to the reporter',
  },
);
