import type { KindSeed } from '../capabilities/kinds/kinds.door.ts';
import { choice, number, yesno } from './kinds.questions.ts';

/**
 * Disputes that people ask to be mediated. `gbt31000` is the dispute type; its tables 14 to 16 (cases in court and with the police,
 * discipline, ethnicity and religion) are left out, as are election matters of 12 (charter rule 3).
 */
export const disputes: readonly KindSeed[] = [
  {
    code: 'dispute.family', group: 'dispute', icon: 'family', visibility: 'hidden', firstActionMinutes: 240, handleWorkingDays: 15, gbt31000: '01', open311: false, sampleEvery: 5,
    name: { zh: '婚姻家庭纠纷', en: 'Family dispute' },
    describe: { zh: '婚恋、赡养、抚养、分家继承。遇家庭暴力请打 110', en: 'Marriage, support, custody, inheritance. In violence call 110' },
    keywords: ['婚姻', '赡养', '抚养', '继承', '分家', 'family'],
    questions: [choice('about', '关于什么?', 'About what?', { marriage: ['恋爱婚姻', 'Marriage'], support: ['抚养赡养', 'Support'], estate: ['分家继承', 'Inheritance'] })],
  },
  {
    code: 'dispute.neighbour', group: 'dispute', icon: 'neighbours', visibility: 'blurred', firstActionMinutes: 240, handleWorkingDays: 10, gbt31000: '02', open311: false, sampleEvery: 5,
    name: { zh: '邻里纠纷', en: 'Neighbours' },
    describe: { zh: '漏水、采光、通行、宠物、共用部位', en: 'Leaks, light, way, pets, shared parts' },
    keywords: ['邻居', '漏水', '采光', '宠物', '楼上', 'neighbour'],
    questions: [
      choice('about', '关于什么?', 'About what?', { water: ['漏水、排水', 'Water'], light: ['通风采光', 'Light'], way: ['通行', 'Way'], pet: ['宠物', 'Pets'], shared: ['共用部位', 'Shared parts'] }),
      yesno('spoken', '双方谈过吗?', 'Have the two talked?'),
    ],
  },
  {
    code: 'dispute.property', group: 'dispute', icon: 'building', visibility: 'blurred', firstActionMinutes: 480, handleWorkingDays: 15, gbt31000: '0402', open311: false, sampleEvery: 5,
    name: { zh: '物业纠纷', en: 'Property management' },
    describe: { zh: '物业费、维修、车位、安保', en: 'Fees, repairs, parking, security' },
    keywords: ['物业', '物业费', '车位', '维修', '业主', 'property'],
    questions: [
      choice('about', '关于什么?', 'About what?', { fee: ['物业费', 'Fee'], repair: ['维修', 'Repairs'], parking: ['车位', 'Parking'], guard: ['安保、卫生', 'Security, cleaning'] }),
      number('homes', '大约涉及几户?', 'About how many homes?'),
    ],
  },
  {
    code: 'dispute.medical', group: 'dispute', icon: 'medical', visibility: 'hidden', firstActionMinutes: 120, handleWorkingDays: 20, gbt31000: '0502', open311: false, sampleEvery: 3,
    name: { zh: '医疗纠纷', en: 'Medical dispute' },
    describe: { zh: '诊疗、费用、告知等争议', en: 'Treatment, costs, information' },
    keywords: ['医院', '医疗', '手术', '费用', 'medical'],
    questions: [choice('about', '关于什么?', 'About what?', { care: ['诊疗', 'Treatment'], cost: ['费用', 'Costs'], consent: ['告知', 'Information'] })],
  },
  {
    code: 'dispute.consumer', group: 'dispute', icon: 'shop', visibility: 'blurred', firstActionMinutes: 480, handleWorkingDays: 10, gbt31000: '0601', open311: false, sampleEvery: 5,
    name: { zh: '消费纠纷', en: 'Consumer dispute' },
    describe: { zh: '退货、预付卡、服务质量', en: 'Returns, prepaid cards, quality of service' },
    keywords: ['退款', '预付卡', '退货', '消费', 'consumer'],
    questions: [
      choice('about', '关于什么?', 'About what?', { refund: ['退货退款', 'Refund'], card: ['预付卡', 'Prepaid card'], quality: ['质量', 'Quality'] }),
      number('amount', '金额(元)', 'Amount in yuan'),
    ],
  },
  {
    code: 'dispute.labour', group: 'dispute', icon: 'labour', visibility: 'hidden', firstActionMinutes: 240, handleWorkingDays: 15, gbt31000: '07', open311: false, sampleEvery: 3,
    name: { zh: '劳动纠纷', en: 'Labour dispute' },
    describe: { zh: '欠薪、工伤、社保、解除合同', en: 'Unpaid wages, injury, insurance, dismissal' },
    keywords: ['欠薪', '工资', '工伤', '社保', '辞退', 'labour', 'wages'],
    questions: [
      choice('about', '关于什么?', 'About what?', { wages: ['工资', 'Wages'], injury: ['工伤', 'Injury'], insurance: ['社保', 'Insurance'], dismissal: ['解除合同', 'Dismissal'] }),
      number('people', '涉及几人?', 'How many people?'),
      number('amount', '金额(元)', 'Amount in yuan'),
    ],
  },
  {
    code: 'dispute.loan', group: 'dispute', icon: 'dispute', visibility: 'hidden', firstActionMinutes: 480, handleWorkingDays: 15, gbt31000: '0804', open311: false, sampleEvery: 5,
    name: { zh: '借贷纠纷', en: 'Loans' },
    describe: { zh: '民间借贷、担保', en: 'Private loans, guarantees' },
    keywords: ['借钱', '借贷', '欠款', '担保', 'loan'],
    questions: [yesno('paper', '有借条或合同吗?', 'Is there a note or a contract?'), number('amount', '金额(元)', 'Amount in yuan')],
  },
  {
    code: 'dispute.land', group: 'dispute', icon: 'tree', visibility: 'blurred', firstActionMinutes: 480, handleWorkingDays: 20, gbt31000: '09', open311: false, sampleEvery: 5,
    name: { zh: '土地山林纠纷', en: 'Land and woods' },
    describe: { zh: '承包地、宅基地、山林、水源边界', en: 'Contracted land, homesteads, woods, water rights' },
    keywords: ['土地', '宅基地', '承包', '山林', '地界', 'land'],
    questions: [choice('about', '关于什么?', 'About what?', { contract: ['承包地', 'Contracted land'], homestead: ['宅基地', 'Homestead'], wood: ['山林', 'Woods'], water: ['水源', 'Water'] })],
  },
];
