import { words } from '../../../../platform/language/language.ts';

export const aboutWords = words(
  {
    title: '调解纠纷',
    lead: '和邻居、家人、商家、物业或单位有了纠纷，可以请第三方坐下来一起谈。',
    say1: '不收钱：人民调解不收取任何费用。',
    say2: '自愿：双方都同意才调解，同意什么、不同意什么由您自己定。',
    say3: '随时可停：任何一方都可以不再继续，不影响您去仲裁、找主管机关或者打官司。',
    say4: '三种调解：人民调解、行政调解、司法调解；由哪一种、谁来办，按纠纷的性质由平台帮您找对。',
    apply: '申请调解',
    applyHint: '大约三分钟',
    look: '凭通行码查看',
    lookHint: '看走到哪一步，同意、选时间、签字',
    danger: '有人正在动手或者有危险，请马上打 110，不要等调解。',
    call: '拨打 110',
    sources: '依据：《人民调解法》第三条、第四条、第十七条、第二十六条。',
  },
  {
    title: 'Mediation',
    lead: 'A dispute with a neighbour, your family, a shop, the estate’s manager or a firm: somebody who belongs to neither side sits down with you.',
    say1: 'Free: people’s mediation costs nothing.',
    say2: 'Voluntary: it begins only when both sides say yes, and you alone decide what you agree to.',
    say3: 'You may stop at any time; arbitration, the authority in charge and the court stay open to you.',
    say4: 'Three kinds: people’s, administrative and judicial mediation. Which one, and who does it, follows from what it is about; we find it for you.',
    apply: 'Apply for mediation',
    applyHint: 'about three minutes',
    look: 'Look with a passport code',
    lookHint: 'where it stands; say yes, choose a time, sign',
    danger: 'Where somebody is being hurt or in danger, call 110 now and do not wait for mediation.',
    call: 'Call 110',
    sources: 'People’s Mediation Law, art. 3, 4, 17, 26.',
  },
);
