import type { Telling } from './telling.ts';

export const tellingsOfDisputes: Readonly<Record<string, Telling>> = {
  'dispute.family': {
    says: {
      marriage: ['夫妻为家务和钱吵了{since},想请人调解。{please}', '订婚后退婚,彩礼 {money} 元怎么退谈不拢。{please}'],
      support: ['几个子女对老人赡养费意见不一。{please}', '离婚后孩子抚养费{since}没有给。{please}'],
      estate: ['分家时老屋怎么分谈不拢。{please}'],
    },
    did: {
      marriage: ['分别沟通后达成口头协议,约定回访。'],
      support: ['签订书面调解协议,当场履行一部分。'],
      estate: ['双方分歧较大,告知可依法向法院起诉。', '按人口与出资达成分配协议。'],
    },
  },
  'dispute.neighbour': {
    says: {
      water: ['{where}楼上卫生间漏水,天花板发霉{since}。{please}', '{where}邻居雨水管排到我家院里。{please}'],
      light: ['{where}邻居加盖挡住采光。{please}'],
      way: ['{where}邻居把过道堵了,三轮车过不去。{please}'],
      pet: ['{where}邻居的狗不牵绳,{when}吓到孩子。{please}'],
      shared: ['{where}邻居占用楼道放鞋柜杂物。{please}', '{where}公用水泵电费分摊谈不拢。{please}'],
    },
    did: {
      water: ['现场调解,三日内维修并赔偿 {money} 元。'],
      light: ['加盖部分拆除,双方和解。'],
      way: ['双方签订协议,过道恢复通行。'],
      pet: ['约定遛狗牵绳与时间,双方和解。'],
      shared: ['占用物品已清走,费用按户分摊,社区回访满意。'],
    },
  },
  'dispute.property': {
    says: {
      fee: ['{where}物业费涨了没有公示。{please}'],
      repair: ['{where}屋面漏水,物业{since}没有修。{please}', '{where}电子门坏了,物业推来推去。{please}'],
      parking: ['{where}车位分配不公,{worry}。{please}'],
      guard: ['{where}保安晚上不在岗,外人随便进。{please}', '{where}保洁几天不来。{please}'],
    },
    did: {
      fee: ['召集业委会与物业协商,公示收支,费用暂缓调整。'],
      repair: ['动用维修资金修复,业主代表验收。'],
      parking: ['车位方案重新表决并公示。'],
      guard: ['物业调整班次,街道每月检查。'],
    },
  },
  'dispute.medical': {
    says: {
      care: ['对{when}的治疗效果有异议,想请第三方调解。{please}'],
      cost: ['对住院费用 {money} 元有疑问,要求解释。{please}'],
      consent: ['手术前没有说清楚风险。{please}'],
    },
    did: {
      care: ['医疗纠纷人民调解委员会受理,达成协议。'],
      cost: ['院方当面解释并退还多收费用。'],
      consent: ['告知医疗损害鉴定途径,家属接受。'],
    },
  },
  'dispute.consumer': {
    says: {
      refund: ['{where}买的家电有问题,店家不退 {money} 元。{please}', '网购自提点不让退货。{please}'],
      card: ['{where}健身房关门,卡里还有 {money} 元。{please}', '{where}理发店换老板,卡不认了。{please}'],
      quality: ['{where}装修质量差,墙面起皮。{please}'],
    },
    did: {
      refund: ['组织调解,商家退款 {money} 元。'],
      card: ['新经营者承诺继续服务,双方签字。'],
      quality: ['商家返工,消费者确认。'],
    },
  },
  'dispute.labour': {
    says: {
      wages: ['{where}工地拖欠工资{since},涉及 {n} 人。{please}', '厂里压了两个月工资,共 {money} 元。{please}'],
      injury: ['上班受伤,老板不肯申报工伤。{please}'],
      insurance: ['入职一年没有交社保。{please}'],
      dismissal: ['突然被辞退,没有补偿。{please}'],
    },
    did: {
      wages: ['督促企业补发工资 {money} 元,全部到账。'],
      injury: ['协助申报工伤,已受理。'],
      insurance: ['企业补缴社保。'],
      dismissal: ['达成补偿协议,当场签字。', '指引申请劳动仲裁。'],
    },
  },
  'dispute.loan': {
    says: {
      '': [
        '借给熟人 {money} 元,到期不还,电话不接。{please}',
        '给朋友担保,现在债主找我。{please}',
        '合伙做生意散伙,账没有结清,差 {money} 元。{please}',
      ],
    },
    did: {
      '': ['达成分期还款协议。', '告知证据要求与诉讼途径。', '双方对账后结清。'],
    },
  },
  'dispute.land': {
    says: {
      contract: ['{where}承包地边界被邻地占了一垄。{please}', '流转租金{since}没有付。{please}'],
      homestead: ['{where}建房超出宅基地界线。{please}'],
      wood: ['{where}山林界址说不清,砍了我家毛竹。{please}'],
      water: ['{where}上游堵水,下面田里没水。{please}'],
    },
    did: {
      contract: ['现场丈量,重新埋设界桩,双方确认。'],
      homestead: ['核对图纸,超出部分退回。'],
      wood: ['查阅林权资料,双方认可界线。'],
      water: ['约定轮流放水时间。'],
    },
  },
};
