import { describe, expect, it } from 'vitest';
import { CHARTER, type Candidate, charterRefusals, type Rule } from './charter.rules.ts';

const rulesOf = (one: Omit<Candidate, 'path'>, path = 'questions.1.text'): Rule[] =>
  charterRefusals([{ path, ...one }]).map((refusal) => refusal.rule);
/** A Chinese word beside a harmless English one, and the other way round. */
const zh = (text: string): Rule[] => rulesOf({ zh: text, en: 'A question' });
const en = (text: string): Rule[] => rulesOf({ zh: '一个问题', en: text });
const code = (text: string, path?: string): Rule[] => rulesOf({ code: text }, path);

const REFUSED_ZH: Readonly<Partial<Record<Rule, readonly string[]>>> = {
  1: [
    '高危人员', '重点人员管控', '重点人口', '是否属于特殊人群', '不稳定人员', '精神障碍患者', '吸毒人员', '刑满释放人员', '社区矫正对象',
    '易肇事肇祸', '关注程度', '租客风险等级', '人员可疑评分', '居民信用积分', '黑名单', '人员画像', '前科', '失信个人', '对租客的评价', '员工表现记录',
    '重点青少年', '高風險人員', '重 点·人 员', '艾滋病人员', '问题青少年', '流动人口的风险等级', '布控名单',
  ],
  2: ['人脸比对结果', '人臉識別', '车牌识别', '步态特征', '采集指纹', '虹膜', '声纹', '生物特征', 'DNA样本', '抓拍照片', '人群分析', '面部识别'],
  3: [
    '您的民族', '民 族', '是否少数民族', '宗教信仰', '信教情况', '政治面貌', '政治倾向', '思想动态', '上访户', '信访人员', '信訪', '缠访', '越级上访',
    '邪教', '对政府的态度', '社会关系', '可疑人员', '发现可疑的男子', '外来人员聚集', '流动人口异常', '不满情绪', '言论', '涉民族', '邻居的看法', '宗教活动场所信众',
  ],
  4: ['集会人员名单', '聚集组织者', '游行示威参加者', '群体性事件', '维稳', '是否参加聚集', '罢工带头人', '围堵的群众信息'],
  5: ['身份证号码', '证件号', '护照号', '银行卡号', '出生日期', '房东姓名', '对方的电话', '微信号', '邻居住址'],
  6: ['IP地址', 'IMEI', '手机型号', '浏览器指纹', 'ＩＰ地址'],
  7: ['行踪', '活动轨迹', '志愿者轨迹', '实时位置', '常去地点', '跟踪人员'],
  8: ['一人一档', '个人档案', '关系图谱', '该人历次报告', '人员全景'],
  9: ['上报数量考核', '举报任务', '信访量排名', '一票否决', '个人排名', '在线时长', '打卡率', '网格员排行', '末位淘汰', '强制打卡'],
};

const REFUSED_EN: Readonly<Partial<Record<Rule, readonly string[]>>> = {
  1: [
    'High-risk person', 'Key individuals', 'Risk level of the tenant', 'Person risk score', 'Watch-list', 'Blacklist', 'Criminal record',
    'Person of interest', 'Social credit', 'Drug user', 'Remarks on the tenant', "Resident's profile", 'Special groups', 'Attention level', 'Dangerous people',
  ],
  2: ['Face recognition', 'Facial match', 'Licence plate recognition', 'Fingerprint', 'Biometrics', 'Gait', 'DNA sample', 'Crowd analytics'],
  3: [
    'Ethnicity', 'Ethnic group', 'Religion', 'Religious belief', 'Political views', 'Party membership', 'Petitioner', 'Earlier petitions', 'Suspicious person',
    'Suspicious strangers', 'Opinion of the government', 'Sexual orientation', 'Resident attitude', 'Cult', 'Race',
  ],
  4: ['Protester', 'List of demonstrators', 'Rally attendees', 'Organisers of the gathering', 'Mass incident', 'Ringleader'],
  5: ['ID card number', 'Passport number', 'Date of birth', 'Name of the neighbour', 'Bank account', 'WeChat ID'],
  6: ['IP address', 'User agent', 'IMEI', 'Device fingerprint'],
  7: ['Whereabouts', 'Location history', 'Volunteer tracking', 'Movement pattern', 'Live location'],
  8: ['Dossier', 'Personal file', 'Person profile', 'All matters by this person', 'Relationship graph'],
  9: ['Tip quota', 'Report target', 'Petition score', 'Time online', 'Personal ranking', 'Leaderboard', 'Compulsory check-in'],
};

