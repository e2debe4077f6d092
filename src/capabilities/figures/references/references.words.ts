import { words } from '../../../platform/language/language.ts';

/** The names of bases and norms, and what the calls of this folder say. */
export const referencesWords = words(
  {
    base_residents: '常住人口',
    base_villages: '行政村数',
    base_communities: '社区数',
    norm_monthlyVisits: '每月应走访次数（排查）',

    list: '目标、基数和定额：各区划现行值、来源和历次设定',
    set: '设定一个指标的目标值，或一个区划的基数、每月定额（自某日起）',
    end: '停用一个目标、基数或定额（最后有效日）',

    badWhat:
      '只能是某个指标的目标（target:指标代码）、基数（base:residents、villages、communities）或定额（norm:monthlyVisits）',
    misfit: '设定内容有误，请按提示修改',
    notFound: '没有这个目标、基数或定额',
    taken: '这个编号已经用于另一次提交，请刷新后重试',
    notYours: '您的岗位不能设定这一项：目标和定额由上级领导设定（全区的由区领导），基数由本地或上级的领导、协调员设定',
    unknownFigure: '没有这个指标',
    noTarget: '这个指标只说明数量多少，不评价工作好坏（公约第九条），不能设目标',
    unknownTerritory: '没有这个区划，或者它在起始日还没有或已经撤销',
    valueShare: '比率的目标在 0% 到 100% 之间（接口中为 0 到 1）',
    valueStars: '评价的目标在 1 星到 5 星之间',
    valueMinutes: '用时的目标须多于 0 分钟',
    valueCount: '须为整数，不小于 0，不超过十亿',
    valueRate: '须不小于 0，不超过十亿',
    decimals: '小数最多六位',
    tooEarly: '日期不能早于 1990 年 1 月 1 日',
    tooLate: '日期不能晚于十年以后',
    beforeLast: '起始日不能早于上一次设定的起始日；同一天起可以改正',
    numbers: '来源写文件名称，不写电话、证件等号码（11 位以上数字）',
    endsEarly: '最后一天不能早于上一次设定的起始日的前一天',
    ended: '到那一天已经停用',
    rival: '{place}已经设有同一项：上下级都设，合计时会算两遍。请先停用那一个，或改设其他区划',
  },
  {
    base_residents: 'Residents',
    base_villages: 'Villages',
    base_communities: 'Communities',
    norm_monthlyVisits: 'Screening visits asked for a month',

    list: 'Targets, bases and norms: what is in force in each territory, its source, and all that was set before',
    set: 'Set the target of a figure, or a base or a monthly norm of a territory, from a day on',
    end: 'End a target, a base or a norm, with its last day in force',

    badWhat:
      'The target of a figure (target:CODE), a base (base:residents, villages, communities) or a norm (norm:monthlyVisits)',
    misfit: 'What is set is not right; please mend the fields named',
    notFound: 'There is no such target, base or norm',
    taken: 'This id was already used for another submission; reload and try again',
    notYours:
      'Your post cannot set this here: a target or a norm is set by a leader above (of the district, by its own), a base by a leader or coordinator of the place or above it',
    unknownFigure: 'There is no such figure',
    noTarget: 'This figure says how much there was, not how well a duty was done (charter, rule 9): it has no target',
    unknownTerritory: 'There is no such territory, or none on the first day',
    valueShare: 'The target of a rate lies between 0 % and 100 % (in the interface, 0 to 1)',
    valueStars: 'The target of a rating lies between 1 and 5 stars',
    valueMinutes: 'The target of a time is more than 0 minutes',
    valueCount: 'A whole number is wanted, not below 0 and not above a thousand million',
    valueRate: 'A number is wanted, not below 0 and not above a thousand million',
    decimals: 'Six decimals at most',
    tooEarly: 'The day cannot lie before 1 January 1990',
    tooLate: 'The day cannot lie more than ten years ahead',
    beforeLast: 'It cannot begin before what was set last; from the same day on it can be set right',
    numbers: 'A source names a document, no telephone or identity numbers (11 digits and more)',
    endsEarly: 'The last day cannot lie before the day before what was set last',
    ended: 'It has ended by that day already',
    rival:
      '{place} has the same one: with both, a sum would count it twice. End that one first, or choose another territory',
  },
);
