import type { Telling } from './telling.ts';
import { tellingsOfDisputes } from './tellings.disputes.ts';
import { tellingsOfHazards } from './tellings.hazards.ts';
import { tellingsOfHelps } from './tellings.helps.ts';
import { tellingsOfIncidents } from './tellings.incidents.ts';
import { tellingsOfOrder } from './tellings.order.ts';

/** By the kind's code. */
export const tellings: Readonly<Record<string, Telling>> = {
  ...tellingsOfHazards,
  ...tellingsOfIncidents,
  ...tellingsOfOrder,
  ...tellingsOfDisputes,
  ...tellingsOfHelps,
};

/** Parts that stand for `{where}`, `{when}` and so on in a telling; `where` differs between town and country. */
export const parts: Readonly<Record<string, readonly string[]>> = {
  'where.street': [
    '小区东门',
    '小区地下车库入口',
    '沿街店铺前',
    '菜场北侧',
    '公交站旁',
    '老小区 {n} 幢',
    '{n} 幢 2 单元',
    '学校门口',
    '背街小巷里',
    '河边步道',
    '商场后门',
    '幼儿园对面',
    '出租房楼下',
    '路口转角',
  ],
  'where.rural': [
    '村口',
    '村文化礼堂旁',
    '晒谷场边',
    '老祠堂后面',
    '山脚老屋',
    '村道拐弯处',
    '水塘边',
    '村小店对面',
    '溪边',
    '机耕路旁',
    '自建房 {n} 号',
    '茶园路口',
    '桥头',
  ],
  when: [
    '昨天晚上',
    '今天早上',
    '这几天',
    '上周开始',
    '有一个多月了',
    '中午',
    '下班时',
    '雨后',
    '半夜',
    '周末',
    '连着三天',
  ],
  since: ['好几天', '一个星期', '半个月', '一个多月', '很久'],
  worry: [
    '万一着火跑不出来',
    '老人孩子走路不安全',
    '晚上看不清',
    '住户都很担心',
    '附近有学校',
    '来往的人很多',
    '车多路窄',
  ],
  please: ['请尽快处理。', '希望派人来看看。', '麻烦核实一下。', '已经拍照。', '盼回复,谢谢。', '请帮忙协调。', '', ''],
  n: ['1', '2', '3', '5', '6', '7', '8', '9', '11', '12', '15', '18', '21'],
  money: ['800', '1200', '2600', '3800', '5000', '8600', '12000', '23000', '46000'],
};

/** What the people who handle matters write beside the result itself. */
export const phrases = {
  triage: ['电话核实属实。', '位置已核对。', '与网格员核对过现场。', '按类别调整。'],
  assign: ['请按时限办理并反馈现场照片。', '请现场核实。', '涉及住户较多,请优先。', '请与报事人联系时注意保密。'],
  cites: '婺城区基层治理责任清单（示例）',
  returned: [
    '经核实不属于本单位职责,建议转相关部门。',
    '位置有误,实际在相邻街道辖区。',
    '权属单位为管线公司,请另行派单。',
  ],
  asked: ['请补充具体楼幢或门牌。', '请问现在还存在吗?', '方便补充一张照片吗?'],
  answered: ['在进门左手边第二个单元。', '今天去看还在。', '就在路口红绿灯往南 50 米。'],
  taskDone: [
    '已到场配合，情况属实，已当场告知。',
    '已派人同去，责任人已签收告知书。',
    '已核查并配合整改，无其他问题。',
  ],
  note: [
    '已到现场,正在联系责任方。',
    '已下发整改通知,三日内复查。',
    '已约双方周五下午面谈。',
    '材料已到,明日施工。',
    '责任方已承诺整改。',
  ],
  sentBack: ['现场复核时问题仍在,请继续处理。', '照片看不出整改结果,请补充。', '只处理了一处,另一处未动。'],
  verified: ['现场复核,已整改到位。', '电话回访,报事人确认解决。', '抽查照片与现场一致。'],
  reopened: ['过了几天又出现了。', '只修了一半,又坏了。', '对方没有履行约定。'],
  withdrawn: ['问题已自行解决。', '填错了,不用处理了。'],
  voided: ['测试信息,非真实事项。', '与已登记事项完全重复且无新内容。'],
  merged: ['与附近同类事项为同一件。'],
  stars: {
    5: ['处理很快,谢谢!', '工作人员很耐心。', '当天就修好了。', '满意。', ''],
    4: ['总体满意。', '处理了,就是慢了一点。', '不错。', ''],
    3: ['一般。', '问题解决了一部分。', ''],
    2: ['等得太久。', '希望下次提前告知进度。'],
    1: ['没有真正解决。', '几次打电话才有人来。'],
  },
} as const;
