import { words } from '../../../platform/language/language.ts';

export const mapPageWords = words(
  {
    title: '地图',
    total: '当前视野内 {n} 件',
    towns: '街道与乡镇',
    chosen: '所选事项',
    close: '收起',
    listInstead: '在队列里看同样的条件',
    whoAnswers: '这里由谁负责',
    outside: '在本区之外',
    nobody: '没有规定由谁负责：{kinds}',
    tapGround: '点地图空白处，看那里各类事项由谁负责',
  },
  {
    title: 'Map',
    total: '{n} in sight',
    towns: 'Streets and towns',
    chosen: 'Chosen matter',
    close: 'Fold away',
    listInstead: 'The same filters in the queue',
    whoAnswers: 'Who answers here',
    outside: 'Outside the district',
    nobody: 'Nobody is named for: {kinds}',
    tapGround: 'Tap the ground to see who answers there',
  },
);