const REFUSED_CODES: Readonly<Partial<Record<Rule, readonly string[]>>> = {
  1: ['watchlist', 'watch_list', 'personRiskScore', 'tenant_flag', 'predictionOfPerson', 'suspicion', 'criminal_record', 'guanzhu', 'heimingdan'],
  2: ['face', 'faceId', 'face_embedding', 'plate_recognition', 'biometric', 'fingerprint', 'renlian', 'dispute.dna'],
  3: ['ethnicity', 'minzu', 'religion', 'political_status', 'petitioner', 'opinion', 'shangfang', 'xinfang', 'dispute.ethnic', 'incident.petition', 'belief'],
  4: ['protesters', 'rallyAttendees', 'incident.protest', 'mass_incident'],
  5: ['id_number', 'idCard', 'passport_no', 'date_of_birth', 'shenfenzheng'],
  6: ['ip', 'ip_address', 'clientIp', 'user_agent', 'remoteAddr', 'imei'],
  7: ['whereabouts', 'trajectory', 'location_history', 'volunteer_location', 'guiji'],
  8: ['dossier', 'person_history', 'residentProfile', 'person_matters', 'relationship_graph'],
  9: ['tip_quota', 'leaderboard', 'time_online', 'veto', 'person_rank', 'petition_score'],
};

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
  'hazard.fire', 'incident.traffic', 'dispute.neighbour', 'help.missing-person', 'suggestion.road', 'rating', 'rating_words', 'surface', 'interface',
  'territory', 'risk_level', 'on_time', 'n', 'head', 'fold', 'device', 'flagged_late', 'grace', 'trace', 'gaiter', 'score', 'profile_photo_width',
  'handler', 'person', 'body', 'phone', 'urgency', 'district', 'reporter', 'prefix', 'platform', 'replaced', 'zip',
] as const;

describe('the charter refuses a category', () => {
  for (const [rule, texts] of Object.entries(REFUSED_ZH)) {
    it.each(texts)(`of rule ${rule} in Chinese: %s`, (text) => expect(zh(text)).toContain(Number(rule)));
  }
  for (const [rule, texts] of Object.entries(REFUSED_EN)) {
    it.each(texts)(`of rule ${rule} in English: %s`, (text) => expect(en(text)).toContain(Number(rule)));
  }
  for (const [rule, texts] of Object.entries(REFUSED_CODES)) {
    it.each(texts)(`of rule ${rule} as a code: %s`, (text) => expect(code(text)).toContain(Number(rule)));
  }
  it('that follows from the table it stands in', () => {
    expect(code('risk_level', 'residence.tenant')).toContain(1);
    expect(code('remark', 'residence.tenant')).toContain(1);
    expect(code('risk_level', 'projects.project')).toEqual([]);
  });
  it.each(['14', '1402', '15', '1501', '16', '1602'])('of GB/T 31000 that it leaves out: %s', (text) => {
    expect(code(text, 'dispute.other.gbt31000')).toEqual([3]);
  });
  it.each(['01', '0102', '0903', '1301', '99'])('but not the other types of GB/T 31000: %s', (text) => {
    expect(code(text, 'dispute.other.gbt31000')).toEqual([]);
  });
  it('nor traffic, which is 14 in the table of public-order problems', () => {
    expect(code('14', 'incident.traffic.gbt31000')).toEqual([]);
  });
});

describe('the charter lets pass', () => {
  it.each(ALLOWED)('%s · %s', (chinese, english) => expect(charterRefusals([{ path: 'x', zh: chinese, en: english }])).toEqual([]));
  it.each(ALLOWED_CODES)('the code %s', (text) => expect(code(text)).toEqual([]));
  it('what a written law asks for, where the caller cites it', () => {
    expect(rulesOf({ code: 'id_number', permits: [5] })).toEqual([]);
    expect(rulesOf({ code: 'ethnicity', permits: [5] })).toEqual([3]);
  });
});

describe('words must be there to be read', () => {
  it('in both languages', () => {
    expect(rulesOf({ zh: '火灾隐患' })).toEqual([10]);
    expect(rulesOf({ zh: '火灾隐患', en: ' ' })).toEqual([10]);
    expect(rulesOf({ en: 'Fire hazard' })).toEqual([10]);
  });
  it('without hidden characters', () => {
    expect(zh('民\u200b族')).toContain(10);
    expect(zh('民\u200b族')).toContain(3);
    expect(en('fire\u202ehazard')).toContain(10);
    expect(en('rеligion')).toContain(10); // a Cyrillic е
  });
});

describe('a refusal', () => {
  it('names the place, the rule and the word in both languages', () => {
    const [refusal] = charterRefusals([{ path: 'questions.2.text', zh: '您的民族', en: 'Your name' }]);
    expect(refusal?.path).toBe('questions.2.text');
    expect(refusal?.rule).toBe(3);
    expect(refusal?.why.zh).toContain('“民族”');
    expect(refusal?.why.en).toContain('rule 3');
  });
  it('is one for each rule and place, however many words offend', () => {
    expect(rulesOf({ zh: '民族、宗教、信仰', en: 'Ethnicity, religion and belief', code: 'ethnicity' })).toEqual([3]);
  });
});

it('the public page has ten rules in both languages', () => {
  expect(CHARTER.map((one) => one.rule)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  for (const { title, text } of CHARTER) for (const words of [title, text]) expect(words.zh && words.en).toBeTruthy();
  expect(charterRefusals([])).toEqual([]);
});
