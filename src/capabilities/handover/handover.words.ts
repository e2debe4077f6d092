import { words } from '../../platform/language/language.ts';

/** What the calls of this folder say: their names and refusals. */
export const handoverWords = words(
  {
    shift: '交班前查看：在办、本班变化、待签收的交接单',
    list: '交接单：本席位的，以及带班领导所辖席位的',
    sheet: '一张交接单，与签字时一样',
    sign: '交班签字',
    move: '接班签收、退回或撤回一张交接单',

    notFound: '没有这张交接单',
    taken: '这个编号已经用于另一次提交，请刷新后重试',
    noDesk: '您没有值班席位。有管辖区划的值班长、协调员才交接班',
    otherDesk: '您不在这个席位上',
    notYours: '您的岗位不能做这一步',
    notNow: '这张交接单当前状态不能做这一步',
    ownSheet: '自己交的班不能自己接，须由接班人签收',
    waiting: '这个席位还有一张交接单没有签收，先处理它',
    movedOn: '您打开之后又有事项变化，数字已重新读取，请再看一遍后签字',
    old: '这些数字已经显示很久了，请重新读取后签字',
    since: '起点须在最近 31 天以内，且不晚于现在',
    mind: '要盯的事项中有您看不到的',
    badPage: '翻页标记不对，请从头查看',
  },
  {
    shift: 'Before a hand-over: what is open, what changed, what waits to be signed',
    list: 'Sheets of one’s own desks, and for heads of those in their reach',
    sheet: 'One sheet, as it was signed',
    sign: 'Sign a desk over',
    move: 'Take a sheet over, refuse it, or take it back',

    notFound: 'There is no such sheet',
    taken: 'This id was already used for another submission; reload and try again',
    noDesk: 'You hold no desk. Duty officers and coordinators of a territory hand theirs over',
    otherDesk: 'You do not stand at this desk',
    notYours: 'Your post cannot make this move',
    notNow: 'This move is not open in the present state',
    ownSheet: 'Nobody takes over what they handed over themselves: whoever comes signs',
    waiting: 'A sheet of this desk still waits to be signed; see to that one first',
    movedOn: 'Matters changed after you opened this page. The figures were read again: look once more, then sign',
    old: 'These figures have been on the page for long; read them again, then sign',
    since: 'The beginning lies within the last 31 days and not after now',
    mind: 'Among the matters to mind is one that you do not see',
    badPage: 'This page mark is not right; start from the beginning',
  },
);
