import { words } from '../../../../platform/language/language.ts';

/** What appeals say beside figures and lines, for everybody. */
export const marksWords = words(
  {
    contestedN: '有异议 {n} 件',
    contestedSince: '有异议 {n} 件，自 {day} 起，待决定',
    contestedLine: '有异议，待决定',
    correction: '更正',
    correctionMinus: '更正：减 {n}',
    contest: '提出异议',
    contestFigure: '对指标提出异议',
  },
  {
    contestedN: '{n} contested',
    contestedSince: '{n} contested since {day}, not decided',
    contestedLine: 'contested, not decided',
    correction: 'correction',
    correctionMinus: 'correction: minus {n}',
    contest: 'Contest',
    contestFigure: 'Contest a figure',
  },
);
