import { words } from '../../platform/language/language.ts';

/** Why a view is not kept. */
export const viewsWords = words(
  {
    shareDesk: '只有值班人员可以与全区工作台共享视图',
    shareBody: '只能与您任职的单位共享视图',
    namesSomebody: '视图名称里不能有电话或证件号码',
    tooMany: '每人最多保存 {most} 个视图，请先删除几个',
    notFound: '找不到这个视图，或它不是您的',
  },
  {
    shareDesk: 'Only duty officers share a view with every desk of the district',
    shareBody: 'A view can be shared only with a body at which you hold a post',
    namesSomebody: 'The name of a view may hold no telephone or identity number',
    tooMany: 'Nobody keeps more than {most} views; please delete some first',
    notFound: 'This view does not exist or is not yours',
  },
);
