import { words } from '../language/language.ts';

export const dbWords = words(
  {
    tooOld: 'PostgreSQL {version} 太旧：联安需要 15 或更新的版本。',
    changed: '迁移 {folder}/{name} 在应用之后被改动：请恢复原文件，改动另写一个新的迁移。',
    serverOlder: '数据库比程序新：其中有本程序不认识的迁移 {folder}/{name}。请换用较新的程序。',
    failed: '迁移 {folder}/{name} 失败：{reason}',
    order: '迁移 {folder}/{name} 写明在 {after} 之后，但找不到该目录，或互相等待。',
    rolesTaken:
      '这台 PostgreSQL 上另有一套联安（数据库 {database}，另一把主密钥）正在运行：两套联安不能共用一台 PostgreSQL 的角色。',
    cannotMakeRoles: 'DATABASE_URL 的角色 {role} 不能创建角色：需要超级用户，或有 CREATEROLE 权限的数据库所有者。',
    migrated: '数据库已就绪：应用了 {count} 个迁移，用时 {ms} 毫秒。',
    upToDate: '数据库已是最新。',
    taken: '数据目录 {folder} 正被另一个联安进程（进程号 {pid}）使用：请先停掉它，或用 DATA_DIR 另选一个目录。',
    moved: '用户 {uid} 进不了 {folder}（root 不能运行 PostgreSQL）：数据库的程序与数据放在 {place}。',
    placeGone: '数据目录 {folder} 记着数据库在 {place}，但那里没有：请把它放回原处；若要从头开始，请另选 DATA_DIR。',
    noBinaries: '没有适合本机（{platform}）的 PostgreSQL：请用 DATABASE_URL 指向一个 15 或更新的 PostgreSQL。',
    notStarted: 'PostgreSQL 没有启动：{reason}。记录见 {log}。',
    clockOff: '本机的时钟与数据库的时钟相差 {seconds} 秒（最多 2 秒）：请先校准时间。',
    notABackup: '{file} 不是联安的备份文件，或者不完整。',
    backupAltered: '备份文件 {file} 被改动过或不完整：不能使用。',
    backupOtherKey:
      '备份文件 {file} 是用另一把主密钥做的：请先把当时的 DATA_DIR/secrets/master.key（或 LIANAN_KEY）放回来。',
    backupNewer: '备份文件 {file} 由更新的程序制作，其中有本程序不认识的迁移 {migration}：请换用较新的程序。',
    backupNoTarget: '找不到写备份的目录：{folder}。',
    notEmpty: '数据库里已有数据（{what}）：加上 --replace 才会用备份取代它。',
    inUse: '数据库正被联安使用（{count} 个连接）：请先停掉 npm start 和其他命令。',
    otherMasterKey:
      '主密钥不是这个数据库的：请把原来的 DATA_DIR/secrets/master.key（或 LIANAN_KEY）放回来；若刚更换过主密钥，请再运行一次 npm run rekey。',
    rekeyUnderWay: '主密钥正在更换，还没有做完：请先用同样的两把密钥运行 npm run rekey，把它做完。',
    rekeyOther: '这个数据库正在换成另一把主密钥：请用那一次的两把密钥运行 npm run rekey，把它做完。',
    rekeySame: '新的主密钥与现在的相同：没有可更换的。',
    rekeyBroken: '区划 {district} 的密钥 {id} 用新旧主密钥都打不开：它被改动过。请从备份恢复后再更换。',
    nothingToSave: '数据库里还没有联安的数据。',
    majorChanged:
      '数据目录 {folder} 由 PostgreSQL {old} 建立，本程序带的是 {now}：请先用旧程序 npm run backup，再用新程序 npm run restore。',
  },
  {
    tooOld: 'PostgreSQL {version} is too old: Lianan needs 15 or newer.',
    changed:
      'Migration {folder}/{name} was changed after it had been applied: put the file back and write the change as a new migration.',
    serverOlder:
      'The database is newer than this program: it holds migration {folder}/{name}, which this program does not know. Use the newer program.',
    failed: 'Migration {folder}/{name} failed: {reason}',
    order:
      'Migration {folder}/{name} says that it comes after {after}, but there is no such folder, or they wait for each other.',
    rolesTaken:
      'Another Lianan (database {database}, with another master key) is running on this PostgreSQL: two of them cannot share the roles of one PostgreSQL server.',
    cannotMakeRoles:
      'The role {role} of DATABASE_URL cannot create roles: a superuser is needed, or the owner of the database with CREATEROLE.',
    migrated: 'Database ready: {count} migrations applied in {ms} ms.',
    upToDate: 'Database up to date.',
    taken:
      'The data folder {folder} is in use by another Lianan process (pid {pid}): stop that one first, or choose another folder with DATA_DIR.',
    moved:
      'User {uid} cannot enter {folder} (PostgreSQL does not run as root): the database and its program are kept in {place}.',
    placeGone:
      'The data folder {folder} says that its database is in {place}, but there is none: put it back where it was, or begin anew with another DATA_DIR.',
    noBinaries: 'There is no PostgreSQL for this machine ({platform}): point DATABASE_URL at a PostgreSQL 15 or newer.',
    notStarted: 'PostgreSQL did not start: {reason}. Its log is {log}.',
    clockOff:
      'The clock of this machine is {seconds} s off that of the database (2 s at most): set the time right first.',
    notABackup: '{file} is not a backup of Lianan, or is cut short.',
    backupAltered: 'The backup {file} was altered or cut short and cannot be used.',
    backupOtherKey:
      'The backup {file} was made under another master key: put the DATA_DIR/secrets/master.key (or LIANAN_KEY) of that time back first.',
    backupNewer:
      'The backup {file} was made by a newer program: it holds migration {migration}, which this program does not know. Use the newer program.',
    backupNoTarget: 'There is no folder {folder} to write the backup into.',
    notEmpty: 'The database holds data already ({what}): only with --replace does the backup take its place.',
    inUse: 'Lianan is using the database ({count} connections): stop npm start and other commands first.',
    otherMasterKey:
      'The master key is not that of this database: put the former DATA_DIR/secrets/master.key (or LIANAN_KEY) back, or run npm run rekey once more where it was just being changed.',
    rekeyUnderWay:
      'A change of the master key is under way and not finished: run npm run rekey with the same two keys first.',
    rekeyOther:
      'This database is being moved to another master key: run npm run rekey with the two keys of that change to finish it.',
    rekeySame: 'The new master key is the present one: there is nothing to change.',
    rekeyBroken:
      'The key {id} of district {district} opens under neither the old nor the new master key: it was altered. Restore a backup, then change the key.',
    nothingToSave: 'The database holds no data of Lianan yet.',
    majorChanged:
      'The data folder {folder} was made by PostgreSQL {old}, this program brings {now}: run npm run backup with the old program, then npm run restore with the new one.',
  },
);
