import type { Telling } from './telling.ts';

export const tellingsOfHelps: Readonly<Record<string, Telling>> = {
  'help.missing': {
    says: {
      elder: ['家里老人{when}出门没有回来,记性不好。{please}', '{where}有位老人找不到家,我陪着。{please}'],
      child: ['{where}有个孩子找不到家长。{please}'],
      adult: ['家人{when}外出联系不上。{please}'],
    },
    did: {
      elder: ['多方查找后平安回家。'],
      child: ['联系到家长接回。'],
      adult: ['已取得联系,平安。'],
    },
  },
  'help.elder': {
    says: {
      visit: ['楼上独居老人{since}没有出门,请上门看看。{please}'],
      meal: ['家里老人行动不便,想申请送餐。{please}'],
      repair: ['家里老人家里灯坏了、水龙头漏水。{please}'],
      doctor: ['家里老人要去医院复查,没有人陪。{please}'],
    },
    did: {
      visit: ['网格员上门看望,一切平安。'],
      meal: ['已对接助餐点,次日起送。'],
      repair: ['志愿者上门修好。'],
      doctor: ['安排志愿者陪同就医。'],
    },
  },
  'help.hardship': {
    says: {
      relief: ['家里突遭变故,想申请临时救助。{please}'],
      shelter: ['天冷{where}有人露宿,请帮忙。{please}'],
      advice: ['想问低保怎么申请,要哪些材料。{please}'],
    },
    did: {
      relief: ['受理临时救助申请,三日内发放。'],
      shelter: ['护送至救助站安置。'],
      advice: ['一次性告知材料,协助填写。'],
    },
  },
  'help.legal': {
    says: {
      work: ['想咨询辞职后的补偿。{please}', '工伤认定要多久?{please}'],
      family: ['想咨询抚养权和财产分割。{please}'],
      contract: ['租房押金 {money} 元不退怎么办?{please}'],
      damage: ['被电动车撞了怎么索赔?{please}'],
    },
    did: {
      work: ['法律援助律师电话答复。'],
      family: ['预约窗口面谈,已解答。'],
      contract: ['协助拟写材料,告知诉讼途径。'],
      damage: ['律师答复赔偿项目与举证要点。'],
    },
  },
  'help.residence': {
    says: {
      stay: ['刚搬来,居住登记在哪里办?{please}'],
      permit: ['居住证要带什么材料?{please}', '居住证快到期怎么续?{please}'],
      letting: ['房子出租要备案吗?网上能办吗?{please}'],
    },
    did: {
      stay: ['网格员上门协助登记。'],
      permit: ['已告知线上办理路径与材料。'],
      letting: ['已指导线上备案。'],
    },
  },
  'suggestion.safety': {
    says: {
      light: ['建议{where}加装路灯,{worry}。', '建议{where}装声控灯。'],
      patrol: ['建议晚上在{where}多安排巡逻。'],
      road: ['建议{where}加减速带和反光镜,{worry}。'],
      other: ['建议小区组织消防演练。', '建议汛期前检查{where}。'],
    },
    did: {
      light: ['已列入本季度照明计划,完成后公告。'],
      patrol: ['已采纳,晚间巡逻增加一班。'],
      road: ['交警现场踏勘后采纳,已安装。', '经评估暂不具备条件,已书面说明理由。'],
      other: ['已采纳并落实。'],
    },
  },
  'suggestion.service': {
    says: {
      '': [
        '窗口中午能不能不休息。',
        '网上填表太长,能不能少填一点。',
        '希望办好以后发短信。',
        '进度能不能写得清楚一些。',
        '报事以后希望能看到照片。',
      ],
    },
    did: {
      '': ['窗口实行中午轮班。', '精简表单,已上线。', '已反馈,纳入改进清单。'],
    },
  },
};
