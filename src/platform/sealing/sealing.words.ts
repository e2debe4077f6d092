import { words } from '../language/language.ts';

/** What the operator reads when the master key is wrong. */
export const sealingWords = words(
  {
    notAKey: '{where} 中的主密钥应为 64 位十六进制数。',
    lost: '主密钥文件 {where} 写入后无法读取。',
    otherKey: '主密钥与数据库不符(区划 {district}):请放回原来的主密钥。',
  },
  {
    notAKey: 'The master key in {where} must be 64 hexadecimal digits.',
    lost: 'The master key file {where} cannot be read after it was written.',
    otherKey: 'The master key does not belong to this database (district {district}): put the former master key back.',
  },
);
