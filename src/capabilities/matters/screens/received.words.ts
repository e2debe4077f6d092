import { words } from '../../../platform/language/language.ts';

/** What a reporter reads when a report has arrived; fetched with that page. */
export const receivedWords = words(
  {
    doneTitle: '已收到',
    doneNumber: '编号 {number}',
    doneCode: '查询码',
    doneKeep: '请记下或截屏保存。查询码只显示这一次，凭它查进展、补充、评价。',
    doneBody: '由 {body} 受理',
    doneNoBody: '由区综治中心受理',
    comma: '，',
    doneDue: '最迟 {day}给您结果',
    doneNothingKept: '匿名报事：这台手机上没有留下任何内容，请自己记住查询码。',
    doneFollow: '现在就看进展',
    doneAnother: '再报一件',
    copyCode: '复制查询码',
    copyLink: '复制查询链接',
    qr: '查询链接的二维码',
    sentBefore: '这份报告之前已经收到，没有重复登记。',
    newer: '收到的是改之前的那一份，后来改写的这些话不在里面；需要的话，看进展时可以补充：',
  },
  {
    doneTitle: 'Received',
    doneNumber: 'Number {number}',
    doneCode: 'Your code',
    doneKeep: 'Write it down or take a screenshot. It is shown only once; with it you follow, add and rate.',
    doneBody: 'Taken by {body}',
    doneNoBody: 'Taken by the district centre',
    comma: '. ',
    doneDue: 'You get a result by {day}',
    doneNothingKept: 'Anonymous: nothing of it is left on this phone. Please remember the code yourself.',
    doneFollow: 'See where it stands',
    doneAnother: 'Report another',
    copyCode: 'Copy the code',
    copyLink: 'Copy the link',
    qr: 'QR code of the link',
    sentBefore: 'This report had already arrived; it was not entered twice.',
    newer:
      'It arrived as it was before you changed it. These later words are not in it; you can add them where you follow it:',
  },
);
