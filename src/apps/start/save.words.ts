import { words } from '../../platform/language/language.ts';

/** What npm run backup, npm run restore and npm run rekey say. */
export const saveWords = words(
  {
    backupUsage: '用法：npm run backup -- 文件',
    restoreUsage: '用法：npm run restore -- 文件 [--replace]（--replace：取代数据库中已有的数据）',
    saved:
      '已备份到 {file}：{rows} 行，{files} 个文件，用时 {seconds} 秒。恢复时还需要主密钥（DATA_DIR/secrets/master.key 或 LIANAN_KEY）、签名密钥 DATA_DIR/secrets/proof.pem 和 DATA_DIR/forgotten.log，请另处保管。',
    missing: '有 {missing} 个文件在存储中已不存在。',
    rekeyUsage:
      '用法：停掉 npm start 后，LIANAN_NEW_KEY=（64 位十六进制数字）npm run rekey。LIANAN_KEY 仍为现在的主密钥，做完后再把它换成新的。',
    rekeyed:
      '主密钥已更换：{wrapped} 把密钥重新封装（此前已做 {before} 把），用时 {seconds} 秒。新的主密钥在 DATA_DIR/secrets/master.key，请另处保管；旧的备份仍要用旧的主密钥恢复。',
    rekeyedOutside:
      '主密钥已更换：{wrapped} 把密钥重新封装（此前已做 {before} 把），用时 {seconds} 秒。请把 LIANAN_KEY 设为新的主密钥再启动；旧的备份仍要用旧的主密钥恢复。',
    restored: '已从 {made} 的备份恢复：{rows} 行，{files} 个文件，用时 {seconds} 秒。所有人需重新登录。正在核对…',
    checkpoint:
      '区划 {district}：此前核对到第 {before} 条，备份只到第 {now} 条，之后的记录不在其中。原检查点保存为 {file}。',
    treeAgain:
      '区划 {district}：备份接不上此前签名的账目树（或签名密钥已换），账目树以新名称 {origin} 重新开始。请告知持有旧检查点的人。',
  },
  {
    backupUsage: 'Usage: npm run backup -- FILE',
    restoreUsage: 'Usage: npm run restore -- FILE [--replace]   (--replace: take the place of what the database holds)',
    saved:
      'Saved to {file}: {rows} rows, {files} files, in {seconds} s. To restore it the master key (DATA_DIR/secrets/master.key or LIANAN_KEY), the signing key DATA_DIR/secrets/proof.pem and DATA_DIR/forgotten.log are needed as well: keep them elsewhere.',
    missing: '{missing} files are no longer in the store.',
    rekeyUsage:
      'Usage: with npm start stopped, LIANAN_NEW_KEY=<64 hexadecimal digits> npm run rekey. LIANAN_KEY is still the present master key; set it to the new one afterwards.',
    rekeyed:
      'The master key is changed: {wrapped} keys wrapped anew ({before} were before), in {seconds} s. The new one is DATA_DIR/secrets/master.key: keep a copy elsewhere. Older backups still need the older key to be restored.',
    rekeyedOutside:
      'The master key is changed: {wrapped} keys wrapped anew ({before} were before), in {seconds} s. Set LIANAN_KEY to the new one before the next start. Older backups still need the older key to be restored.',
    restored:
      'Restored from the backup of {made}: {rows} rows, {files} files, in {seconds} s. Everybody has to log in again. Auditing …',
    checkpoint:
      'District {district}: the last audit went up to line {before}, the backup ends at line {now}; what came after is not in it. The earlier checkpoint is kept as {file}.',
    treeAgain:
      'District {district}: the backup does not go on from the tree that was signed before (or the key is another one); the tree begins again as {origin}. Tell those who hold checkpoints.',
  },
);
