/** The charter's rules by number. */
export type Rule = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

/**
 * One family of words that a rule refuses. `zh` is tried on Chinese text without spaces and punctuation; `en` on English
 * text and on codes alike, split into lower-case words in the singular with one space between them. `code` is tried on codes alone
 * (columns, fields, ids), where a single word already is a category.
 */
export type Terms = { readonly rule: Rule; readonly zh?: RegExp; readonly en?: RegExp; readonly code?: RegExp };

const PEOPLE_ZH =
  '人员|人口|人群|群体|对象|居民|村民|租客|租户|房客|住户|业主|当事人|家庭|个人|青少年|学生|员工|务工者|外来者|邻居';
const PEOPLE_EN =
  'person|people|individual|resident|tenant|lodger|guest|newcomer|migrant|worker|employee|household|family|citizen|villager|neighbour|neighbor|visitor|youth|juvenile|student|patient|reporter|party|landlord|volunteer|liaison';
const MEASURE_EN =
  'score|level|rating|rank|ranking|index|flag|grade|label|tag|class|category|point|status|list|assessment';

/**
 * What the words of kinds, questions, norms, columns, contract fields and exports may not say.
 * Source: the charter; GB/T 31000-2015 for the names of what is left out (dispute types 14 to 16, special groups, attention level).
 */
