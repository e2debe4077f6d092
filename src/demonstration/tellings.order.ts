import type { Telling } from './telling.ts';

export const tellingsOfOrder: Readonly<Record<string, Telling>> = {
  'incident.assault': {
    says: {
      '': [
        '{where}{when}有人打架,已经散了,地上还有碎玻璃。{please}',
        '{where}夜宵摊{when}起了冲突,一人手上有伤。{please}',
      ],
    },
    did: { '': ['民警到场,双方已做笔录,一方送医。', '已制止并登记,双方愿意调解。'] },
  },
  'incident.damage': {
    says: { '': ['{where}好几辆车{when}被划。{please}', '{where}宣传栏玻璃{when}被砸。{please}'] },
    did: { '': ['已登记立案,调取证据。', '已更换玻璃,并通知责任人赔偿。'] },
  },
  'incident.disorder': {
    says: { '': ['{where}{when}有人醉酒吵闹。{please}', '{where}棋牌室疑似有人聚赌。{please}'] },
    did: { '': ['到场劝离,已教育。', '已检查并依法处理。'] },
  },
  'incident.other': {
    says: { '': ['{where}{when}有人擅自进入工地。{please}', '{where}捡到一串钥匙和证件。{please}'] },
    did: { '': ['已核实处理。', '失物已联系失主领回。'] },
  },
};
