import { describe, expect, it } from 'vitest';
import { charterRefusals, type Rule } from './charter.rules.ts';

const ALLOWED: readonly (readonly [zh: string, en: string])[] = [
  ['火灾隐患', 'Fire hazard'],
  ['火灾风险等级', 'Fire risk level'],
  ['位于民族路哪一段', 'Which part of Minzu Road'],
  ['民族中学门口', 'At the gate of the Minzu school'],
  ['宗教活动场所消防隐患', 'Fire hazard at a place of worship'],
  ['人员密集场所', 'Crowded premises'],
  ['是否有人员受伤', 'Is anybody hurt'],
  ['有人员被困吗', 'Is anybody trapped'],
  ['危险居民楼', 'Unsafe residential building'],
  ['重点单位', 'Key unit'],
  ['重点区域', 'Key area'],
  ['特殊天气', 'Special weather'],
  ['危险化学品', 'Dangerous goods'],
  ['独居老人需要帮助', 'An older person living alone needs help'],
  ['留守儿童', 'Children whose parents work away'],
  ['残疾人出行不便', 'A disabled person cannot get through'],
  ['走失老人的衣着', 'Clothes of the missing older person'],
  ['摄像头故障', 'Camera out of order'],
  ['抓拍机故障', 'Capture unit out of order'],
  ['指纹锁打不开', 'The fingerprint lock does not open'],
  ['车辆占用消防通道', 'A vehicle blocks the fire lane'],
  ['邻里噪声纠纷', 'Noise dispute between neighbours'],
  ['婚姻家庭纠纷', 'Marriage and family dispute'],
  ['拖欠工资', 'Unpaid wages'],
  ['医疗损害纠纷', 'Medical injury dispute'],
  ['意见建议', 'Suggestions'],
  ['处理意见', 'Decision and its grounds'],
  ['活动现场拥挤', 'Crowding at an event'],
  ['聚集场所是否有人员受伤', 'Is anybody hurt where people gather'],
  ['龙舟赛安全', 'Safety of the boat race'],
  ['满意度', 'Satisfaction'],
  ['办理评价', 'Rating of the handling'],
  ['社会稳定风险评估项目的风险等级', 'Risk level of the project'],
  ['信访局地址', 'Address of the petition office'],
  ['PM2.5 超过 75 μg/m³', 'PM2.5 above 75 μg/m³'],
  ['⚠️ 燃气泄漏', '⚠️ Gas leak'],
  ['落石\n塌方', 'Rock face collapse'],
  ['户数', 'Number of households'],
  ['租住人数是否超过规定', 'More occupants than allowed'],
  ['可疑包裹', 'Unattended parcel'],
  ['电信诈骗', 'Telephone fraud'],
  ['请关注居民用火安全', 'Mind the residents’ safety with fire'],
  ['对政府工作的意见建议', 'Suggestions for the government’s work'],
  ['心理援助', 'Counselling'],
  ['按期办结率', 'Closed on time'],
  ['街道排名', 'League table of townships'],
  ['危险人行天桥', 'Unsafe footbridge'],
];

const ALLOWED_CODES = [
  'hazard.fire',
  'incident.traffic',
  'dispute.neighbour',
  'help.missing-person',
  'suggestion.road',
  'rating',
  'rating_words',
  'surface',
  'interface',
  'territory',
  'risk_level',
  'on_time',
  'n',
  'head',
  'fold',
  'device',
  'flagged_late',
  'grace',
  'trace',
  'gaiter',
  'score',
  'profile_photo_width',
  'handler',
  'person',
  'body',
  'phone',
  'urgency',
  'district',
  'reporter',
  'prefix',
  'platform',
  'replaced',
  'zip',
] as const;

describe('the charter lets pass', () => {
  it.each(ALLOWED)('%s · %s', (chinese, english) =>
    expect(charterRefusals([{ path: 'x', zh: chinese, en: english }])).toEqual([]),
  );
  it.each(ALLOWED_CODES)('the code %s', (text) =>
    expect(charterRefusals([{ path: 'questions.1.id', code: text }])).toEqual([]),
  );
  it('what a written law asks for, where the caller cites it', () => {
    const rulesOf = (code: string, permits: readonly Rule[]): Rule[] =>
      charterRefusals([{ path: 'questions.1.id', code, permits }]).map((one) => one.rule);
    expect(rulesOf('id_number', [5])).toEqual([]);
    expect(rulesOf('ethnicity', [5])).toEqual([3]);
  });
});
