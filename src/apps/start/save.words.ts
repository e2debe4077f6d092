import { words } from '../../platform/language/language.ts';

/** What npm run backup and npm run restore say. */
export const saveWords = words(
  {
    backupUsage: '用法：npm run backup -- 文件',
    restoreUsage: '用法：npm run restore -- 文件 [--replace]（--replace：取代数据库中已有的数据）',
    saved:
      '已备份到 {file}：{rows} 行，{files} 个文件，用时 {seconds} 秒。恢复时还需要主密钥（DATA_DIR/secrets/master.key 或 LIANAN_KEY）和 DATA_DIR/forgotten.log，请另处保管。',
    missing: '有 {missing} 个文件在存储中已不存在。',
    restored: '已从 {made} 的备份恢复：{rows} 行，{files} 个文件，用时 {seconds} 秒。所有人需重新登录。正在核对…',
    checkpoint:
      '区划 {district}：此前核对到第 {before} 条，备份只到第 {now} 条，之后的记录不在其中。原检查点保存为 {file}。',
  },
  {
    backupUsage: 'Usage: npm run backup -- FILE',
    restoreUsage: 'Usage: npm run restore -- FILE [--replace]   (--replace: take the place of what the database holds)',
    saved:
      'Saved to {file}: {rows} rows, {files} files, in {seconds} s. To restore it the master key (DATA_DIR/secrets/master.key or LIANAN_KEY) and DATA_DIR/forgotten.log are needed as well: keep them elsewhere.',
    missing: '{missing} files are no longer in the store.',
    restored:
      'Restored from the backup of {made}: {rows} rows, {files} files, in {seconds} s. Everybody has to log in again. Auditing …',
    checkpoint:
      'District {district}: the last audit went up to line {before}, the backup ends at line {now}; what came after is not in it. The earlier checkpoint is kept as {file}.',
  },
);
