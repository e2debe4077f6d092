import { type Text, textOf, words } from '../../../platform/language/language.ts';
import { agreementWords } from './agreement.words.ts';
import { refusableWords } from './refusable.words.ts';
import { triageWords } from './triage.words.ts';

/** Of terms and of protection; the other sentences of the law stand in the words beside their rules. */
const own = words(
  {
    term_mediation:
      '调解期限：自受理之日起三十日，双方同意可以延长（法律未规定，参照宁波、深圳的做法，本地设置，待核）',
    term_extension: '延长期限：最长三十日（本地设置，待核）',
    term_offer: '承办邀请：三个工作日内答复（本地设置，待核）',
    term_medical: '医疗纠纷人民调解：自受理之日起三十个工作日，可以约定延长（医疗纠纷预防和处理条例第三十八条）',
    term_health: '卫生主管部门调解：自受理之日起三十个工作日（医疗纠纷预防和处理条例第四十条）',
    term_healthAccept: '卫生主管部门：收到申请之日起五个工作日内决定是否受理（医疗纠纷预防和处理条例第四十条）',
    term_labour: '劳动争议调解：收到申请之日起十五日内未达成协议的，可以申请仲裁（劳动争议调解仲裁法第十四条）',
    term_traffic:
      '公安机关交通管理部门调解：自调解开始之日起十个工作日（道路交通事故处理程序规定第九十条、第一百一十二条）',
    term_marketAccept:
      '市场监督管理部门：收到投诉之日起七个工作日内决定是否受理（市场监督管理投诉举报处理暂行办法第十四条）',
    term_market:
      '市场监督管理部门调解：自受理之日起四十五个工作日未达成协议的终止（市场监督管理投诉举报处理暂行办法第二十一条）',
    term_police: '治安调解：受理或者伤情鉴定后三个工作日内（2007年规范，待核）',
    term_policeAgain: '再次治安调解：第一次调解后七个工作日内（公安机关办理行政案件程序规定第一百八十三条）',
    term_confirmation: '申请司法确认：自协议生效之日起三十日内（人民调解法第三十三条；民事诉讼法第二百零五条）',
    term_ruling: '司法确认裁定：立案之日起三十日内（民事诉讼法第一百八十七条）',
    term_petition: '信访事项：十五日内告知或者作出处理（信访工作条例第二十二条、第二十三条）',
    term_petitionBack: '信访转送事项不属本机关职权的：五个工作日内提出异议（信访工作条例第二十三条）',

    extend_days: '延长的天数须为大于零的整数',
    extend_long: '延长的天数超过了设定的上限',
    extend_stranger: '同意延长的人不是本案当事人',
    extend_notAll: '须各方当事人都同意才能延长调解期限（人民调解法第三条；延长的做法为本地设置，待核）',

    protect_police: '可以向公安机关报案，公安机关应当及时出警、制止家庭暴力（反家庭暴力法第十三条、第十五条）',
    protect_warning: '情节较轻不予治安管理处罚的，公安机关可以出具告诫书（反家庭暴力法第十六条）',
    protect_shelter: '可以求助临时庇护场所（反家庭暴力法第十八条）',
    protect_aid: '可以获得法律援助（反家庭暴力法第十九条）',
    protect_order:
      '可以向人民法院申请人身安全保护令，法院七十二小时内、情况紧急的二十四小时内作出决定；本人无法申请的，近亲属、公安机关、妇联、村（居）民委员会等可以代为申请（反家庭暴力法第二十三条、第二十八条）',
    protect_mustReport:
      '村（居）民委员会等单位发现未成年人等遭受或者疑似遭受家庭暴力的，应当及时向公安机关报案（反家庭暴力法第十四条）',
    protect_minorReport:
      '国家机关、村（居）民委员会等发现未成年人身心健康受到侵害、疑似受到侵害或者面临其他危险的，应当立即向公安、民政、教育等部门报告（未成年人保护法第十一条）',
    protect_guardian:
      '未成年人由监护人代理或者经监护人同意，监护人到场并签字（民法典第十九条至第二十三条、第二十七条）；十六周岁以上以自己劳动收入为主要生活来源的除外（民法典第十八条，待核）',
    protect_apart: '默认不安排共同到场的调解；要安排的，须写明理由（本地设置，待核）',
  },
  {
    term_mediation:
      'Mediation: 30 days from acceptance, extended if both agree (the law sets none; after Ningbo and Shenzhen, a local setting, to be checked)',
    term_extension: 'Extension: 30 days at most (a local setting, to be checked)',
    term_offer: 'A body answers an offer in 3 working days (a local setting, to be checked)',
    term_medical:
      "People's mediation of medical disputes: 30 working days from acceptance, extended as agreed (Regulations on Medical Disputes, art. 38)",
    term_health: 'Mediation by the health bureau: 30 working days (Regulations on Medical Disputes, art. 40)',
    term_healthAccept:
      'The health bureau decides whether it accepts in 5 working days (Regulations on Medical Disputes, art. 40)',
    term_labour:
      'Labour disputes: without agreement 15 days after the application, arbitration may be asked for (Labour Dispute Mediation and Arbitration Law, art. 14)',
    term_traffic:
      'Mediation by the traffic police: 10 working days from its beginning (Provisions on Handling Traffic Accidents, art. 90, 112)',
    term_marketAccept:
      'The market bureau decides whether it accepts in 7 working days (Measures for Complaints to Market Regulation, art. 14)',
    term_market:
      'Mediation by the market bureau ends 45 working days from acceptance (Measures for Complaints to Market Regulation, art. 21)',
    term_police:
      'Mediation by the police: within 3 working days of acceptance or appraisal of the injury (rules of 2007, to be checked)',
    term_policeAgain:
      'The police mediate again within 7 working days of the first time (Procedure of Police in Administrative Cases, art. 183)',
    term_confirmation:
      "Judicial confirmation is asked for within 30 days of the effect (People's Mediation Law, art. 33; Civil Procedure Law, art. 205)",
    term_ruling: 'The court rules within 30 days of filing (Civil Procedure Law, art. 187)',
    term_petition: 'Petitions: told or handled within 15 days (Regulations on Petitions, art. 22, 23)',
    term_petitionBack:
      'A petition transferred to the wrong organ is refused within 5 working days (Regulations on Petitions, art. 23)',

    extend_days: 'Days of extension are a whole number above zero',
    extend_long: 'More days of extension than the setting allows',
    extend_stranger: 'Somebody agreed who is no party of the case',
    extend_notAll:
      "Every party agrees to more time for mediation (People's Mediation Law, art. 3; extension is a local setting, to be checked)",

    protect_police: 'The police may be told, and come and stop the violence (Domestic Violence Law, art. 13, 15)',
    protect_warning:
      'Where it is minor and not punished, the police may give a written warning (Domestic Violence Law, art. 16)',
    protect_shelter: 'There is temporary shelter (Domestic Violence Law, art. 18)',
    protect_aid: 'There is legal aid (Domestic Violence Law, art. 19)',
    protect_order:
      "The court may be asked for a protection order and decides in 72 hours, in 24 where it is urgent; relatives, police, the women's federation and the village may ask for whoever cannot (Domestic Violence Law, art. 23, 28)",
    protect_mustReport:
      'Villages, communities and others who find that a minor suffers or may suffer violence at home must tell the police (Domestic Violence Law, art. 14)',
    protect_minorReport:
      'Organs, villages and communities who find a minor harmed, perhaps harmed, or in danger must report it at once (Minors Protection Law, art. 11)',
    protect_guardian:
      'A guardian acts for a minor or consents, is there and signs (Civil Code, art. 19 to 23, 27); not for those of 16 and more who live by their own work (Civil Code, art. 18, to be checked)',
    protect_apart:
      'By default no session with all in one room; where there is one the reason is written down (a local setting, to be checked)',
  },
);

/** Every sentence of the law's rules by its code, in both languages. */
export const lawWords = words(
  { ...own.zh, ...triageWords.zh, ...refusableWords.zh, ...agreementWords.zh },
  { ...own.en, ...triageWords.en, ...refusableWords.en, ...agreementWords.en },
);

export type LawCode = keyof typeof lawWords.zh;

/** The sentence of a rule: why, with law and article. */
export const lawText = (code: LawCode): Text => textOf(lawWords, code);

/** Whether a code, say of an older line, has a sentence. */
export const isLawCode = (code: string): code is LawCode => Object.hasOwn(lawWords.zh, code);
