import { words } from '../../../platform/language/language.ts';

/** What is said of an agreement: what it lacks, whether a court will confirm it, and what lies in the dossier. */
export const agreementWords = words(
  {
    miss_parties: '缺少当事人：协议至少有两方当事人（人民调解法第二十九条第一项）',
    miss_facts: '缺少纠纷的主要事实（人民调解法第二十九条第二项）',
    miss_issues: '缺少争议事项（人民调解法第二十九条第二项）',
    miss_responsibility: '缺少各方当事人的责任（人民调解法第二十九条第二项）',
    miss_points: '缺少协议的内容（人民调解法第二十九条第三项）',
    miss_point: '有一项协议内容是空的或者只是占位文字（人民调解法第二十九条第三项）',
    miss_promises: '缺少履行的约定：由谁向谁、做什么、怎样做、到哪一天（人民调解法第二十九条第三项）',
    miss_promiseTwice: '同一项履行约定出现了两次',
    miss_promiseBy: '履行人不是本案当事人（人民调解法第二十九条第一项、第三项）',
    miss_promiseTo: '履行对象不是本案当事人（人民调解法第二十九条第一项、第三项）',
    miss_promiseSelf: '履行人和履行对象是同一方',
    miss_promiseWhat: '没有写明履行什么（人民调解法第二十九条第三项）',
    miss_promiseHow: '没有写明履行的方式（人民调解法第二十九条第三项）',
    miss_promiseDue: '没有写明履行期限（人民调解法第二十九条第三项）',
    miss_promiseEarly: '履行期限早于协议生效之日',
    miss_promiseAmount: '金额须为大于零的数，最多两位小数（单位：元）',

    vague_amount: '约定付款但没有写明金额，内容不明确，法院可能不予确认（民事诉讼法司法解释第三百五十八条第五项）',
    vague_time: '使用了“尽快”“适时”一类的时间，内容不明确，法院可能不予确认（民事诉讼法司法解释第三百五十八条第五项）',
    vague_measure:
      '使用了“适当”“酌情”一类的程度，内容不明确，法院可能不予确认（民事诉讼法司法解释第三百五十八条第五项）',

    confirm_early: '协议还没有生效，不能申请司法确认（人民调解法第三十三条）',
    confirm_late:
      '已过协议生效之日起三十日，不能再申请司法确认；可以向人民法院起诉（人民调解法第三十三条、第三十二条）',
    confirm_oral: '申请司法确认须提交调解协议（民事诉讼法司法解释第三百五十四条）；口头协议先补做书面协议，做法待核',
    confirm_notCivil: '不属于人民法院受理范围，不予受理（民事诉讼法司法解释第三百五十五条第一项）',
    confirm_wrongCourt: '不属于收到申请的人民法院管辖，不予受理（民事诉讼法司法解释第三百五十五条第二项）',
    confirm_identity:
      '确认婚姻关系、亲子关系、收养关系等身份关系无效、有效或者解除的，不予受理（民事诉讼法司法解释第三百五十五条第三项）',
    confirm_special:
      '涉及适用其他特别程序、公示催告程序、破产程序审理的，不予受理（民事诉讼法司法解释第三百五十五条第四项）',
    confirm_title: '调解协议内容涉及物权、知识产权确权的，不予受理（民事诉讼法司法解释第三百五十五条第五项）',

    confirmAsk_notCivil: '协议内容是否不属于人民法院受理范围？',
    confirmAsk_wrongCourt: '受申请的法院是否没有管辖权？',
    confirmAsk_identity: '是否确认婚姻、亲子、收养等身份关系无效、有效或者解除？',
    confirmAsk_special: '是否须适用其他特别程序、公示催告程序或者破产程序？',
    confirmAsk_title: '是否确认物权或者知识产权归谁所有？',
    confirmAsk_mandatory: '是否违反法律强制性规定？',
    confirmAsk_harm: '是否损害国家利益、社会公共利益、他人合法权益？',
    confirmAsk_morals: '是否违背公序良俗？',
    confirmAsk_unwilling: '是否违反自愿原则？',
    confirmAsk_unclear: '内容是否不明确？',

    warn_mandatory: '违反法律强制性规定的，裁定驳回（民事诉讼法司法解释第三百五十八条第一项）',
    warn_harm: '损害国家利益、社会公共利益、他人合法权益的，裁定驳回（民事诉讼法司法解释第三百五十八条第二项）',
    warn_morals: '违背公序良俗的，裁定驳回（民事诉讼法司法解释第三百五十八条第三项）',
    warn_unwilling: '违反自愿原则的，裁定驳回（民事诉讼法司法解释第三百五十八条第四项）',
    warn_unclear: '内容不明确的，裁定驳回（民事诉讼法司法解释第三百五十八条第五项）',

    paper_application: '司法确认申请书（双方共同）',
    paper_agreement: '调解协议',
    paper_proof: '调解组织主持调解的证明',
    paper_property: '与调解协议相关的财产权利证明',
    paper_identity: '双方当事人的身份、住所、联系方式',

    court_inviting: '作出邀请的人民法院（民事诉讼法第二百零五条第一项）',
    court_domicile: '当事人住所地的基层人民法院（民事诉讼法第二百零五条第二项）',
    court_object: '标的物所在地的基层人民法院（民事诉讼法第二百零五条第二项）',
    court_body: '调解组织所在地的基层人民法院（民事诉讼法第二百零五条第二项）',
    court_intermediate: '应当由中级人民法院管辖的，向相应的中级人民法院提出（民事诉讼法第二百零五条第二项）',

    item_1: '申请书或者受理登记表',
    item_2: '权利义务告知书',
    item_3: '当事人身份证明',
    item_4: '授权委托书',
    item_5: '调查记录',
    item_6: '证据材料',
    item_7: '调解记录',
    item_8: '调解协议书或者口头协议登记',
    item_9: '履行凭证',
    item_10: '回访记录',
    item_11: '司法确认材料',
    item_12: '卷宗说明',
    item_13: '封底',
    dossier_sure: '达成书面协议的案件，第1、2、3、7、8、13项为必备（人民调解卷宗文书格式）',
    dossier_oral:
      '口头协议由调解员记录协议内容（《人民调解法》第二十八条），这份记录即第8项；另有调解记录的列第7项，没有的不要求',
    dossier_unsure: '没有达成协议的案件，卷宗规则未写明必备项；第8项不要求，其余按程序走到哪一步认定，待核',
  },
  {
    miss_parties: "A party is missing: there are two at least (People's Mediation Law, art. 29, item 1)",
    miss_facts: "The main facts are missing (People's Mediation Law, art. 29, item 2)",
    miss_issues: "What is in dispute is missing (People's Mediation Law, art. 29, item 2)",
    miss_responsibility: "Each one's responsibility is missing (People's Mediation Law, art. 29, item 2)",
    miss_points: "What was agreed is missing (People's Mediation Law, art. 29, item 3)",
    miss_point: "One point of the agreement is empty or stands for nothing (People's Mediation Law, art. 29, item 3)",
    miss_promises:
      "Performance is missing: who to whom, what, how, until which day (People's Mediation Law, art. 29, item 3)",
    miss_promiseTwice: 'The same promise stands there twice',
    miss_promiseBy: "Whoever performs is no party of the case (People's Mediation Law, art. 29, items 1, 3)",
    miss_promiseTo: "Whoever it is performed to is no party of the case (People's Mediation Law, art. 29, items 1, 3)",
    miss_promiseSelf: 'A party promises something to itself',
    miss_promiseWhat: "What is performed is missing (People's Mediation Law, art. 29, item 3)",
    miss_promiseHow: "How it is performed is missing (People's Mediation Law, art. 29, item 3)",
    miss_promiseDue: "Until when it is performed is missing (People's Mediation Law, art. 29, item 3)",
    miss_promiseEarly: 'It would be due before the agreement is in effect',
    miss_promiseAmount: 'An amount is a number above zero with two decimals at most, in yuan',

    vague_amount:
      "Payment is promised, but not how much: unclear, and the court may reject it (Supreme People's Court on the Civil Procedure Law, art. 358, item 5)",
    vague_time:
      'A time such as "as soon as possible" is unclear, and the court may reject it (Supreme People\'s Court on the Civil Procedure Law, art. 358, item 5)',
    vague_measure:
      'A measure such as "appropriate" is unclear, and the court may reject it (Supreme People\'s Court on the Civil Procedure Law, art. 358, item 5)',

    confirm_early: "The agreement is not in effect yet (People's Mediation Law, art. 33)",
    confirm_late: "The 30 days from its effect are over; a suit may be brought (People's Mediation Law, art. 33, 32)",
    confirm_oral:
      "The agreement itself is handed in (Supreme People's Court on the Civil Procedure Law, art. 354); an oral one is written down first, to be checked",
    confirm_notCivil: "Not a matter for a court (Supreme People's Court on the Civil Procedure Law, art. 355, item 1)",
    confirm_wrongCourt: "Not this court's (Supreme People's Court on the Civil Procedure Law, art. 355, item 2)",
    confirm_identity:
      "Marriage, parentage and adoption are not confirmed (Supreme People's Court on the Civil Procedure Law, art. 355, item 3)",
    confirm_special:
      "Another special procedure, public summons or bankruptcy applies (Supreme People's Court on the Civil Procedure Law, art. 355, item 4)",
    confirm_title:
      "Title to property or intellectual property is not confirmed (Supreme People's Court on the Civil Procedure Law, art. 355, item 5)",

    confirmAsk_notCivil: 'Is it no matter for a court?',
    confirmAsk_wrongCourt: 'Is it not for the court that is asked?',
    confirmAsk_identity: 'Would a marriage, parentage or adoption be held valid, void or ended?',
    confirmAsk_special: 'Does another special procedure, public summons or bankruptcy apply?',
    confirmAsk_title: 'Would it be said whose property or intellectual property something is?',
    confirmAsk_mandatory: 'Does it break mandatory law?',
    confirmAsk_harm: 'Does it harm the state, the public or others?',
    confirmAsk_morals: 'Is it against public order and good morals?',
    confirmAsk_unwilling: 'Was somebody unwilling?',
    confirmAsk_unclear: 'Is its content unclear?',

    warn_mandatory:
      "What breaks mandatory law is rejected (Supreme People's Court on the Civil Procedure Law, art. 358, item 1)",
    warn_harm:
      "What harms the state, the public or others is rejected (Supreme People's Court on the Civil Procedure Law, art. 358, item 2)",
    warn_morals:
      "What is against public order and good morals is rejected (Supreme People's Court on the Civil Procedure Law, art. 358, item 3)",
    warn_unwilling:
      "What somebody did not want is rejected (Supreme People's Court on the Civil Procedure Law, art. 358, item 4)",
    warn_unclear: "What is unclear is rejected (Supreme People's Court on the Civil Procedure Law, art. 358, item 5)",

    paper_application: 'Application for confirmation, by both together',
    paper_agreement: 'The agreement',
    paper_proof: 'Proof by the mediation body that it mediated',
    paper_property: 'Proof of rights in property that the agreement touches',
    paper_identity: 'Who the parties are, where they live, how to reach them',

    court_inviting: 'The court that invited the mediation (Civil Procedure Law, art. 205, item 1)',
    court_domicile: 'The primary court where a party lives (Civil Procedure Law, art. 205, item 2)',
    court_object: 'The primary court where the object lies (Civil Procedure Law, art. 205, item 2)',
    court_body: 'The primary court where the mediation body is (Civil Procedure Law, art. 205, item 2)',
    court_intermediate:
      'The intermediate court, for what lies within its jurisdiction (Civil Procedure Law, art. 205, item 2)',

    item_1: 'Application or registration',
    item_2: 'Notice of rights and duties',
    item_3: 'Who the parties are',
    item_4: 'Power of attorney',
    item_5: 'Records of inquiries',
    item_6: 'Evidence',
    item_7: 'Records of mediation',
    item_8: 'The agreement, or the record of an oral one',
    item_9: 'Proof of performance',
    item_10: 'Records of return visits',
    item_11: 'Papers of judicial confirmation',
    item_12: 'Note on the dossier',
    item_13: 'Back cover',
    dossier_sure:
      "Where there is an agreement, items 1, 2, 3, 7, 8 and 13 must be there (forms of dossiers of people's mediation)",
    dossier_oral:
      'What parties agree by word of mouth the mediator records (People’s Mediation Law, art. 28), and that record is item 8; a record of a session is item 7 where there is one, and is not asked for where there is none',
    dossier_unsure:
      'Where there is none the rules of dossiers do not say what must be there; item 8 is not asked for, the others as far as the case came, to be checked',
  },
);
