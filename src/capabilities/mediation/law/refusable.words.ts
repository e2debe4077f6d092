import { words } from '../../../platform/language/language.ts';

/** What may not be mediated: the questions of the checklist (`ask_`), why a yes refuses (`refuse_`), and the doors that are right instead. */
export const refusableWords = words(
  {
    door_court: '人民法院',
    door_police: '公安机关',
    door_arbitration: '仲裁机构',
    door_procuratorate: '人民检察院',
    door_administrative: '有权处理的行政机关',
    door_petition: '信访部门',

    ask_crime: '是否涉嫌犯罪，须由公安机关立案侦查？',
    ask_prosecuted: '是否已移送人民检察院审查起诉？',
    ask_refuses: '是否有一方当事人明确拒绝调解？',
    ask_onlyOrgan: '法律、法规是否规定只能由专门机关管辖处理？',
    ask_forbidden: '法律、法规是否禁止用民间调解方式解决？',
    ask_courtHas: '人民法院是否已经受理或者作出裁判，且没有委派、委托调解？',
    ask_arbitrationHas: '仲裁机构是否已经受理或者作出裁决？',
    ask_organHas: '行政机关是否已经受理或者处理，且没有委托、移送调解？',
    ask_policeHas: '公安机关是否已经作出处理决定？',
    ask_status: '是否要求确认婚姻效力、亲子关系或者收养关系？',
    ask_decision: '争议的是否为行政机关的行政处罚、许可、强制等决定本身？',
    ask_review: '是否要求复查、复核信访事项的处理意见？',
    ask_beyondNine: '治安案件是否不是因民间纠纷引起，或者情节不属较轻？',
    ask_hired: '是否雇凶伤害他人？',
    ask_gang: '是否结伙斗殴？',
    ask_provoking: '是否寻衅滋事？',
    ask_repeated: '同一行为人是否多次实施违反治安管理行为？',
    ask_again: '调解过程中，当事人是否又针对对方实施违反治安管理行为？',
    ask_fled: '违法嫌疑人是否已经逃跑？',

    refuse_crime:
      '涉嫌犯罪的，人民调解不得代替立案侦查，应当及时报告公安机关（人民调解法第二十五条）；公诉案件的当事人和解依刑事诉讼法办理，条款待核',
    refuse_prosecuted: '已移送审查起诉的，由人民检察院依法办理，人民调解不再受理（刑事诉讼法，条款待核）',
    refuse_refuses:
      '当事人一方明确拒绝调解的，不得调解；可以依法通过仲裁、行政、司法等途径维护权利（人民调解法第十七条、第二十六条）',
    refuse_onlyOrgan:
      '法律、法规规定只能由专门机关管辖处理的，人民调解委员会不得受理（人民调解工作若干规定第二十二条，待核）',
    refuse_forbidden:
      '法律、法规禁止采用民间调解方式解决的，人民调解委员会不得受理（人民调解工作若干规定第二十二条，待核）',
    refuse_courtHas: '人民法院已经受理或者解决的，人民调解委员会不得受理（人民调解工作若干规定第二十二条，待核）',
    refuse_arbitrationHas: '仲裁机构已经受理或者裁决的，由仲裁机构处理；依据参照人民调解工作若干规定第二十二条，待核',
    refuse_organHas: '行政机关已经受理或者解决的，人民调解委员会不得受理（人民调解工作若干规定第二十二条，待核）',
    refuse_policeHas: '公安机关已依法作出处理决定的，不再以人民调解代替（公安机关办理行政案件程序规定第一百八十六条）',
    refuse_status:
      '婚姻效力、亲子关系、收养关系的确认由人民法院处理，不能调解确认（参照民事诉讼法司法解释第三百五十五条），待核',
    refuse_decision: '对行政决定本身不服的，通过行政复议或者行政诉讼解决；行政机关能否就此调解，依据待核',
    refuse_review: '对信访事项处理意见不服的，可以请求复查、复核（信访工作条例第三十五条、第三十六条）',
    refuse_beyondNine: '只有因民间纠纷引起、情节较轻的治安案件可以调解（治安管理处罚法第九条，2025年修订文本待核）',
    refuse_hired: '雇凶伤害他人的，不适用调解处理（公安机关办理行政案件程序规定第一百七十九条第一项）',
    refuse_gang: '结伙斗殴的，不适用调解处理（公安机关办理行政案件程序规定第一百七十九条第二项）',
    refuse_provoking: '寻衅滋事的，不适用调解处理（公安机关办理行政案件程序规定第一百七十九条第二项）',
    refuse_repeated: '多次实施违反治安管理行为的，不适用调解处理（公安机关办理行政案件程序规定第一百七十九条第三项）',
    refuse_again:
      '调解过程中又针对对方实施违反治安管理行为的，不适用调解处理（公安机关办理行政案件程序规定第一百七十九条第五项）',
    refuse_fled: '违法嫌疑人逃跑的，不适用调解处理（公安机关办理行政案件程序规定第一百七十九条第六项）',
  },
  {
    door_court: 'court',
    door_police: 'police',
    door_arbitration: 'arbitration body',
    door_procuratorate: 'procuratorate',
    door_administrative: 'organ that has the power',
    door_petition: 'petition office',

    ask_crime: 'Is a crime suspected that the police must investigate?',
    ask_prosecuted: 'Has it gone to the procuratorate for prosecution?',
    ask_refuses: 'Has a party clearly refused mediation?',
    ask_onlyOrgan: 'Does the law say that only a special organ handles it?',
    ask_forbidden: 'Does the law forbid that it is settled by mediation among people?',
    ask_courtHas: 'Has a court accepted or decided it, without entrusting it for mediation?',
    ask_arbitrationHas: 'Has an arbitration body accepted or decided it?',
    ask_organHas: 'Has an organ accepted or handled it, without entrusting or transferring it for mediation?',
    ask_policeHas: 'Have the police already decided?',
    ask_status: 'Is a marriage, parentage or adoption to be confirmed?',
    ask_decision: 'Is the dispute over the decision of an organ itself: a penalty, a licence, an enforcement?',
    ask_review: 'Is a review of the opinion on a petition asked for?',
    ask_beyondNine: 'Is it a public-order case that did not come of a dispute among people, or is not minor?',
    ask_hired: 'Was somebody hired to hurt another?',
    ask_gang: 'Was it a fight of gangs?',
    ask_provoking: 'Was it provoking trouble?',
    ask_repeated: 'Has the same offender broken public order more than once?',
    ask_again: 'Has a party offended against the other again while it was mediated?',
    ask_fled: 'Has the suspect fled?',

    refuse_crime:
      "Where a crime is suspected, mediation does not stand in for the investigation, and the police are told at once (People's Mediation Law, art. 25); reconciliation in cases of public prosecution follows the Criminal Procedure Law, article to be checked",
    refuse_prosecuted:
      'What has gone to the procuratorate is handled by it (Criminal Procedure Law, article to be checked)',
    refuse_refuses:
      "Where a party clearly refuses, there is no mediation; arbitration, the organ in charge and the court are open (People's Mediation Law, art. 17, 26)",
    refuse_onlyOrgan:
      "The law says that only a special organ handles it (Provisions on People's Mediation, art. 22, to be checked)",
    refuse_forbidden:
      "The law forbids that it is settled by mediation among people (Provisions on People's Mediation, art. 22, to be checked)",
    refuse_courtHas: "A court has accepted or settled it (Provisions on People's Mediation, art. 22, to be checked)",
    refuse_arbitrationHas:
      "An arbitration body has accepted or decided it; after Provisions on People's Mediation, art. 22, to be checked",
    refuse_organHas: "An organ has accepted or settled it (Provisions on People's Mediation, art. 22, to be checked)",
    refuse_policeHas:
      "The police have decided, and people's mediation does not replace that (Procedure of Police in Administrative Cases, art. 186)",
    refuse_status:
      "Marriage, parentage and adoption are confirmed by the court, not by mediation (after the Supreme People's Court on the Civil Procedure Law, art. 355), to be checked",
    refuse_decision:
      'Against a decision of an organ there are review and suit; whether the organ may mediate over it is to be checked',
    refuse_review: 'A review of the opinion on a petition may be asked for (Regulations on Petitions, art. 35, 36)',
    refuse_beyondNine:
      'Only minor public-order cases that come of disputes among people may be mediated (Public Security Administration Punishments Law, art. 9, revision of 2025 to be checked)',
    refuse_hired:
      'Where somebody was hired to hurt another there is no mediation (Procedure of Police in Administrative Cases, art. 179, item 1)',
    refuse_gang: 'Fights of gangs are not mediated (Procedure of Police in Administrative Cases, art. 179, item 2)',
    refuse_provoking:
      'Provoking trouble is not mediated (Procedure of Police in Administrative Cases, art. 179, item 2)',
    refuse_repeated:
      'Repeated offences are not mediated (Procedure of Police in Administrative Cases, art. 179, item 3)',
    refuse_again:
      'Where a party offends again during mediation there is none (Procedure of Police in Administrative Cases, art. 179, item 5)',
    refuse_fled:
      'Where the suspect has fled there is no mediation (Procedure of Police in Administrative Cases, art. 179, item 6)',
  },
);
