import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Sentence } from '../src/apps/start/tell.ts';
import { runTool } from '../src/apps/tool.ts';
import { foundDeadlines } from '../src/capabilities/clock/clock.door.ts';
import { foundMatters } from '../src/capabilities/matters/matters.door.ts';
import { deadlines } from '../src/demonstration/deadlines.ts';
import { kinds } from '../src/demonstration/kinds.ts';
import { dayOf } from '../src/platform/calendar/calendar.rules.ts';
import { whole } from '../src/platform/db/scope.ts';
import { appointAll } from '../src/platform/identity/appoint.ts';
import { allBodies } from '../src/platform/identity/bodies.store.ts';
import { enterPeople } from '../src/platform/identity/enterPeople.ts';
import { NOBODY } from '../src/platform/identity/subject.store.ts';
import { createDistrict, districtsOf } from '../src/platform/journal/lines.store.ts';

// npm run found -- --district 330702 --name 婺城区 --name-en Wucheng --sysadmin LOGIN --secadmin LOGIN: a live district's first day.
// The two administrators get passwords that they must change, and must enrol a one-time code, before they can appoint anybody.

const USAGE = `用法：npm run found -- --district 区划代码 --name 名称 --name-en 英文名 --sysadmin 系统管理员账号 --secadmin 安全管理员账号
Usage: npm run found -- --district CODE --name NAME --name-en NAME --sysadmin LOGIN --secadmin LOGIN`;

await runTool(async ({ work, keyring: opened }) => {
  const keyring = await opened();
  const { district, name, nameEn, logins } = asked();
  if ((await districtsOf(work.pool)).includes(district)) {
    throw new Sentence(`区划 ${district} 已经建立。\nDistrict ${district} is there already.`);
  }
  const now = new Date();
  await work.write(whole(district), (tx) =>
    createDistrict(tx, { district, name: { zh: name, en: nameEn }, origin: 'live' }),
  );
  await foundMatters(work, district, kinds, now);
  await foundDeadlines(work, district, deadlines, now);
  const people = logins.map((login) => ({
    login,
    name: login,
    password: randomBytes(9).toString('base64url'),
    initialPassword: true,
  }));
  await work.write(whole(district), async (tx) => {
    const writing = { district, now, origin: 'live' as const, author: NOBODY };
    const persons = await enterPeople(tx, keyring, writing, people);
    const [body] = await allBodies(tx, district);
    const drafts = (['sysadmin', 'secadmin'] as const).map((post, at) => ({
      person: persons[at] ?? '',
      post,
      body: body?.id ?? null,
      territory: district,
      from: dayOf(now),
      to: null,
      deputyOf: null,
    }));
    const { refused } = await appointAll(tx, writing, drafts, 'founded');
    if (refused.length > 0) throw new Sentence(USAGE);
  });
  console.log(
    `区划 ${district} 已建立。首次登录须改密码并启用动态口令。\nDistrict ${district} is founded. The first sign-in changes the password and enrols a one-time code.`,
  );
  for (const { login, password } of people) console.log(`  ${login}  ${password}`);
  return 0;
});

function asked() {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      options: { district: text, name: text, 'name-en': text, sysadmin: text, secadmin: text },
    });
    const { district, name, sysadmin, secadmin } = values;
    if (!/^\d{6}$/.test(district ?? '') || !name || !sysadmin || !secadmin || sysadmin === secadmin)
      throw new Sentence(USAGE);
    return { district: district ?? '', name, nameEn: values['name-en'] ?? name, logins: [sysadmin, secadmin] };
  } catch {
    throw new Sentence(USAGE);
  }
}
