import { words } from '../language/language.ts';

/** Words of machines and their keys. */
export const machineWords = words(
  {
    list: '接口密钥一览',
    issue: '签发接口密钥',
    revoke: '吊销接口密钥',
    notYours: '仅安全管理员可以管理接口密钥',
    days: '有效期须在今天之后、两年之内',
    scopes: '请选择至少一项用途，且不要重复',
    noBody: '没有这个单位',
    noMachine: '没有这个接口密钥，或已吊销',
  },
  {
    list: 'API keys',
    issue: 'Issue an API key',
    revoke: 'Revoke an API key',
    notYours: "API keys are the security administrator's",
    days: 'The last day must lie ahead, within two years',
    scopes: 'Choose at least one scope, none twice',
    noBody: 'There is no such body',
    noMachine: 'There is no such API key, or it was revoked',
  },
);
