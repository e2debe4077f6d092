import type { Telling } from './telling.ts';

export const tellingsOfHazards: Readonly<Record<string, Telling>> = {
  'hazard.fire': {
    says: {
      exit: [
        '{where}的消防通道被杂物堵住,{worry}。{please}',
        '{where}的安全出口一直锁着,{when}去看还是打不开。{please}',
        '{where}消防车通道停满了车,{since}了没人管。{please}',
      ],
      gear: ['{where}的灭火器过期了,压力表指针在红区。{please}', '{where}消防栓没有水,箱门也坏了。{please}'],
      wiring: ['{where}有人私拉电线,线头都露在外面,{worry}。{please}', '{where}的配电箱没有门,电线老化发热。{please}'],
      stock: ['{where}堆了很多纸板和泡沫,{worry}。{please}', '{where}的仓库里住着人,旁边堆着油漆。{please}'],
    },
    did: {
      exit: ['现场清理通道,对责任人下发整改通知,复查合格。', '出口恢复常开,物业张贴禁停标识。'],
      gear: ['更换灭火器 {n} 具,消防栓恢复供水。'],
      wiring: ['拆除私拉电线,由电工重新规范敷设。'],
      stock: ['易燃物已清走,住人仓库清退,责任人签订承诺书。'],
    },
  },
  'hazard.ebike': {
    says: {
      stairwell: [
        '{where}楼道里停了 {n} 辆电动车在充电,{worry}。{please}',
        '{where}门厅又有人推车进来充电,{when}就这样。{please}',
      ],
      cable: ['{where}从窗口拉线下来给电动车充电,下雨也不收。{please}', '{where}有飞线,从 {n} 楼拉到楼下。{please}'],
      indoors: ['{where}旁的住户把电瓶拿回家充,走道里都是味道。{please}'],
      shop: ['{where}的店里晚上关着门给电瓶充电。{please}'],
    },
    did: {
      stairwell: ['车辆已移出楼道,协调物业在楼下加装充电桩 {n} 个。'],
      cable: ['拆除飞线,网格员逐户告知。'],
      indoors: ['上门劝导,电瓶改到集中充电柜充电。'],
      shop: ['店主已移除充电设备,消防复查合格。'],
    },
  },
  'hazard.gas': {
    says: {
      smell: ['{where}能闻到燃气味,{when}更明显。{please}', '{where}楼道里有煤气味道,我们已经开窗。{please}'],
      hose: ['{where}的小餐馆燃气软管开裂了还在用。{please}', '{where}老人家里灶具没有熄火保护,软管很旧。{please}'],
      cylinder: ['{where}店里放了 {n} 个气瓶,就在灶台旁边。{please}', '{where}有人用三轮车装着气瓶停着。{please}'],
      pipe: ['{where}施工碰到了燃气管,现在围起来了但没人看。{please}'],
    },
    did: {
      smell: ['燃气公司到场检测,找到漏点并关闭维修,复测合格。'],
      hose: ['更换软管,加装熄火保护与报警器。'],
      cylinder: ['气瓶清出用餐区,按规定存放。', '流动售气人员已由部门处理。'],
      pipe: ['管道修复并恢复供气,施工单位被约谈。'],
    },
  },
  'hazard.building': {
    says: {
      crack: ['{where}的老房子墙上裂缝越来越大,手都能伸进去。{please}', '{where}围墙往外倾斜,{worry}。{please}'],
      facade: ['{where}外墙瓷砖掉下来,差点砸到人。{please}', '{where}的广告牌松了,风一吹就晃。{please}'],
      partition: ['{where}一套房子隔成 {n} 间出租,只有一个出口。{please}'],
      other: ['{where}那幢楼顶堆了很多花盆杂物,{worry}。{please}'],
    },
    did: {
      crack: ['专业机构鉴定后加固,隐患期间设置围挡。'],
      facade: ['松动部位已清除,产权单位签订维修合同。'],
      partition: ['拆除违规隔断,通道恢复,多余床位清退。'],
      other: ['楼顶杂物已清理,社区列入月度巡查。'],
    },
  },
  'hazard.construction': {
    says: {
      fence: ['{where}工地围挡倒了,{worry}。{please}'],
      height: ['{where}工人在高处作业没系安全绳。{please}', '{where}脚手架上往下掉东西。{please}'],
      pit: ['{where}挖了深坑没有围,晚上也没有灯。{please}'],
      spill: ['{where}渣土车一路洒泥,扬尘很大。{please}', '{where}工地{when}没有喷淋,灰很大。{please}'],
    },
    did: {
      fence: ['围挡已恢复并增设警示灯。'],
      height: ['责令停工整改,补齐防护,复查合格后复工。'],
      pit: ['基坑四周加设护栏与照明。'],
      spill: ['清洗路面,渣土车加盖密闭,喷淋恢复。'],
    },
  },
  'hazard.work': {
    says: {
      machine: ['{where}车间冲床没有防护罩,工人直接用手送料。{please}'],
      dust: ['{where}家具厂粉尘很大,除尘没有开。{please}'],
      confined: ['{where}清理污水池没有通风也没有人监护。{please}'],
      conduct: ['{where}厂里{when}无证动火,旁边就是木料。{please}', '{where}叉车载人,{when}看到好几次。{please}'],
    },
    did: {
      machine: ['下达整改指令,设备加装防护并停机验收。'],
      dust: ['除尘系统恢复运行,清理积尘。'],
      confined: ['作业叫停,补齐检测仪器与监护后恢复。'],
      conduct: ['责令停止违章作业,企业组织全员培训。'],
    },
  },
  'hazard.chemical': {
    says: {
      smell: ['{where}附近有刺鼻的味道,{when}最重,嗓子难受。{please}'],
      storage: ['{where}民房里放着很多化工桶,没有标签。{please}'],
      truck: ['{where}停着一辆危险品运输车,{when}都没有人。{please}'],
      firework: ['{where}的小店在卖没有标识的烟花。{please}'],
    },
    did: {
      smell: ['现场检测未见超标,查明来源并要求密闭作业。'],
      storage: ['违规储存物品依法转移,责任人接受处理。'],
      truck: ['车辆驶离并通报企业,加强夜间巡查。'],
      firework: ['无标识烟花依法收缴,店主接受处理。'],
    },
  },
  'hazard.road': {
    says: {
      pothole: ['{where}路面有个大坑,{when}有人骑车摔倒。{please}', '{where}坑洼积水,{worry}。{please}'],
      cover: ['{where}井盖不见了,先用树枝挡着。{please}', '{where}井盖松动,车一过就响,{since}了。{please}'],
      sink: ['{where}人行道塌了一块,下面是空的。{please}'],
      rail: ['{where}护栏被撞坏,{since}没有修。{please}', '{where}限速标志倒了。{please}'],
    },
    did: {
      pothole: ['坑槽已修补,路面恢复平整。'],
      cover: ['更换井盖并加装防坠网。'],
      sink: ['塌陷处开挖回填,排除管线渗漏。'],
      rail: ['护栏、标志已复位。'],
    },
  },
  'hazard.light': {
    says: {
      out: ['{where}路灯有 {n} 盏不亮,{worry}。{please}', '{where}整条路晚上漆黑,{since}了。{please}'],
      flicker: ['{where}路灯一闪一闪,晃眼睛。{please}'],
      pole: ['{where}灯杆歪了,怕倒下来。{please}'],
      live: ['{where}灯杆底座电线外露,下雨时有人觉得麻手。{please}'],
    },
    did: {
      out: ['更换灯具 {n} 盏,恢复照明。', '线路故障排除,全线亮灯。'],
      flicker: ['更换镇流器,照明稳定。'],
      pole: ['灯杆扶正加固。'],
      live: ['断电检修,重新绝缘并检测合格。'],
    },
  },
  'hazard.water': {
    says: {
      fence: ['{where}水塘没有护栏,{worry}。{please}', '{where}的河埠护栏断了一截。{please}'],
      sign: ['{where}水很深但没有警示牌。{please}'],
      buoy: ['{where}的救生圈和绳子都不见了。{please}'],
      bathing: ['{where}{when}有孩子下水玩,没有大人。{please}', '{where}总有人野泳。{please}'],
    },
    did: {
      fence: ['护栏已修复加高。'],
      sign: ['加装警示牌 {n} 块。'],
      buoy: ['补齐救生圈、救生绳。'],
      bathing: ['劝离并告知家长,暑期每日巡查两次。'],
    },
  },
  'hazard.flood': {
    says: {
      water: ['{where}一下雨就积水到小腿,{worry}。{please}', '{where}地下车库进水。{please}'],
      slope: ['{where}后山滚石头下来,{when}又掉了一块。{please}', '{where}边坡有裂缝,雨天往下淌泥。{please}'],
      dike: ['{where}塘坝渗水,{since}了。{please}'],
      drain: ['{where}排水沟被淤泥堵死。{please}', '{where}雨水口盖满落叶。{please}'],
    },
    did: {
      water: ['抽排后积水退去,查明为管网不畅,已疏通。'],
      slope: ['设置警戒,转移受影响住户,专业队伍加固。'],
      dike: ['渗漏点已处理,列入汛期重点巡查。'],
      drain: ['清淤疏通,排水恢复。'],
    },
  },
  'hazard.food': {
    says: {
      spoilt: ['{where}买到的熟食变质了,{when}吃了拉肚子。{please}', '{where}店里卖过期食品。{please}'],
      kitchen: ['{where}餐馆后厨很脏,垃圾桶没有盖。{please}'],
      licence: ['{where}有流动摊贩卖盒饭,没有证照。{please}'],
      canteen: ['{where}食堂饭菜有异物。{please}'],
    },
    did: {
      spoilt: ['现场检查并抽样,问题食品下架,立案处理。'],
      kitchen: ['后厨限期整改,复查合格。'],
      licence: ['引导进入便民点规范经营。'],
      canteen: ['约谈食堂负责人,更换供应商,复查合格。'],
    },
  },
};
