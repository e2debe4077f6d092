import type { Telling } from './telling.ts';

export const tellingsOfIncidents: Readonly<Record<string, Telling>> = {
  'incident.theft': {
    says: {
      home: ['{where}家里{when}被撬门,少了现金和首饰。{please}'],
      bike: ['{where}停的电动车{when}不见了。{please}', '{where}自行车棚连着丢了 {n} 辆车。{please}'],
      battery: ['{where}{when}又有电瓶被偷。{please}', '{where}三轮车电瓶被卸走了。{please}'],
      shop: ['{where}店里{when}丢了烟酒。{please}'],
      other: ['{where}快递柜旁的包裹被人拿走。{please}'],
    },
    did: {
      home: ['民警到场登记立案,调取证据,已反馈进展。'],
      bike: ['已立案,车棚加装照明与锁桩。', '车辆已找回发还。'],
      battery: ['已立案,增设夜间巡逻。'],
      shop: ['已立案,指导店家加装报警器。'],
      other: ['核实为误拿,已归还。'],
    },
  },
  'incident.fraud': {
    says: {
      call: ['接到自称客服的电话,说要注销贷款,差点转账 {money} 元。{please}', '有人冒充公检法打电话。{please}'],
      message: ['收到链接短信,点进去要填银行卡。{please}', '聊天软件上有人冒充熟人借 {money} 元。{please}'],
      job: ['刷单兼职,先返小钱,后来转了 {money} 元要不回来。{please}'],
      shop: ['网购退款被骗 {money} 元。{please}'],
    },
    did: {
      call: ['上门宣传,未造成损失,号码已上报。'],
      message: ['指导拦截与举报,未造成损失。'],
      job: ['已立案,协助申请止付。'],
      shop: ['已立案,平台协助冻结订单。'],
    },
  },
  'incident.traffic': {
    says: {
      parking: ['{where}违停严重,{when}救护车都进不来。{please}', '{where}路口两边停满车,{worry}。{please}'],
      signal: ['{where}红绿灯不亮,{when}很乱。{please}'],
      spot: ['{where}{since}里出了好几次事故,建议加标志。{please}'],
      truck: ['{where}大货车穿村,速度很快,{worry}。{please}'],
    },
    did: {
      parking: ['清理违停车辆,施划禁停标线。'],
      signal: ['信号灯修复,期间交警现场疏导。'],
      spot: ['加装减速带与警示标志。'],
      truck: ['设置限高设施,调整货车通行时段。'],
    },
  },
  'incident.noise': {
    says: {
      site: ['{where}工地{when}还在打桩,睡不着。{please}'],
      square: ['{where}广场音响太大声,孩子没法做作业。{please}'],
      bar: ['{where}夜宵店到半夜还很吵。{please}', '{where}楼下歌厅{when}震得窗户响。{please}'],
      works: ['{where}加工厂机器{when}不停。{please}'],
      home: ['{where}楼上{when}拖桌椅、放音乐。{please}'],
    },
    did: {
      site: ['责令停止夜间施工,处罚并公示。'],
      square: ['约定音响时段与音量,安装分贝仪。'],
      bar: ['店家调整营业时间,签订承诺。'],
      works: ['设备加装隔音,夜间停机。'],
      home: ['上门劝导,双方达成约定。'],
    },
  },
  'incident.pollution': {
    says: {
      water: ['{where}河水发黑,有污水口在排。{please}', '{where}化粪池满溢,{since}了。{please}'],
      air: ['{where}{when}有刺鼻气味,不敢开窗。{please}', '{where}餐馆油烟直排。{please}'],
      waste: ['{where}有人偷倒建筑垃圾 {n} 车。{please}', '{where}垃圾堆了{since}没有清。{please}'],
      fire: ['{where}{when}有人烧秸秆,烟很大。{please}'],
    },
    did: {
      water: ['查明排口并封堵,水质复测达标。', '化粪池已清掏。'],
      air: ['废气净化设备整改到位,复测达标。'],
      waste: ['清运垃圾,倾倒人已查处。'],
      fire: ['扑灭焚烧点,宣传劝导。'],
    },
  },
  'incident.outage': {
    says: {
      water: ['{where}水管爆了,整幢停水。{please}', '{where}{when}水压很低,高层没水。{please}'],
      power: ['{where}停电{since},没有通知。{please}', '{where}跳闸,{n} 户没有电。{please}'],
      lift: ['{where}电梯{when}又困人了。{please}', '{where}电梯停运{since},老人下不了楼。{please}'],
      other: ['{where}健身器材断裂,{worry}。{please}', '{where}公厕没有水。{please}'],
    },
    did: {
      water: ['抢修完成,恢复供水。'],
      power: ['更换设备,恢复供电。'],
      lift: ['电梯检修并通过检验。'],
      other: ['损坏设施已修复。'],
    },
  },
};
