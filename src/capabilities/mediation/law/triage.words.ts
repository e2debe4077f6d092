import { words } from '../../../platform/language/language.ts';

/** Who may mediate, and why a case goes there: law and article, and 待核 where the law leaves it open or it was not read. */
export const triageWords = words(
  {
    forum_village: '村（居）人民调解委员会',
    forum_town: '乡镇（街道）人民调解委员会',
    forum_enterprise: '企业事业单位人民调解委员会',
    forum_trade: '行业性、专业性人民调解委员会',
    forum_consumer: '消费者组织的调解组织',
    forum_medical: '医疗纠纷人民调解委员会',
    forum_traffic: '道路交通事故纠纷人民调解委员会',
    forum_property: '物业纠纷人民调解委员会',
    forum_labour: '劳动争议调解组织',
    forum_police: '公安机关（治安调解）',
    forum_trafficPolice: '公安机关交通管理部门',
    forum_labourBureau: '人力资源和社会保障部门',
    forum_market: '市场监督管理部门',
    forum_health: '卫生健康主管部门',
    forum_land: '自然资源主管部门',
    forum_water: '水行政主管部门',
    forum_housing: '住房和城乡建设部门',
    forum_enforcement: '综合行政执法部门',
    forum_transport: '交通运输主管部门',
    forum_ecology: '生态环境主管部门',
    forum_civil: '民政部门',
    forum_education: '教育主管部门',
    forum_safety: '应急管理部门',
    forum_agriculture: '农业农村主管部门',
    forum_townGovernment: '乡镇人民政府（街道办事处）',
    forum_government: '区人民政府',
    forum_court: '人民法院（特邀调解、诉前调解）',

    triage_village: '村（居）民委员会设立人民调解委员会，纠纷就地及时调解（人民调解法第八条、第二十一条）',
    triage_across:
      '当事人不在同一村（社区），由乡镇、街道人民调解委员会调解（人民调解法第三十四条；人民调解工作若干规定第二十一条，待核）',
    triage_many:
      '多人或较大规模的纠纷，由乡镇、街道人民调解委员会调解（人民调解法第三十四条；人民调解工作若干规定第二十一条，待核）',
    triage_firms:
      '当事人都是单位，可由行业性、专业性人民调解委员会调解（人民调解法第三十四条）；由哪个委员会办理为本地设置，待核',
    triage_property: '物业纠纷由物业纠纷人民调解委员会调解（人民调解法第三十四条）；是否设立、由谁设立为本地设置，待核',
    triage_registration:
      '不动产登记由登记机构依职权办理，权属争议可以诉讼（民法典第二百三十四条）；办理机关为本地设置，待核',
    triage_school: '校园纠纷可由专业性人民调解委员会调解（人民调解法第三十四条）；是否设立为本地设置，待核',
    triage_medical: '医疗纠纷可以向医疗纠纷人民调解委员会申请调解（医疗纠纷预防和处理条例第二十二条、第三十一条）',
    triage_traffic: '道路交通事故损害赔偿争议可以申请人民调解委员会调解（道路交通事故处理程序规定第八十四条）',
    triage_pollution:
      '污染赔偿纠纷可由负有监督管理职责的部门或者人民调解委员会调解（噪声污染防治法第八十六条）；先由部门调解为本地设置，其他污染的依据待核',
    triage_consumer: '消费者可以请求消费者协会或者依法成立的其他调解组织调解（消费者权益保护法第三十九条）',
    triage_labour: '劳动争议可以向劳动争议调解组织或者基层人民调解组织申请调解（劳动争议调解仲裁法第十条）',
    triage_personnel: '人事争议先由人力资源和社会保障部门处理；调解与仲裁的分工为本地设置，待核',
    triage_finance:
      '金融、保险纠纷可由行业性、专业性人民调解委员会调解（人民调解法第三十四条）；由哪个委员会办理为本地设置，待核',
    triage_farmland: '土地承包经营纠纷可以请求村民委员会、乡镇人民政府等调解（农村土地承包经营纠纷调解仲裁法第三条）',
    triage_landPersons:
      '个人之间、个人与单位之间的土地权属争议，协商不成的，由乡级人民政府或者县级以上人民政府处理（土地管理法第十四条）',
    triage_landFirms: '单位之间的土地权属争议，协商不成的，由县级以上人民政府处理（土地管理法第十四条）',
    triage_forestPersons:
      '个人之间、个人与单位之间的林木、林地权属争议，由乡镇或者县级以上人民政府处理（森林法第二十二条）；矿产的依据待核',
    triage_forestFirms: '单位之间的林木、林地权属争议，由县级以上人民政府处理（森林法第二十二条）；矿产的依据待核',
    triage_water:
      '水事纠纷可以申请县级以上人民政府或者其授权的部门调解（水法第五十七条）；授权哪个部门为本地设置，待核',
    triage_knowledge: '知识产权纠纷可以请求管理部门调解；办理机关与依据为本地设置，待核',
    triage_organ: '属行政机关职权范围的争议，由主管机关依法调解或者处理；由哪个机关办理为本地设置，待核',
    triage_election:
      '村民委员会选举的争议由乡级或者县级人民政府调查处理（村民委员会组织法第十七条）；居民委员会选举的依据待核',
    triage_publicOrder:
      '因民间纠纷引起、情节较轻的治安案件，可经人民调解达成协议并履行（公安机关办理行政案件程序规定第一百八十六条；治安管理处罚法第九条，2025年修订文本待核）',
    triage_court:
      '人民法院委派、委托的纠纷，由特邀调解组织调解（民事诉讼法第一百二十五条）；归入司法调解为本地设置，待核',
    triage_courtCommittee:
      '人民法院认为适宜的，可以告知当事人申请人民调解（人民调解法第十八条），由该类纠纷的专门调解组织办理（民事诉讼法第一百二十五条）；分工为本地设置，待核',
    triage_choice: '该组织也可以调解；由受理窗口选定并写明理由，本地设置，待核',
    triage_notBack: '委托或者移送的机关不能再成为承办机关，由乡镇（街道）人民调解委员会先行办理；本地设置，待核',
  },
  {
    forum_village: "People's mediation committee of a village or community",
    forum_town: "People's mediation committee of a town or street",
    forum_enterprise: "People's mediation committee of an enterprise or institution",
    forum_trade: "People's mediation committee of a trade or profession",
    forum_consumer: 'Mediation body of the consumer association',
    forum_medical: "People's mediation committee for medical disputes",
    forum_traffic: "People's mediation committee for traffic accidents",
    forum_property: "People's mediation committee for estate management",
    forum_labour: 'Mediation body for labour disputes',
    forum_police: 'Police (mediation of public-order cases)',
    forum_trafficPolice: 'Traffic police',
    forum_labourBureau: 'Human resources and social security bureau',
    forum_market: 'Market regulation bureau',
    forum_health: 'Health bureau',
    forum_land: 'Natural resources bureau',
    forum_water: 'Water bureau',
    forum_housing: 'Housing and construction bureau',
    forum_enforcement: 'Bureau of general enforcement',
    forum_transport: 'Transport bureau',
    forum_ecology: 'Ecology and environment bureau',
    forum_civil: 'Civil affairs bureau',
    forum_education: 'Education bureau',
    forum_safety: 'Emergency management bureau',
    forum_agriculture: 'Agriculture bureau',
    forum_townGovernment: 'Town government (street office)',
    forum_government: 'District government',
    forum_court: 'Court (invited mediators, mediation before a suit)',

    triage_village:
      "Villagers' and residents' committees have people's mediation committees, and disputes are mediated on the spot (People's Mediation Law, art. 8, 21)",
    triage_across:
      "The parties are not of one village or community, so the committee of town or street mediates (People's Mediation Law, art. 34; Provisions on People's Mediation, art. 21, to be checked)",
    triage_many:
      "A dispute of many is for the committee of town or street (People's Mediation Law, art. 34; Provisions on People's Mediation, art. 21, to be checked)",
    triage_firms:
      "All parties are organisations, so a committee of their trade or profession may mediate (People's Mediation Law, art. 34); which one is a local setting, to be checked",
    triage_property:
      "Disputes of estate management go to their own committee (People's Mediation Law, art. 34); whether there is one, and whose, is a local setting, to be checked",
    triage_registration:
      'Real property is registered by its office, and who owns it may be taken to court (Civil Code, art. 234); the organ is a local setting, to be checked',
    triage_school:
      "Disputes at school may go to a committee of that profession (People's Mediation Law, art. 34); whether there is one is a local setting, to be checked",
    triage_medical:
      'The committee for medical disputes may be asked to mediate (Regulations on Medical Disputes, art. 22, 31)',
    triage_traffic:
      "For compensation after an accident people's mediation may be asked (Provisions on Handling Traffic Accidents, art. 84)",
    triage_pollution:
      "Compensation for pollution may be mediated by the organ that supervises it or by people's mediation (Noise Law, art. 86); the organ first is a local setting, and the source for other pollution is to be checked",
    triage_consumer:
      'A consumer may ask the consumer association or another lawful body to mediate (Consumer Protection Law, art. 39)',
    triage_labour:
      "A labour dispute may be taken to a body for labour mediation or a people's mediation body (Labour Dispute Mediation and Arbitration Law, art. 10)",
    triage_personnel:
      'Disputes of personnel go first to the bureau of human resources; how mediation and arbitration share them is a local setting, to be checked',
    triage_finance:
      "Disputes of finance and insurance may go to a committee of that trade (People's Mediation Law, art. 34); which one is a local setting, to be checked",
    triage_farmland:
      "Disputes over contracted farmland may be taken to the villagers' committee or the town government (Law on Mediation and Arbitration of Farmland Disputes, art. 3)",
    triage_landPersons:
      'Rights in land with a person among the parties are decided by the government of town or district where they cannot agree (Land Administration Law, art. 14)',
    triage_landFirms:
      'Rights in land between organisations are decided by the government of district or above where they cannot agree (Land Administration Law, art. 14)',
    triage_forestPersons:
      'Rights in forests with a person among the parties are decided by the government of town or district (Forest Law, art. 22); the source for minerals is to be checked',
    triage_forestFirms:
      'Rights in forests between organisations are decided by the government of district or above (Forest Law, art. 22); the source for minerals is to be checked',
    triage_water:
      'The government of the district, or the organ it empowers, may be asked to mediate over water (Water Law, art. 57); which organ is a local setting, to be checked',
    triage_knowledge:
      'The organ in charge may be asked to mediate over intellectual property; which, and by what article, is a local setting, to be checked',
    triage_organ:
      'What lies within the power of an organ is mediated or decided by it; which organ is a local setting, to be checked',
    triage_election:
      "Disputes over village elections are looked into by the government of town or district (Organic Law of Villagers' Committees, art. 17); the source for communities is to be checked",
    triage_publicOrder:
      "A minor public-order case that comes of a dispute among people may end in a people's mediation agreement that is performed (Procedure of Police in Administrative Cases, art. 186; Public Security Administration Punishments Law, art. 9, revision of 2025 to be checked)",
    triage_court:
      'What a court entrusts goes to its invited mediators (Civil Procedure Law, art. 125); that it counts as judicial mediation is a local setting, to be checked',
    triage_courtCommittee:
      "A court may point the parties to people's mediation (People's Mediation Law, art. 18); the body for this kind of dispute takes it (Civil Procedure Law, art. 125); how they share is a local setting, to be checked",
    triage_choice:
      'This body may mediate as well; the desk chooses it and writes down why; a local setting, to be checked',
    triage_notBack:
      'Whoever entrusted or transferred a case does not get it back; the committee of town or street takes it first; a local setting, to be checked',
  },
);
