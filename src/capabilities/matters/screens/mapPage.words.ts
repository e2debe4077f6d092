import { words } from '../../../platform/language/language.ts';

export const mapPageWords = words(
  {
    title: '地图',
    total: '当前视野内 {n} 件',
    towns: '街道与乡镇',
    chosen: '所选事项',
    close: '收起',
    listInstead: '在队列里看同样的条件',
  },
  {
    title: 'Map',
    total: '{n} in sight',
    towns: 'Streets and towns',
    chosen: 'Chosen matter',
    close: 'Fold away',
    listInstead: 'The same filters in the queue',
  },
);
