import { describe, expect, it } from 'vitest';
import { type Candidate, CHARTER, charterRefusals, type Rule } from './charter.rules.ts';

const rulesOf = (one: Omit<Candidate, 'path'>, path = 'questions.1.text'): Rule[] =>
  charterRefusals([{ path, ...one }]).map((refusal) => refusal.rule);
/** A Chinese word beside a harmless English one, and the other way round. */
const zh = (text: string): Rule[] => rulesOf({ zh: text, en: 'A question' });
const en = (text: string): Rule[] => rulesOf({ zh: '一个问题', en: text });
const code = (text: string, path?: string): Rule[] => rulesOf({ code: text }, path);

const REFUSED_ZH: Readonly<Partial<Record<Rule, readonly string[]>>> = {
  1: [
    '高危人员',
    '重点人员管控',
    '重点人口',
    '是否属于特殊人群',
    '不稳定人员',
    '精神障碍患者',
    '吸毒人员',
    '刑满释放人员',
    '社区矫正对象',
    '易肇事肇祸',
    '关注程度',
    '租客风险等级',
    '人员可疑评分',
    '居民信用积分',
    '黑名单',
    '人员画像',
    '前科',
    '失信个人',
    '对租客的评价',
    '员工表现记录',
    '重点青少年',
    '高風險人員',
    '重 点·人 员',
    '艾滋病人员',
    '问题青少年',
    '流动人口的风险等级',
    '布控名单',
  ],
  2: [
    '人脸比对结果',
    '人臉識別',
    '车牌识别',
    '步态特征',
    '采集指纹',
    '虹膜',
    '声纹',
    '生物特征',
    'DNA样本',
    '抓拍照片',
    '人群分析',
    '面部识别',
  ],
  3: [
    '您的民族',
    '民 族',
    '是否少数民族',
    '宗教信仰',
    '信教情况',
    '政治面貌',
    '政治倾向',
    '思想动态',
    '上访户',
    '信访人员',
    '信訪',
    '缠访',
    '越级上访',
    '邪教',
    '对政府的态度',
    '社会关系',
    '可疑人员',
    '发现可疑的男子',
    '外来人员聚集',
    '流动人口异常',
    '不满情绪',
    '言论',
    '涉民族',
    '邻居的看法',
    '宗教活动场所信众',
  ],
  4: [
    '集会人员名单',
    '聚集组织者',
    '游行示威参加者',
    '群体性事件',
    '维稳',
    '是否参加聚集',
    '罢工带头人',
    '围堵的群众信息',
  ],
  5: ['身份证号码', '证件号', '护照号', '银行卡号', '出生日期', '房东姓名', '对方的电话', '微信号', '邻居住址'],
  6: ['IP地址', 'IMEI', '手机型号', '浏览器指纹', 'ＩＰ地址'],
  7: ['行踪', '活动轨迹', '志愿者轨迹', '实时位置', '常去地点', '跟踪人员'],
  8: ['一人一档', '个人档案', '关系图谱', '该人历次报告', '人员全景'],
  9: [
    '上报数量考核',
    '举报任务',
    '信访量排名',
    '一票否决',
    '个人排名',
    '在线时长',
    '打卡率',
    '网格员排行',
    '末位淘汰',
    '强制打卡',
  ],
};

const REFUSED_EN: Readonly<Partial<Record<Rule, readonly string[]>>> = {
  1: [
    'High-risk person',
    'Key individuals',
    'Risk level of the tenant',
    'Person risk score',
    'Watch-list',
    'Blacklist',
    'Criminal record',
    'Person of interest',
    'Social credit',
    'Drug user',
    'Remarks on the tenant',
    "Resident's profile",
    'Special groups',
    'Attention level',
    'Dangerous people',
  ],
  2: [
    'Face recognition',
    'Facial match',
    'Licence plate recognition',
    'Fingerprint',
    'Biometrics',
    'Gait',
    'DNA sample',
    'Crowd analytics',
  ],
  3: [
    'Ethnicity',
    'Ethnic group',
    'Religion',
    'Religious belief',
    'Political views',
    'Party membership',
    'Petitioner',
    'Earlier petitions',
    'Suspicious person',
    'Suspicious strangers',
    'Opinion of the government',
    'Sexual orientation',
    'Resident attitude',
    'Cult',
    'Race',
  ],
  4: [
    'Protester',
    'List of demonstrators',
    'Rally attendees',
    'Organisers of the gathering',
    'Mass incident',
    'Ringleader',
  ],
  5: ['ID card number', 'Passport number', 'Date of birth', 'Name of the neighbour', 'Bank account', 'WeChat ID'],
  6: ['IP address', 'User agent', 'IMEI', 'Device fingerprint'],
  7: ['Whereabouts', 'Location history', 'Volunteer tracking', 'Movement pattern', 'Live location'],
  8: ['Dossier', 'Personal file', 'Person profile', 'All matters by this person', 'Relationship graph'],
  9: [
    'Tip quota',
    'Report target',
    'Petition score',
    'Time online',
    'Personal ranking',
    'Leaderboard',
    'Compulsory check-in',
  ],
};

const REFUSED_CODES: Readonly<Partial<Record<Rule, readonly string[]>>> = {
  1: [
    'watchlist',
    'watch_list',
    'personRiskScore',
    'tenant_flag',
    'predictionOfPerson',
    'suspicion',
    'criminal_record',
    'guanzhu',
    'heimingdan',
  ],
  2: ['face', 'faceId', 'face_embedding', 'plate_recognition', 'biometric', 'fingerprint', 'renlian', 'dispute.dna'],
  3: [
    'ethnicity',
    'minzu',
    'religion',
    'political_status',
    'petitioner',
    'opinion',
    'shangfang',
    'xinfang',
    'dispute.ethnic',
    'incident.petition',
    'belief',
  ],
  4: ['protesters', 'rallyAttendees', 'incident.protest', 'mass_incident'],
  5: ['id_number', 'idCard', 'passport_no', 'date_of_birth', 'shenfenzheng'],
  6: ['ip', 'ip_address', 'clientIp', 'user_agent', 'remoteAddr', 'imei'],
  7: ['whereabouts', 'trajectory', 'location_history', 'volunteer_location', 'guiji'],
  8: ['dossier', 'person_history', 'residentProfile', 'person_matters', 'relationship_graph'],
  9: ['tip_quota', 'leaderboard', 'time_online', 'veto', 'person_rank', 'petition_score'],
};

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
