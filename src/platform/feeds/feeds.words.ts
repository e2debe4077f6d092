import { words } from '../language/language.ts';

/** Words of one's own calendar address. */
export const feedWords = words(
  {
    show: '本人的日历订阅地址：是否有，何日生成',
    renew: '生成新的日历订阅地址，旧的即刻失效',
    revoke: '停用日历订阅地址',
    noFeed: '没有这个订阅，或已停用',
    noPosts: '您的岗位没有这一日历订阅',
  },
  {
    show: 'My calendar address: whether there is one, made on which day',
    renew: 'Another calendar address; the one before ends at once',
    revoke: 'End my calendar address',
    noFeed: 'There is no such feed, or it has ended',
    noPosts: 'Your posts have no such calendar',
  },
);
