import type { DocumentCode } from './documents.contract.ts';

/** Which edition of the templates the release brings along: raised with every change of one, since documents say by which they were made. */
export const EDITION = 'D1';

const PARTIES = `{{#parties}}
| {{side}} | {{name}} | 证件号码 | {{papers}} |
| 联系电话 | {{phone}} | 住址 | {{address}} |
{{#guardian}}
| 监护人 | {{guardian}} |
{{/guardian}}
{{#representative}}
| 代理人/负责人 | {{representative}} |
{{/representative}}
{{/parties}}`;

const SIGNATURES = `{{#parties}}
@签名 {{side}} {{name}}
{{/parties}}`;

const PROMISES = `|# 履行人 | 履行对象 | 履行内容 | 金额 | 履行方式 | 履行期限 |
{{#promises}}
| {{by}} | {{to}} | {{what}} | {{amount}} | {{how}} | {{due}} |
{{/promises}}`;

/**
 * The documents as the release brings them along: Chinese, for that is the language of the dossier (司法部人民调解文书格式). What the law
 * asks for stands in each with its article; a justice office writes its own words around it.
 */
export const defaultTemplates: Readonly<Record<DocumentCode, string>> = {
  application: `# 人民调解申请书
| 案件编号 | {{number}} | 申请日期 | {{opened}} |
${PARTIES}
| 纠纷类型 | {{nature}} | 纠纷发生地 | {{territory}} |

## 申请事项与理由
{{words}}

人民调解不收取任何费用（《中华人民共和国人民调解法》第四条）。申请人自愿申请调解，以上内容由申请人陈述，属实。

< {{committee}}：
请予调解。
{{#parties}}
@签名 {{side}} {{name}}
{{/parties}}
> {{opened}}
`,
  register: `# 人民调解受理登记表
| 案件编号 | {{number}} | 案件来源 | {{channel}} |
| 申请日期 | {{opened}} | 受理日期 | {{accepted}} |
| 纠纷类型 | {{nature}} | 纠纷发生地 | {{territory}} |
{{#referrer}}
| 委托（移送）单位 | {{body}} | 来函文号 | {{letter}} |
{{/referrer}}
${PARTIES}
| 调解员 | {{#mediators}}{{.}}　{{/mediators}} | 调解期限届满日 | {{due}} |

## 纠纷简要情况
{{words}}

@签名 登记人
@印章 {{committee}}
> {{accepted}}
`,
  rights: `# 人民调解权利义务告知书
< 案件编号：{{number}}
{{#parties}}
< {{side}}：{{name}}
{{/parties}}

{{committee}}调解你们之间的纠纷，依照《中华人民共和国人民调解法》，现将有关权利和义务告知如下：

## 一、当事人在调解活动中的权利（第二十三条）
- 选择或者接受人民调解员；
- 接受调解、拒绝调解或者要求终止调解；
- 要求调解公开进行或者不公开进行；
- 自主表达意愿、自愿达成调解协议。

## 二、当事人在调解活动中的义务（第二十四条）
- 如实陈述纠纷事实；
- 遵守调解现场秩序，尊重人民调解员；
- 尊重对方当事人行使权利。

## 三、其他事项
- 人民调解不收取任何费用（第四条）。
- 一方当事人明确拒绝调解的，不得调解（第十七条）。
- 调解员与本案有利害关系的，当事人可以要求更换；当事人可以通过仲裁、行政、司法等途径维护自己的权利，调解不影响这些权利（第三条）。
- 经调解达成的协议具有法律约束力，当事人应当按照约定履行（第三十一条）。
- 达成协议后，双方认为有必要的，可以自协议生效之日起三十日内共同向人民法院申请司法确认（第三十三条）。

以上内容已向我说明，我已了解。
${SIGNATURES}
@签名 调解员 {{#mediators}}{{.}}　{{/mediators}}
> {{today}}
`,
  record: `# 人民调解记录
| 案件编号 | {{number}} | 纠纷类型 | {{nature}} |
{{#sessions}}

## 调解时间：{{at}}
| 方式 | {{mode}} | 地点 | {{place}} |
| 到场人 | {{#present}}{{.}}　{{/present}} |
{{record}}
{{#signed}}
- 已签字：{{.}}
{{/signed}}
{{^signed}}
以上记录已交当事人阅读（向当事人宣读），无误后签字：
{{/signed}}
{{/sessions}}

${SIGNATURES}
@签名 调解员 {{#mediators}}{{.}}　{{/mediators}}
@签名 记录人
`,
  agreement: `# 人民调解协议书
^ {{agreementNumber}}
## 一、当事人的基本情况
${PARTIES}

## 二、纠纷的主要事实、争议事项以及各方当事人的责任
纠纷的主要事实：{{facts}}
争议事项：{{issues}}
各方当事人的责任：{{responsibility}}

## 三、经调解，双方当事人自愿达成如下协议
{{#points}}
- {{.}}
{{/points}}

## 四、履行的内容、方式、期限
${PROMISES}

## 五、其他
- 本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效（《中华人民共和国人民调解法》第二十九条）。
- 本协议具有法律约束力，当事人应当按照约定履行；人民调解委员会对履行情况进行监督，督促当事人履行（第三十一条）。
- 双方认为有必要的，可以自协议生效之日起三十日内{{#lastDay}}（至{{lastDay}}）{{/lastDay}}共同向人民法院申请司法确认（第三十三条）。
- 本协议一式{{copies}}份，当事人各执一份，人民调解委员会留存一份。

${SIGNATURES}
@签名 人民调解员 {{#mediators}}{{.}}　{{/mediators}}
@印章 {{committee}}
> {{effect}}
`,
  oral: `# 人民调解口头协议登记表
| 案件编号 | {{number}} | 协议生效日 | {{effect}} |
${PARTIES}
| 纠纷类型 | {{nature}} | 纠纷发生地 | {{territory}} |
| 调解员 | {{#mediators}}{{.}}　{{/mediators}} |

## 纠纷的主要事实、争议事项
{{facts}}
{{issues}}

## 口头协议的内容
{{#points}}
- {{.}}
{{/points}}

## 履行的内容、方式、期限
${PROMISES}

当事人认为无需制作调解协议书，采取口头协议方式，由人民调解员记录（《中华人民共和国人民调解法》第二十八条）。口头协议自各方当事人达成协议之日起生效（第三十条）。
@签名 人民调解员 {{#mediators}}{{.}}　{{/mediators}}
@印章 {{committee}}
> {{effect}}
`,
  notice: `# 不予受理（终止调解）告知书
^ {{number}}
{{#parties}}
< {{side}}：{{name}}
{{/parties}}

关于你们之间的{{nature}}，结果为：{{outcome}}。理由如下：
{{reason}}

依照《中华人民共和国人民调解法》第二十六条，你们可以通过以下途径维护自己的权利：
{{#routes}}
- {{.}}
{{/routes}}
{{^routes}}
- 依法通过仲裁、行政、司法等途径解决。
{{/routes}}

@印章 {{committee}}
> {{today}}
`,
  referral: `# 矛盾纠纷委托（移送）函
^ {{number}}
< {{receiver}}：

现将下列纠纷委托（移送）你单位调解，请于收到之日起按期限答复是否接收；不接收的，请说明理由。
{{#parties}}
| {{side}} | {{name}} | 联系电话 | {{phone}} |
{{/parties}}
| 纠纷类型 | {{nature}} | 纠纷发生地 | {{territory}} |
| 申请日期 | {{opened}} | 答复期限 | {{due}} |

## 纠纷简要情况
{{words}}

## 委托（移送）的理由
{{reason}}

## 随附材料
{{#documents}}
- {{.}}
{{/documents}}
{{^documents}}
无。
{{/documents}}

@印章 {{committee}}
> {{today}}
`,
  answer: `# 调解结果复函
^ {{number}}
{{#referrer}}
< {{body}}：

你单位{{letter}}委托（移送）的纠纷，现将结果函复如下：
{{/referrer}}
{{#parties}}
| {{side}} | {{name}} |
{{/parties}}
| 受理日期 | {{accepted}} | 结果 | {{outcome}} |
{{#agreementNumber}}
| 协议书文号 | {{agreementNumber}} | 生效日 | {{effect}} |
{{/agreementNumber}}

{{reason}}
{{#points}}
- {{.}}
{{/points}}
{{#routes}}
- 已告知当事人：{{.}}
{{/routes}}

## 随附材料
{{#documents}}
- {{.}}
{{/documents}}
{{^documents}}
无。
{{/documents}}

@印章 {{committee}}
> {{today}}
`,
  confirmation: `# 司法确认申请书
## 申请人
${PARTIES}

## 申请事项
请求{{court}}对{{committee}}主持达成的{{agreementNumber}}人民调解协议予以司法确认。

## 事实与理由
申请人之间因{{nature}}，经{{committee}}调解，自愿达成协议，协议自{{effect}}起生效。依照《中华人民共和国人民调解法》第三十三条、《中华人民共和国民事诉讼法》第二百零五条，自协议生效之日起三十日内（至{{lastDay}}）共同提出申请。

申请人承诺：出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律的行为；如果因为该协议内容给他人造成损害的，愿意承担相应的民事责任和其他法律责任。

## 协议内容
{{#points}}
- {{.}}
{{/points}}
${PROMISES}

## 随附材料
{{#documents}}
- {{.}}
{{/documents}}

此致
< {{court}}
${SIGNATURES}
> {{today}}
`,
  performance: `# 调解协议履行证明
^ {{agreementNumber}}
{{#parties}}
| {{side}} | {{name}} | 证件号码 | {{papers}} |
{{/parties}}

上述当事人因{{nature}}，经{{committee}}调解，于{{effect}}达成协议，履行情况如下：
|# 履行人 | 履行对象 | 履行内容 | 金额 | 履行期限 | 履行情况 |
{{#promises}}
| {{by}} | {{to}} | {{what}} | {{amount}} | {{due}} | {{state}} |
{{/promises}}

本证明供公安机关依照《中华人民共和国治安管理处罚法》第九条办理时参考。是否不予处罚，由公安机关依法决定。

${SIGNATURES}
@签名 人民调解员 {{#mediators}}{{.}}　{{/mediators}}
@印章 {{committee}}
> {{today}}
`,
  visit: `# 人民调解回访记录
| 案件编号 | {{number}} | 协议书文号 | {{agreementNumber}} |
| 协议生效日 | {{effect}} | 纠纷类型 | {{nature}} |
{{#parties}}
| {{side}} | {{name}} |
{{/parties}}
{{#visits}}

## 回访日期：{{at}}
| 回访人 | {{by}} |
{{words}}
{{/visits}}

## 协议履行情况
|# 履行人 | 履行内容 | 履行期限 | 履行情况 |
{{#promises}}
| {{by}} | {{what}} | {{due}} | {{state}} |
{{/promises}}

@签名 被回访人
@签名 回访人
`,
  cover: `# {{committee}}
# 人民调解卷宗
^ {{agreementNumber}}
| 案件编号 | {{number}} | 纠纷类型 | {{nature}} |
{{#parties}}
| {{side}} | {{name}} |
{{/parties}}
| 受理日期 | {{accepted}} | 调解结果 | {{outcome}} |
| 调解员 | {{#mediators}}{{.}}　{{/mediators}} |
| 归档日期 | {{archived}} |
===
# 卷宗目录
|# 序号 | 材料名称 | 页数 |
{{#dossier}}
| {{n}} | {{name}} | {{sheets}} |
{{/dossier}}
===
# 卷宗封底
本卷宗材料已按目录顺序装订，编有页码，完整无缺。
| 案件编号 | {{number}} | 归档日期 | {{archived}} |
@签名 立卷人
@签名 检查人
@印章 {{committee}}
`,
};
