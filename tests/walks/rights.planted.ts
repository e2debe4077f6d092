import { randomUUID } from 'node:crypto';
import {
  BODY,
  FAR_VILLAGE,
  OTHER_DISTRICT,
  type Peopled,
  RESIDENT_PHONE,
  reportOf,
  TOWN,
  type Walker,
  WHOLE_DUTY,
} from './district.ts';
import { formOf, photo } from './photo.ts';
import { sees } from './rights.table.ts';

/** Words, numbers and ids that were planted, and who may read each in any answer at all. */
export type Secret = {
  readonly what: string;
  readonly text: string;
  readonly may: (who: Walker, contract: string) => boolean;
};
type Reported = { readonly id: string; readonly code: string; readonly number: string };

/** What stands in the district for the walk to find, or not to find. */
export type Planted = {
  readonly secrets: readonly Secret[];
  /** The matter in reach and at the body, with a photo. */
  readonly near: Reported;
  readonly photo: string;
  /** People that administrators try their hands on, and what waits to be decided: each taken once. */
  readonly dummies: string[];
  readonly appointments: string[];
  readonly changes: string[];
  readonly deadlines: { readonly code: string; readonly proposed: string }[];
};

const FAR_POSTS = ['clerk', 'duty', 'coordinator', 'handler', 'liaison', 'mediator', 'verifier', 'leader'];
/** Liaisons and coordinators at a body hold the far town besides. */
const seesFar = (who: Walker) =>
  who.is === 'staff' &&
  FAR_POSTS.includes(who.post ?? '') &&
  (who.place === 'out of reach' ||
    who.name === WHOLE_DUTY ||
    ((who.post === 'liaison' || who.post === 'coordinator') && who.place !== 'in reach'));

