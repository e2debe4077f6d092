import { words } from '../language/language.ts';

/** What residents read who prove their telephone. */
export const residentWords = words(
  {
    ask: '索取验证码',
    prove: '用验证码证明手机号',
    leave: '退出',
    me: '我的手机号',
    looks: '谁查看过我的信息，为什么',
    forget: '删除我的信息',
    outbox: '演示用短信箱（代替短信服务商）',
    phone: '请填写大陆手机号码',
    wrong: '验证码不正确或已过期，请重新索取',
    wait: '索取次数过多，请 {minutes} 分钟后再试',
    unsent: '短信暂时发不出去，请稍后再试',
    message: '【联安】验证码 {code}，{minutes} 分钟内有效。工作人员不会向您索取验证码。',
    standIn: '本页代替短信服务商，仅供演示：任何人都能看到这里的验证码',
    noOutbox: '本系统通过短信服务商发送，没有这一页',
  },
  {
    ask: 'Ask for a code',
    prove: 'Prove a phone number with a code',
    leave: 'Sign out',
    me: 'My phone number',
    looks: 'Who looked at my data, and why',
    forget: 'Delete my data',
    outbox: 'Message box of the demonstration (in place of a telephone company)',
    phone: 'Please enter a mainland mobile number',
    wrong: 'The code is not right or has run out; please ask for a new one',
    wait: 'Too many requests; please wait {minutes} minutes',
    unsent: 'The message cannot be sent just now; please try again shortly',
    message: '[Lianan] Code {code}, valid for {minutes} minutes. Staff will never ask you for it.',
    standIn: 'This page stands in for a telephone company, for demonstration only: anybody can read the codes here',
    noOutbox: 'Messages go through a telephone company here; there is no such page',
  },
);
