/** A nature of disputes as the demonstration tells of it: how often, by whom against whom, and what was agreed in the end. */
export type NatureTelling = {
  /** GB/T 31000 事件类型. */
  readonly nature: string;
  readonly often: number;
  /** An organisation on the other side, named so; a person where absent. */
  readonly against?: string;
  readonly says: readonly string[];
  readonly issue: string;
  /** What each answers for. */
  readonly blame: string;
  /** What is promised; `{money}` is a sum in yuan, and makes it a payment. */
  readonly promise: readonly string[];
};

export const natureTellings: readonly NatureTelling[] = [
  {
    nature: '0102',
    often: 9,
    says: ['兄弟几家对老人赡养费分摊意见不一，已几个月没有给付。', '老人轮流居住的安排谈不拢，请帮忙调解。'],
    issue: '赡养费的分担和老人居住的安排',
    blame: '子女都有赡养义务，各按约定分担。',
    promise: ['每月 5 日前支付赡养费 {money} 元', '自下月起按约定轮流照料老人'],
  },
  {
    nature: '0103',
    often: 6,
    says: ['老屋分割，姐弟之间对面积有争议。', '父亲留下的承包山收益怎么分，几次没谈成。'],
    issue: '老屋和收益的分割',
    blame: '双方对遗产都有份额，以协商的份额为准。',
    promise: ['支付房屋补偿款 {money} 元', '配合办理分户手续'],
  },
  {
    nature: '0101',
    often: 5,
    says: ['婚约没有成，彩礼返还多少双方说法不一。', '夫妻为家务和孩子接送争执，愿意请人调解。'],
    issue: '彩礼返还和家庭事务的安排',
    blame: '双方各有不周之处，互相体谅。',
    promise: ['返还彩礼 {money} 元', '按约定的安排接送孩子'],
  },
  {
    nature: '0201',
    often: 17,
    says: [
      '楼上漏水把天花板泡坏了，修理费谈不拢。',
      '屋后排水沟被堵，雨天倒灌进院子。',
      '空调外机正对窗户，热风吹进屋里。',
    ],
    issue: '漏水、排水造成的损失和修复',
    blame: '漏水一方负责修复，另一方给予方便。',
    promise: ['支付修理费 {money} 元', '修好漏水点并恢复墙面', '清通排水沟并保持畅通'],
  },
  {
    nature: '0202',
    often: 12,
    says: [
      '翻建房屋时滴水越过地界，两家起了争执。',
      '围墙砌到了公用通道上，车子进不去。',
      '树枝伸过院墙，落叶堵了瓦沟。',
    ],
    issue: '地界、通道和相邻建筑',
    blame: '以原有界址为准，越过的一方退回。',
    promise: ['拆除越界部分，恢复通道', '修剪树木并清理瓦沟'],
  },
  {
    nature: '0203',
    often: 7,
    says: ['楼下早餐店凌晨生火，油烟和声响影响休息。', '家禽养在楼道旁，气味很大。'],
    issue: '噪声和气味的影响',
    blame: '经营者应减少对邻居的影响。',
    promise: ['加装油烟管道并推迟开工时间', '搬走家禽笼舍'],
  },
  {
    nature: '0303',
    often: 4,
    says: ['停车争吵中推搡受了轻伤，医药费谁出没有说好。', '孩子玩耍时碰伤了人，双方家长协商不下。'],
    issue: '医药费和误工费的承担',
    blame: '动手一方承担主要责任，另一方有言语不当。',
    promise: ['赔偿医药费 {money} 元', '当面道歉'],
  },
  {
    nature: '0401',
    often: 5,
    says: ['车辆被施工落物砸坏，赔偿数额谈不拢。', '借出去的农机被弄坏了，修不修、谁来修有争议。'],
    issue: '财物损坏的赔偿',
    blame: '损坏一方照价赔偿。',
    promise: ['赔偿修车款 {money} 元', '修好农机并送还'],
  },
  {
    nature: '0402',
    often: 8,
    against: '物业服务公司',
    says: ['电梯停了半个月，物业费还要照收。', '地下车库进水，物业和业主对损失各执一词。'],
    issue: '物业服务和费用的减免',
    blame: '物业公司服务有欠缺，业主应按约交费。',
    promise: ['减免物业费 {money} 元', '修好电梯并公示维保记录'],
  },
  {
    nature: '0502',
    often: 1.6,
    against: '卫生院',
    says: ['手术后恢复不好，家属对诊疗过程有疑问。'],
    issue: '诊疗过程和费用的承担',
    blame: '告知不够充分，院方承担相应的费用。',
    promise: ['补偿医疗费 {money} 元'],
  },
  {
    nature: '0503',
    often: 5,
    says: ['电动车与行人相撞，伤者的护理费没有谈妥。', '倒车刮擦，双方对修理费有争议。'],
    issue: '交通事故的赔偿',
    blame: '以事故认定的责任为准。',
    promise: ['赔偿护理费和修理费 {money} 元'],
  },
  {
    nature: '0507',
    often: 3,
    says: ['帮人装修时从梯子上摔下，医药费谁承担没有说清。'],
    issue: '劳务中受伤的赔偿',
    blame: '接受劳务一方提供的条件不安全，提供劳务一方自己也不够小心。',
    promise: ['支付医药费和误工费 {money} 元'],
  },
  {
    nature: '0601',
    often: 6,
    against: '健身中心',
    says: ['健身卡还有大半，店面搬走后退费没有着落。', '家具送来与样品不符，商家不肯退换。'],
    issue: '预付款和货款的退还',
    blame: '经营者没有按约提供服务。',
    promise: ['退还余额 {money} 元'],
  },
  {
    nature: '0602',
    often: 6,
    says: ['租期没满房东要收回房子，押金和搬家费谈不拢。', '退租时房东以墙面污损为由不退押金。'],
    issue: '押金的退还和租期',
    blame: '双方均应按租约办理，损坏的照价扣除。',
    promise: ['退还押金 {money} 元'],
  },
  {
    nature: '0603',
    often: 4,
    says: ['苗木款拖了一年没有结清。', '装修尾款因返工有争议，一直没付。'],
    issue: '货款的数额和给付时间',
    blame: '买受一方应付清货款，出卖一方补足数量。',
    promise: ['分两次付清货款 {money} 元'],
  },
  {
    nature: '0701',
    often: 7,
    against: '服装加工厂',
    says: ['离职后两个月工资没有发。', '加班费的算法与约定不同，几个工人一起来的。'],
    issue: '工资和加班费的给付',
    blame: '用工单位应足额支付劳动报酬。',
    promise: ['支付工资 {money} 元'],
  },
  {
    nature: '0804',
    often: 5,
    says: ['朋友借钱立了字据，到期没有还。', '两家往来借款，利息算法有争议。'],
    issue: '借款本金和利息',
    blame: '借款人应偿还本金，利息按约定以内计算。',
    promise: ['偿还借款 {money} 元'],
  },
  {
    nature: '0901',
    often: 5,
    says: ['承包田转给别人种，收回时青苗补偿谈不拢。', '田埂被挖，两家承包地的界线不清。'],
    issue: '承包地的界线和青苗补偿',
    blame: '以承包合同附图为准。',
    promise: ['补偿青苗费 {money} 元', '恢复田埂'],
  },
  {
    nature: '0902',
    often: 3.5,
    says: ['相邻宅基地的边界，两户各有一张旧图。'],
    issue: '宅基地的边界',
    blame: '以确权登记的界址为准，超出的退让。',
    promise: ['按确定的界址退让并重砌围墙'],
  },
  {
    nature: '0903',
    often: 1.8,
    says: ['山林界线不清，毛竹被对方砍了。'],
    issue: '山林界线和毛竹的补偿',
    blame: '以林权证四至为准。',
    promise: ['补偿毛竹款 {money} 元'],
  },
  {
    nature: '1104',
    often: 1.6,
    against: '市政施工项目部',
    says: ['管网施工围挡太久，沿街店铺生意受影响。'],
    issue: '施工期和店铺的损失',
    blame: '施工单位应按期恢复道路。',
    promise: ['补偿店铺损失 {money} 元', '拆除围挡，恢复通行'],
  },
  {
    nature: '1301',
    often: 1.6,
    says: ['夜市摊位紧挨住户，摊主与住户为收摊时间争执。'],
    issue: '摊位位置和收摊时间',
    blame: '摊主应按划定的位置和时间经营。',
    promise: ['按划定位置经营，二十二点前收摊'],
  },
];