/** Reports matters in reach, out of reach, of a hidden kind and in another district, and what administrators need to work on. */
export async function plant(house: Peopled): Promise<Planted> {
  const secrets: Secret[] = [];
  const dummies: string[] = [];
  const fresh = {
    changes: [] as string[],
    appointments: [] as string[],
    deadlines: [] as { code: string; proposed: string }[],
  };
  const nobody = house.walker('nobody');
  const mark = (word: string) => `${word}${randomUUID().slice(0, 8)}`;
  const report = async (
    who: Walker,
    over: Record<string, unknown>,
    headers: Record<string, string> = {},
  ): Promise<Reported> => {
    const sent = await house.send(
      { ...who, headers: { ...who.headers, ...headers } },
      'POST',
      '/api/matters',
      reportOf(over),
    );
    if (sent.status !== 200) throw new Error(sent.text);
    return sent.json as Reported;
  };
  const words = { near: mark('近处暗号'), far: mark('远处暗号'), hidden: mark('家事暗号'), other: mark('邻区暗号') };
  const form = await formOf(await photo());
  const uploaded = await house.server.inject({
    method: 'POST',
    url: '/api/files',
    headers: { 'content-type': form.type },
    payload: form.payload,
  });
  const near = await report(nobody, {
    words: words.near,
    phone: RESIDENT_PHONE,
    name: '秘密姓名',
    photos: [uploaded.json().token],
  });
  const far = await report(nobody, {
    words: words.far,
    place: { territory: FAR_VILLAGE, address: '远处门牌99' },
    phone: '13877770002',
  });
  const hidden = await report(nobody, {
    words: words.hidden,
    kind: 'dispute.family',
    place: { territory: FAR_VILLAGE, lon: 119.123456, lat: 29.123456 },
  });
  const other = await report(
    nobody,
    { words: words.other, place: { territory: undefined, lon: 119.1, lat: 29.1 } },
    { 'x-lianan-district': OTHER_DISTRICT },
  );
  const act = { move: 'assign', body: BODY };
  await house.send(house.walker('duty in reach'), 'POST', `/api/desk/matters/${near.id}/moves`, {
    id: randomUUID(),
    n: 1,
    act,
  });
  const shown = await house.send(house.walker('duty in reach'), 'GET', `/api/desk/matters/${near.id}`);
  const photoId = (shown.json['history'] as { files: { id: string }[] }[])[0]?.files[0]?.id ?? '';

  const bearer = (contract: string) => contract.startsWith('matters.follow');
  const add = (what: string, text: string, may: Secret['may']) => secrets.push({ what, text, may });
  const own = (who: Walker) => who.is === 'resident';
  add('words in reach', words.near, (who, contract) => sees(who) || own(who) || bearer(contract));
  // A figure opens to its lines for a machine of the body that has the matter: the line's subject, never its words.
  add(
    'id in reach',
    near.id,
    (who, contract) =>
      sees(who) || own(who) || bearer(contract) || (who.is === 'machine' && contract === 'figures.open'),
  );
  add('a reporter’s telephone', RESIDENT_PHONE, (who, contract) => contract === 'matters.seeContact' && sees(who));
  add('a reporter’s name', '秘密姓名', (who, contract) => contract === 'matters.seeContact' && sees(who));
  add('words out of reach', words.far, seesFar);
  add('an address out of reach', '远处门牌99', seesFar);
  add('id out of reach', far.id, seesFar);
  add('another telephone', '13877770002', () => false);
  add('words of a hidden kind', words.hidden, seesFar);
  add('id of a hidden kind', hidden.id, seesFar);
  add('number of a hidden kind', hidden.number, seesFar);
  add('a point of a hidden kind', '29.123456', seesFar);
  for (const [what, text] of [
    ['words', words.other],
    ['id', other.id],
    ['number', other.number],
  ] as const) {
    add(`${what} of another district`, text, (who) => who.is === 'foreign');
  }
  // Colleagues' names stand in a matter's history for those who see it, and in the lists of those who administer.
  add(
    'names of colleagues',
    'duty-in的姓名',
    (who, contract) =>
      sees(who) ||
      ['sysadmin', 'secadmin', 'auditor'].includes(who.post ?? '') ||
      (contract === 'identity.me' && who.name === 'duty in reach'),
  );
  add('a name that administrators alone see', '密名', (who) =>
    ['sysadmin', 'secadmin', 'auditor'].includes(who.post ?? ''),
  );

  for (let at = 0; at < 6; at += 1) {
    const sysadmin = house.walker('sysadmin in reach');
    const entered = await house.send(sysadmin, 'POST', '/api/people', { login: `dummy${at}`, name: `密名${at}` });
    dummies.push(String(entered.json['id']));
    const proposed = await house.send(sysadmin, 'POST', '/api/appointments', {
      person: dummies[at],
      post: 'handler',
      body: BODY,
      from: '2030-01-01',
    });
    if (proposed.status !== 200) throw new Error(proposed.text);
    fresh.appointments.push(String(proposed.json['id']));
  }
  for (const who of house.walkers) {
    const proposed = await house.send(house.walker('sysadmin in reach'), 'POST', '/api/kinds/changes', changeOf());
    if (proposed.status !== 200) throw new Error(`${who.name}: ${proposed.text}`);
    fresh.changes.push(String(proposed.json['id']));
    const rule = await house.send(house.walker('sysadmin in reach'), 'POST', '/api/deadlines', deadlineOf());
    if (rule.status !== 200) throw new Error(`${who.name}: ${rule.text}`);
    const { code, waiting } = rule.json as { code: string; waiting: { proposed: { at: string } } };
    fresh.deadlines.push({ code, proposed: waiting.proposed.at });
  }
  return { secrets, near, photo: photoId, dummies, ...fresh };
}

let day = 0;
/** A change of who answers in the town in reach, each time from another day. */
export const changeOf = () => {
  day += 1;
  const from = new Date(Date.UTC(2031, 0, day)).toISOString().slice(0, 10);
  return {
    id: randomUUID(),
    change: {
      what: 'authority',
      territory: TOWN,
      kind: 'hazard.fire',
      body: BODY,
      from,
      to: null,
      why: { zh: '试', en: 'trial' },
    },
  };
};

/** A new rule of deadlines for the town in reach, each time from another day. */
export const deadlineOf = () => {
  day += 1;
  return {
    id: randomUUID(),
    base: null,
    rule: {
      code: `walk-${day}`,
      stage: 'accept',
      kind: null,
      urgency: null,
      territory: TOWN,
      term: { n: 1, unit: 'workingDays' },
      name: { zh: '接收', en: 'Accept' },
      basis: null,
      from: new Date(Date.UTC(2031, 0, day)).toISOString().slice(0, 10),
      until: null,
      extension: null,
      grounds: [],
      remind: [],
      escalate: [],
      active: true,
    },
    why: { zh: '试', en: 'trial' },
  };
};
