import { words } from '../language/language.ts';

/** The ten rules as the public page shows them, and what a refused word is answered with. */
export const charterWords = words(
  {
    title: '联安公约',
    lead: '我们照看的是地方、事项和职责；对人，只有服务。以下十条写进程序，由测试守住，任何人都可以对照检查。',
    title1: '不给人排风险名单',
    text1:
      '没有任何人的评分、标记、关注名单、预测或画像，也没有可以存放它们的栏目；房东和用工单位的表单上没有评语栏。检查的对象是房屋和经营场所：消防、燃气、拥挤、记录；事先告知，按隐患选定，结果向住户公开，到期失效。',
    title2: '不做识别',
    text2:
      '摄像头是设备，只看它是否完好、由谁维护。不比对人脸、车牌和步态，不分析人群，不采集住客影像。向上级联默认关闭，开启即公布。',
    title3: '只报情况，不报看法',
    text3:
      '网格员和信息员公开姓名，不设暗线。报告的内容只能是隐患、纠纷、事件或需要。系统里没有信仰、民族、观点、交往或信访的分类；依法提出诉求从不是预警信号，不计分，也不给乡镇记过。',
    title4: '聚集求平安，不求压制',
    text4: '联合处置不留参加者名单，不为参加者建档。请求动用强制力，必须写明理由、署名批准，并在事后复盘。',
    title5: '身份信息少收、封存、有交代',
    text5:
      '只在登记法规要求时收集；加密保存，遮盖显示；每看一次都留下记录，本人可以查看；到期删除。报告人的身份不交给被报告的单位，联系由平台转达。',
    title6: '匿名就是匿名',
    text6: '匿名举报和匿名报事，不在任何地方留下网络地址、设备或时刻的痕迹，日志也不留。',
    title7: '只在当班时定位',
    text7: '只有专职巡防人员在上岗到下岗之间有定位；志愿者和网格员一律不定位，签到就是凭证。',
    title8: '不按人汇总',
    text8:
      '没有页面、导出、推送或接口把一个人在各项业务中的事情汇在一起。以往的事项只在确有需要的案件里，由承办人看到，当事人也看得到谁看过。',
    title9: '数量不用来打分',
    text9:
      '举报、报事、走访、信访的数量不给任何人或单位计分；信访不作一票否决；不强制打卡，不给个人排名，不看在线时长。',
    title10: '用词也是数据，也要审',
    text10: '新的类别、问题或栏目，要两个人批准，保存时按本公约检查，并列入公开的变更清单。',
    refused1: '公约第一条：不给人排风险、评分、贴标签或建名单（“{term}”）',
    refused2: '公约第二条：不做人脸、车牌、步态等识别，不收生物特征（“{term}”）',
    refused3: '公约第三条：不设民族、信仰、观点、交往、信访的类别；只写情况，不写对人的看法（“{term}”）',
    refused4: '公约第四条：不记录聚集的参加者，不设压制性的类别（“{term}”）',
    refused5: '公约第五条：这里不收身份号码等身份信息（“{term}”）',
    refused6: '公约第六条：不留网络地址、设备或浏览器的痕迹（“{term}”）',
    refused7: '公约第七条：不跟踪人的位置（“{term}”）',
    refused8: '公约第八条：不按人汇总、建档（“{term}”）',
    refused9: '公约第九条：数量、打卡、在线时长不用来打分或排名（“{term}”）',
    refused10: '公约第十条：用词要能被看见、被检查：中英文都要有，不能夹带隐藏字符（“{term}”）',
  },
  {
    title: 'The Lianan charter',
    lead: 'We watch places, matters and duties; people we serve. The ten rules below are built into the program and held by its tests, and anybody may check them.',
    title1: 'No lists of people by risk',
    text1:
      'Nobody has a score, a flag, a place on a watch-list, a prediction or a profile, and there is no field to hold one; the forms of landlords and employers have no space for remarks. What is inspected is a home or a trade premises: fire, gas, crowding, records. Inspections are announced, chosen by hazard, open to the household, and they expire.',
    title2: 'No recognition',
    text2:
      'A camera is equipment: is it working, and who looks after it? Faces, number plates and gaits are not matched, crowds are not analysed, guests are not captured. Passing pictures upward is off, and when it is switched on, that is published.',
    title3: 'Conditions, not opinions',
    text3:
      'Liaisons are named and published, never covert. A report is about a hazard, a dispute, an incident or a need. There is no category for anybody’s beliefs, ethnicity, opinions, associations or petitions, and asking for redress is never a warning sign, a score, or a mark against a township.',
    title4: 'Gatherings are kept safe, not suppressed',
    text4:
      'Joint handling keeps no list of those who attend and opens no file on them. A request for force needs a written reason, a named approver, and a review afterwards.',
    title5: 'Identity data is little, sealed and answered for',
    text5:
      'It is collected only where registration law asks for it, encrypted, shown masked, and deleted when its time is over. Every look leaves an entry that the person can read. A reporter’s identity does not reach the body reported on: the platform passes messages on.',
    title6: 'Anonymous means anonymous',
    text6:
      'Of an anonymous tip or report no network address, device or minute is kept anywhere, and the logs are no exception.',
    title7: 'Location on duty only',
    text7:
      'Only paid patrols have a location, and only between clocking on and clocking off. Volunteers and liaisons have none: a check-in is proof enough.',
    title8: 'Nothing is joined by person',
    text8:
      'No page, export, message or interface gathers one person’s affairs across the services. Earlier cases show only within a case that needs them, to the person handling it, and the party can see who looked.',
    title9: 'Numbers never score anybody',
    text9:
      'How many tips, reports, visits or petitions there are earns nobody points or blame. Petitions veto nothing. No clock-in is compulsory, no person is ranked, no time online is counted.',
    title10: 'Words are data, so words are checked',
    text10:
      'A new kind, question or form field needs two approvers, is checked against this charter when it is saved, and appears on a public list of changes.',
    refused1: 'Charter rule 1: nobody is scored, flagged, labelled or listed by risk (“{term}”)',
    refused2: 'Charter rule 2: no face, plate or gait recognition, no biometrics (“{term}”)',
    refused3:
      'Charter rule 3: no category for ethnicity, belief, opinion, association or petitions; describe conditions, not persons (“{term}”)',
    refused4: 'Charter rule 4: nobody at a gathering is recorded, and no category suppresses one (“{term}”)',
    refused5: 'Charter rule 5: identity numbers and the like are not collected here (“{term}”)',
    refused6: 'Charter rule 6: no trace of address, device or browser is kept (“{term}”)',
    refused7: 'Charter rule 7: nobody’s whereabouts are followed (“{term}”)',
    refused8: 'Charter rule 8: nothing is joined or filed by person (“{term}”)',
    refused9: 'Charter rule 9: numbers, clock-ins and time online score and rank nobody (“{term}”)',
    refused10:
      'Charter rule 10: words must be there to be read: in Chinese and English, with no hidden characters (“{term}”)',
  },
);