export const mediationPhrases = {
  surnames: [...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高郑梁谢宋唐许邓冯韩曹'],
  record: [
    '双方到场，分别陈述。调解员说明了有关规定，双方愿意互让一步。',
    '先背对背了解情况，再请双方一起谈，意见已经接近。',
  ],
  lone: ['一方到场陈述，另一方表示没有商量的余地。', '双方到场，对责任和数额分歧很大，没有谈成。'],
  failed: [
    '双方对赔偿数额差距太大，几次商量没有结果。',
    '一方坚持通过诉讼解决，调解不成。',
    '责任有待鉴定，双方不愿再谈。',
    '另一方多次不到场，无法继续调解。',
  ],
  offerRefused: {
    notOurs: ['经核实不属于本委员会调解的范围，请另行分流。'],
    noCapacity: ['近期案件较多，一个月内排不出调解员。'],
    conflict: ['本会调解员与一方当事人有亲属关系，应当回避。'],
    elsewherePending: ['当事人已向其他机关提出申请，正在处理。'],
  },
  notMediable: {
    refuse_courtHas: '当事人已向人民法院起诉，法院已经受理。',
    refuse_arbitrationHas: '劳动人事争议仲裁委员会已经受理。',
    refuse_onlyOrgan: '依法应由行政机关作出处理决定，不属于民间纠纷。',
    refuse_decision: '对行政处罚决定不服，应当申请行政复议或者提起诉讼。',
    refuse_refuses: '一方明确表示不接受调解。',
  },
  otherBody: ['承接的调解组织拒收，改由区人民调解委员会办理。', '涉及两个乡镇，由区人民调解委员会办理更方便。'],
  court: ['标的较大，双方愿意由法院特邀调解员调解。'],
  withdrawn: ['双方已自行和好，不再需要调解。', '对方已经付清，撤回申请。'],
  breach: ['到期没有付款，电话也不接。', '只付了一部分，其余一拖再拖。'],
  proof: ['转账凭证已核对。', '双方确认已经办好。', '调解员到现场看过，已经恢复。'],
  visit: ['回访双方，协议履行正常。', '电话回访，对结果满意。', '上门回访，两家已恢复往来。'],
  letter: ['调解已有结果，情况随函告知。'],
  rated: { 5: ['调解员很耐心，谢谢。', ''], 4: ['公道。', ''], 3: ['还可以。', ''], 2: ['等得有点久。'] },
} as const;
