import { words } from '../language/language.ts';

export const httpWords = words(
  {
    invalid: '提交的内容有误，请按提示修改',
    notFound: '找不到这个页面或记录',
    mustSignIn: '请先登录',
    notYours: '您没有权限这样做',
    tooMany: '操作过于频繁，请稍后再试',
    tooLarge: '提交的内容太大',
    badType: '不支持的内容格式',
    badOrigin: '请求来自未知网站，已拒绝',
    failed: '系统出错，请稍后再试；编号 {id}',
    away: '数据库暂时不可用，请稍后再试；您填写的内容没有丢失',
    full: '存储空间已满，暂时不能接收新内容，请联系管理员',
    needsTotp: '该岗位必须先启用动态口令',
  },
  {
    invalid: 'What was sent is not right; please mend the fields named',
    notFound: 'No such page or record',
    mustSignIn: 'Please sign in first',
    notYours: 'You may not do this',
    tooMany: 'Too many requests; please wait a little',
    tooLarge: 'What was sent is too large',
    badType: 'This content type is not supported',
    badOrigin: 'The request comes from an unknown site and was refused',
    failed: 'Something went wrong; please try again. Number {id}',
    away: 'The database is away for a moment; try again shortly, nothing you wrote is lost',
    full: 'Storage is full; nothing new can be taken just now, please tell the administrator',
    needsTotp: 'This post must enrol a one-time code first',
  },
);
