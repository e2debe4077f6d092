import { words } from '../../../platform/language/language.ts';

/** What the calls about appeals say: their names and refusals. */
export const appealsWords = words(
  {
    file: '对一个数或其中一条提出异议',
    move: '支持、驳回或撤回一件异议',
    list: '异议：待本人决定的、本地的，审计员看全部',
    one: '一件异议：当时的数与现在的数、经过、可以做的',
    contested: '有异议的数：哪个数、几件、自何时起',

    notFound: '没有这件异议',
    noSuchItem: '没有可以提出异议的这一条',
    taken: '这个编号已经用于另一次提交，请刷新后重试',
    noReader: '异议由乡镇（街道）协调员、领导提出，由上级领导决定，审计员可查',
    notYours: '您的岗位不能做这一步',
    notNow: '这件异议已有结果或已撤回',
    ownAppeal: '自己提出的异议不能自己决定',
    ownTownship: '本乡镇（街道）、本单位提出的异议，须由其他人决定',
    otherPlace: '只能对本地及所辖村（社区）的数提出异议',
    openAlready: '对它已有一件异议尚未决定',
    decidedAlready: '对它的异议已有决定，且它没有变化',
    unknownTerritory: '没有这个区划代码',
    unknownFigure: '没有这个指标',
    unknownKind: '没有这个种类',
    badPeriod: '起止日期不对：结束不能早于开始，开始不能晚于今天，不能超过二十年',
    notSettable: '这一条的数由事项自己的办理步骤更正，不能排除；请选“更正记录”并说明怎么改',
    setAsideAlready: '这一步已经排除过了',
    badPage: '翻页标记不对，请从头查看',
  },
  {
    file: 'Contest a figure, or one line behind it',
    move: 'Uphold, reject or withdraw an appeal',
    list: 'Appeals: those to decide, those of one’s own territory, all of them for auditors',
    one: 'One appeal: the figure as it was and as it is, what happened, what may be done',
    contested: 'Contested figures: which, how often, since when',

    notFound: 'There is no such appeal',
    noSuchItem: 'There is no such line that could be contested',
    taken: 'This id was already used for another submission; reload and try again',
    noReader:
      'Appeals are filed by coordinators and leaders of townships and decided by leaders above; auditors read them',
    notYours: 'Your post cannot make this move',
    notNow: 'This appeal is decided or withdrawn',
    ownAppeal: 'Nobody decides what they filed themselves',
    ownTownship: 'What your own township or body filed is decided by somebody else',
    otherPlace: 'Only figures of one’s own territory and of those below can be contested',
    openAlready: 'An appeal against it is open already',
    decidedAlready: 'An appeal against it was decided, and it has not changed since',
    unknownTerritory: 'There is no such territory code',
    unknownFigure: 'There is no such figure',
    unknownKind: 'There is no such kind',
    badPeriod:
      'The days are not right: the last may not lie before the first, the first not after today, nor more than twenty years between them',
    notSettable:
      'What this line counts is put right by the matter’s own moves and cannot be set aside; choose “correct the record” and say how',
    setAsideAlready: 'This step was set aside already',
    badPage: 'This page mark is not right; start from the beginning',
  },
);