export const TERMS: readonly Terms[] = [
  {
    rule: 1,
    zh: new RegExp(
      `(高危|高风险|中风险|低风险|风险|危险|重点|管控|稳控|严管|敏感|特殊|不稳定|涉稳|涉毒|涉黑|前科|帮教|矫正|释放|解教|吸毒|戒毒|精神病|精神障碍|肇祸|艾滋病?|失信|严打|布控|异常)的?(${PEOPLE_ZH})(?!楼|区|点|房|院|宅|密集|通道|聚居|健康|用)|关注的?(人员|人口|人群|群体|对象)|问题(青少年|学生)`,
    ),
  },
  {
    rule: 1,
    zh: new RegExp(
      `(${PEOPLE_ZH})的?(风险|危险性?|信用|诚信|行为|表现|品行|人品|素质|稳定|可疑|关注|管控|违法倾向)的?(等级|程度|评分|打分|得分|分数|级别|指数|评价|评估|标签|标记|预警|预测|名单|积分|分级|分类|记录)`,
    ),
  },
  {
    rule: 1,
    zh: /关注(程度|等级|级别)|黑名单|灰名单|布控名单|管控名单|风险名单|社会信用分|信用积分|个人积分|人物画像|人员画像|用户画像|前科|案底|犯罪记录|违法记录|三涉四历史|社区矫正|刑满释放|精神病人|精神障碍患者|易肇事肇祸|(租客|租户|房客|员工|工人|住户)(评价|评语|备注|印象|表现)|(对|关于)(租客|租户|房客|员工|工人|住户)的(评价|评语|备注|印象|看法)/,
  },
  {
    rule: 1,
    en: new RegExp(
      `\\b(high|medium|low|at) risk (${PEOPLE_EN}|group|population)\\b|\\b(dangerous|problem|problematic|sensitive|unstable|targeted?|key|focus|monitored|controlled|special) (${PEOPLE_EN}|group|population)\\b`,
    ),
  },
  {
    rule: 1,
    en: new RegExp(
      `\\b(risk|threat|danger|dangerousness|suspicion|trust|trustworthiness|credit|behaviou?r|conduct|character|reliability|stability|attention|concern) (${MEASURE_EN})( (of|for))?( the| a| this| every| each)? (${PEOPLE_EN})\\b|\\b(${PEOPLE_EN}) (s )?(risk|threat|danger|dangerousness|suspicion|trust|trustworthiness|credit|behaviou?r|conduct|character|stability|attention)( (${MEASURE_EN}))?$|\\b(${PEOPLE_EN}) (s )?(score|flag|grade|label|profile|prediction|remark|comment|note|impression)\\b`,
    ),
  },
  {
    rule: 1,
    en: /\b(watch ?list|black ?list|grey ?list|no fly|(person|people) of (interest|concern)|attention level|social credit|criminal (record|history|past)|previous conviction|ex (convict|offender|prisoner)|former (convict|offender|prisoner)|drug (user|addict)|mentally ill|mental patient|hiv|likely offender|recidivism|propensity|predictive polic\w+|(remark|comment|note|impression) (on|about) (the |a )?(tenant|lodger|guest|worker|employee))\b/,
    code: /\b(watch|watched|suspicion|suspicious|dangerousness|propensity|prediction|profiling|zhongdian renyuan|guanzhu|heimingdan|qianke)\b/,
  },
  {
    rule: 2,
    zh: /人脸|面部(识别|特征|比对)|刷脸(?!门禁?(机|故障))|车牌(识别|比对|抓拍|布控)|步态|虹膜|声纹|指纹(?!锁)|掌纹|指静脉|生物(特征|识别)|DNA|基因(信息|样本|比对)|抓拍(?!.{0,4}(故障|损坏))|人群(分析|识别|画像)/i,
    en: /\b(face|facial|iris|gait|voice|plate|licen[cs]e plate|number plate) (recognition|match|matching|id|print|template|detection|capture|search|comparison|embedding|vector)\b|\b(faceprint|voiceprint|biometrics?|fingerprint(?! lock)|palm ?print|retina scan|iris|gait|dna|anpr|alpr|crowd analysis|crowd analytic|facial)\b/,
    code: /\b(face|renlian|shengwu tezheng|buta|chepai shibie)\b/,
  },
  {
    rule: 3,
    zh: /民族(?!路|街|巷|大道|广场|学校|中学|小学|幼儿园|村|乡|镇|医院|大厦|饭店|餐厅|公园|桥|楼|新村|小区|舞|乐|服饰|文化)|族别|族裔|种族|宗教|信仰|信教|教徒|信徒|教派|邪教|法轮|政治面貌|政治(倾向|立场|态度|观点|表现)|思想(动态|状况|倾向|表现)|言论|舆情|意识形态|不满情绪|对(党|政府|社会)的?(态度|看法)|社会关系|交往(对象|人员|情况)|参加.{0,4}(社团|组织)情况|结社/,
  },
  {
    rule: 3,
    zh: /上访|信访(?!局|部门|窗口|接待|办公|工作机构)|缠访|闹访|越级访|进京访|访民|非访|维权人士|性取向|可疑的?(人员|人|男子|女子|陌生人)|(外来|外地|流动|陌生)(人员|人口|人)(的?)(可疑|异常|聚集|排查|摸排|动态)|(邻居|村民|居民|租客|住户)的?(看法|观点|立场|情绪|思想)|涉(民族|宗教|组织人事|纪检|法涉诉)/,
  },
  {
    rule: 3,
    en: /\b(ethnicit(y|ie)|ethnic|race|racial|religion|religious|faith|belief|believer|worshipper|sect|cult|ideology|ideological|political (view|opinion|belief|attitude|leaning|affiliation|status|stance)|party member(ship)?|trade union member(ship)?|sexual orientation|opinion (of|about|on) (the )?(party|government|society)|public opinion|(political|online) speech|petition(er|ing)?(?! (office|bureau|window))|suspicious (person|people|individual|stranger|man|men|woman|women|character|youth|foreigner)|(person|people|resident|tenant|neighbou?r|villager) (s )?(opinion|belief|view|attitude|mood|thought|association|affiliation))\b/,
    code: /\b(opinion|attitude|mood|association membership|minzu|zongjiao|xinyang|shangfang|xinfang|sixiang|zhengzhi mianmao|affiliation|creed|caste|tribe)\b/,
  },
  {
    rule: 4,
    zh: /(集会|游行|示威|聚集|聚众|罢工|抗议|静坐|请愿|围堵|拉横幅).{0,10}(名单|参与者|参加者|参加人|组织者|带头|骨干|身份)|(集会|游行|示威|聚集|聚众|罢工|抗议|静坐|请愿|围堵|拉横幅)的?(人员|群众)的?(名单|身份|信息|登记|姓名|数据|情况)|(参加|参与|组织|带头|煽动).{0,4}(集会|游行|示威|聚集|聚众|罢工|抗议|静坐|请愿)|群体性事件|维稳|涉稳|驱散/,
    en: /\b(protest(er|or|ing)?|demonstrator|striker|dissident|activist|ringleader|agitator|troublemaker|(rally|gathering|march|demonstration|strike|assembly) (attendee|attendance list|participant|organi[sz]er|member|list|register)|(attendee|participant|organi[sz]er)s? (of|at) (the |a )?(rally|gathering|march|demonstration|strike|assembly)|mass incident|stability maintenance|dispersal)\b/,
    code: /\b(protest|weiwen|quntixing)\b/,
  },
  {
    rule: 5,
    zh: /身份证|身份号码|证件号|护照号|通行证号|驾驶证号|社保卡?号|银行卡号?|银行账号|户口(本|簿)号|出生日期|(对方|被报|被举报|当事|房东|租客|邻居).{0,3}的?(姓名|手机|电话|住址|生日|单位)|微信号|QQ号|微博账号/i,
    en: /\b((identity|id) (number|no|card|document number)|passport (number|no)|driving licen[cs]e number|social (security|insurance) number|bank (account|card)|date of birth|birth date|birthday|home address of|(name|phone|telephone|address) of (the |a )?(neighbou?r|tenant|landlord|person|people|individual|suspect)|we ?chat (id|number)|qq number)\b/,
    code: /\b(id ?card|idcard|id ?number|idnumber|passport|sfz|shenfenzheng|dob|birth|birthday)\b/,
  },
  {
    rule: 6,
    zh: /IP地址|网络地址|设备指纹|浏览器指纹|手机串号|IMEI|IMSI|MAC地址|手机型号|设备识别码/i,
    en: /\b(ip address|client ip|remote addr(ess)?|user agent|device fingerprint|browser fingerprint|imei|imsi|mac address|phone model|advertising id)\b/,
    code: /\b(ip|ips|imei|imsi|useragent|ipaddress|forwarded for)\b/,
  },
  {
    rule: 7,
    zh: /行踪|行动轨迹|活动轨迹|(人员|个人|志愿者|网格员|信息员|住户|租客|出行)的?轨迹|实时位置|定位(追踪|跟踪)|(跟踪|追踪)(人员|个人|对象)|常去(地点|场所)|去向登记/,
    en: /\b(whereabouts?|trajector(y|ie)|location (history|trail|track|tracking)|live location|real ?time location|(person|people|volunteer|liaison|tenant|resident) (location|track|tracking|position)|movement (history|record|pattern)|(track|tracking|follow|following) (of )?(the |a )?(person|people|individual|volunteer|liaison|tenant|resident))\b/,
    code: /\b(guiji|xingzong|last known location)\b/,
  },
  {
    rule: 8,
    zh: /一人一档|人员档案|个人档案|居民档案|全息档案|人员(全景|全貌|汇总|关联)|关系(图谱|网络|人图)|(此人|该人|本人|其)的?(全部|所有|历次|以往)(事项|案件|纠纷|报告|举报|记录)|同一人.{0,4}(汇总|合并|关联)|户籍关联|身份关联/,
    en: /\b(dossier|person file|personal file|citizen file|(person|resident|tenant|citizen) (profile|history|timeline|record|360|overview|summary|graph)|360 view|relationship graph|social graph|link analysis|all (matter|case|report|dispute|tip)s? (of|by|about) (the |a |this )?(person|resident|tenant|citizen|individual|reporter))\b/,
    code: /\b(dossier|person (matter|case|report|dispute|tip|event)s?|yiren yidang)\b/,
  },
  {
    rule: 9,
    zh: /(举报|上报|报事|线索|走访|信访|打卡|签到|巡查)(量|数|数量|次数|条数|率)?的?(考核|排名|得分|积分|指标|任务|定额|扣分|加分|排行)|一票否决|(个人|人员|网格员|信息员|志愿者)(排名|排行榜?|末位)|末位淘汰|在线时长|(强制|必须|定时)(打卡|签到)|打卡(率|排名|时长|天数)/,
    en: /\b((tip|report|visit|petition|clock in|check in)s? (quota|target|score|ranking|league|point|points)|quota|veto|leader ?board|time online|online time|hours online|(personal|individual|staff|liaison|volunteer|person) (ranking|rank|league table)|compulsory (clock|check) in|last place elimination)\b/,
    code: /\b(paiming|kaohe defen)\b/,
  },
];

/** GB/T 31000-2015 dispute types that the charter leaves out: 14 law and litigation, 15 party organisation and discipline, 16 ethnicity and religion. */
export const LEFT_OUT_OF_GBT31000: ReadonlySet<string> = new Set(['14', '15', '16']);

/** What looks like a refused word and is none: places, equipment, needs, and the address of the office that takes a petition. */
export const HARMLESS_ZH = /人员密集|宗教(活动)?场所(?!.{0,6}(人员|信众|参加))|指纹锁|少数民族语言翻译/g;
export const HARMLESS_EN =
  /\bfire (risk|danger)\b|\brisk (of|to)\b|\brock face\b|\bcoal face\b|\brace (track|course)\b|\b(boat|horse|bike|road|foot|car) race\b/g;
