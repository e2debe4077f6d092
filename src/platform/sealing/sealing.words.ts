import { words } from '../language/language.ts';

/** What the operator reads when the master key is wrong. */
export const sealingWords = words(
  {
    notAKey: '{where} 中的主密钥应为 64 位十六进制数。',
    lost: '主密钥文件 {where} 写入后无法读取。',
  },
  {
    notAKey: 'The master key in {where} must be 64 hexadecimal digits.',
    lost: 'The master key file {where} cannot be read after it was written.',
  },
);
