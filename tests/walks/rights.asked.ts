import { randomUUID } from 'node:crypto';
import { addDays } from '../../src/platform/calendar/calendar.rules.ts';
import { FAR_VILLAGE, OTHER_DISTRICT, RESIDENT_PHONE, reportOf, TOWN, VILLAGE, type Walker } from './district.ts';
import { changeOf, deadlineOf, type Planted } from './rights.planted.ts';

const SHEET = Buffer.from('not a sheet').toString('base64');

export type Asked = {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: object;
};
const note = () => ({ id: randomUUID(), n: 2, act: { move: 'note', note: '看过' } });
const mediationOf = () => ({
  id: randomUUID(),
  nature: '0201',
  words: '邻里漏水',
  territory: VILLAGE,
  violence: false,
  minors: false,
  parties: [{ id: randomUUID(), side: 'applicant', name: '某人' }],
});
/** What the walk sends to each contract: as right as can be, so that nothing but the right decides. */
export function askedOf({
  near,
  photo,
  dummies,
  appointments,
  changes,
  deadlines,
}: Planted): Readonly<Record<string, (who: Walker, at: number) => Asked>> {
  let place = 0;
  return {
    'identity.signIn': (_who, at) => ({ body: { login: `none${at}`, password: 'wrong-password-1' } }),
    'identity.signInCode': () => ({ body: { code: '123456' } }),
    'identity.enrolCode': () => ({ body: { password: 'wrong-password-1' } }),
    'identity.confirmCode': () => ({ body: { code: '000000' } }),
    'identity.renewRecovery': () => ({ body: { password: 'wrong-password-1' } }),
    'identity.changePassword': () => ({ body: { old: 'wrong-password-1', new: 'Another-brook-27' } }),
    'identity.chooseLanguage': () => ({ body: { language: 'zh' } }),
    'identity.revokeSession': () => ({ params: { id: 'none' } }),
    'identity.revokeAnySession': () => ({ params: { id: 'none' } }),
    'identity.enterPerson': (_who, at) => ({ body: { login: `entered${at}`, name: '新人' } }),
    'identity.resetPassword': () => ({ params: { id: dummies[0] ?? '' } }),
    'identity.resetCode': () => ({ params: { id: dummies[0] ?? '' } }),
    'identity.closePerson': (who) => ({
      params: { id: (who.post === 'sysadmin' || who.post === 'secadmin' ? dummies.pop() : dummies[0]) ?? '' },
    }),
    'identity.proposeAppointment': () => {
      place += 1;
      return {
        body: {
          person: dummies[1] ?? '',
          post: 'leader',
          territory: [TOWN, VILLAGE, FAR_VILLAGE][place % 3],
          from: '2030-01-01',
        },
      };
    },
    'identity.moveAppointment': (who) => ({
      params: { id: (who.post === 'secadmin' ? appointments.shift() : appointments[0]) ?? '' },
      body: { move: 'approve' },
    }),
    'identity.previewRoster': () => ({ body: { sheet: SHEET } }),
    'identity.commitRoster': () => ({ body: { sheet: SHEET, digest: '0'.repeat(64) } }),
    'identity.issueMachine': (_who, at) => ({
      body: {
        name: `machine ${at}`,
        body: null,
        scopes: ['figures'],
        until: new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10),
      },
    }),
    'identity.revokeMachine': () => ({ params: { id: randomUUID() } }),
    'webhooks.propose': () => ({
      body: {
        ...{ machine: randomUUID(), name: 'elsewhere', url: 'https://example.com/told', events: ['matter.closed'] },
        territory: '330702',
      },
    }),
    'webhooks.move': () => ({ params: { id: randomUUID() }, body: { move: 'approve' } }),
    'webhooks.renewSecret': () => ({ params: { id: randomUUID() } }),
    'webhooks.replay': () => ({ params: { id: randomUUID() }, body: { test: true } }),
    'webhooks.deliveries': () => ({ params: { id: randomUUID() } }),
    'residents.askCode': () => ({ body: { phone: '12345' } }),
    'residents.proveCode': () => ({ body: { phone: '12345', code: '123456' } }),
    'places.find': () => ({ query: { words: '地' } }),
    'places.locate': () => ({ query: { lon: '119.6', lat: '29.1' } }),
    'places.territory': () => ({ params: { code: TOWN } }),
    'places.body': () => ({ params: { id: 'none' } }),
    'places.transferPreview': () => ({ params: { id: 'none' }, query: { territories: TOWN } }),
    'places.propose': (_who, at) => ({
      body: {
        id: randomUUID(),
        basis: '批文',
        change: {
          what: 'territory-rename',
          code: TOWN,
          name: { zh: `新镇${at}`, en: `New ${at}` },
          from: new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10),
        },
      },
    }),
    'places.move': () => ({
      params: { id: randomUUID() },
      body: { id: randomUUID(), act: { move: 'approve' } },
    }),
    'places.checkBoundary': () => ({ params: { code: TOWN }, body: { geometry: null } }),
    'places.drawing': () => ({ params: { id: randomUUID() } }),
    'calendar.year': () => ({ params: { year: '2026' } }),
    'calendar.setDay': () => ({
      params: { day: '2026-07-09' },
      body: { works: false, why: '台风', source: null, base: 99 },
    }),
    'calendar.clearDay': () => ({ params: { day: '2026-07-09' }, query: { base: '99' } }),
    'calendar.readList': () => ({ params: { year: '2026' }, body: { text: '无' } }),
    'calendar.setYear': () => ({ params: { year: '2026' }, body: { text: '无', source: '通知', base: 99 } }),
    'calendar.clearYear': () => ({ params: { year: '2026' }, query: { base: '99' } }),
    'calendar.setHours': () => ({ body: { body: null, hours: null, base: 99 } }),
    'files.upload': () => ({ body: {} }),
    'files.open': () => ({ params: { id: photo } }),
    'files.thumb': () => ({ params: { id: photo } }),
    'kinds.propose': () => ({ body: changeOf() }),
    'kinds.move': () => ({
      params: { id: changes.pop() ?? '' },
      body: { id: randomUUID(), act: { move: 'approve' } },
    }),
    'clock.story': () => ({ params: { code: deadlines[0]?.code ?? '' } }),
    'clock.preview': () => ({
      query: { stage: 'accept', kind: 'hazard.fire', urgency: 'normal', at: '2026-11-27T17:00:00+08:00' },
    }),
    'clock.propose': () => ({ body: deadlineOf() }),
    'clock.move': () => {
      const { code, proposed } = deadlines.pop() ?? { code: '', proposed: '' };
      return { params: { code }, body: { id: randomUUID(), act: { move: 'approve', proposed } } };
    },
    'matters.report': () => ({ body: reportOf({ place: { lon: 119.6, lat: 29.1 } }) }),
    'matters.reportAnonymously': () => ({ body: reportOf({ place: { lon: 119.6, lat: 29.1 } }) }),
    'matters.near': () => ({ query: { lon: '119.123456', lat: '29.12345' } }),
    'matters.reportFor': () => ({ body: { ...reportOf(), channel: 'hotline' } }),
    'matters.queue': () => ({ query: { limit: '200' } }),
    'matters.map': () => ({ query: { west: '-180', south: '-90', east: '180', north: '90' } }),
    'matters.putExtract': () => ({
      params: { id: randomUUID() },
      body: { name: '月报', columns: [{ field: 'number', heading: '编号' }] },
    }),
    'matters.removeExtract': () => ({ params: { id: randomUUID() } }),
    'matters.planImport': () => ({
      body: {
        headerRow: 1,
        columns: { number: null, happened: '时间', kind: null, words: null, address: '地址', lon: null, lat: null },
        ...{ kinds: [], otherwise: 'hazard.fire', datum: 'wgs84', ledger: '' },
      },
    }),
    'matters.responsibleAt': () => ({ query: { lon: '119.65', lat: '29.08' } }),
    'matters.callerEarlier': () => ({ body: { phone: RESIDENT_PHONE } }),
    'matters.matter': () => ({ params: { id: near.id } }),
    'matters.move': () => ({ params: { id: near.id }, body: note() }),
    'matters.moveMany': () => ({
      body: { items: [{ matter: near.id, id: randomUUID(), n: 1 }], act: { move: 'triage', urgency: 'urgent' } },
    }),
    'matters.undo': () => ({ body: { items: [{ matter: near.id, id: randomUUID(), n: 1 }] } }),
    'matters.keepView': () => ({
      params: { id: randomUUID() },
      body: { name: '未派', query: { unassigned: 'true' }, share: 'mine', body: null },
    }),
    'matters.dropView': () => ({ params: { id: randomUUID() } }),
    'matters.orderViews': () => ({ body: { ids: [], first: null } }),
    'matters.beHere': () => ({ params: { id: near.id }, body: { doing: 'gone' } }),
    'matters.seeContact': () => ({ params: { id: near.id }, body: { reason: 'visit' } }),
    'matters.seeEarlier': () => ({ params: { id: near.id }, body: {} }),
    'matters.tellBurden': () => ({
      body: {
        week: '2099-01-05',
        forms: [{ form: 'note', count: 1, seconds: 7, buckets: [0, 1, 0, 0, 0, 0, 0, 0, 0] }],
      },
    }),
    'matters.publicMatter': () => ({ params: { number: near.number } }),
    'matters.follow': () => ({ body: { code: near.code } }),
    'matters.followMove': () => ({ body: { ...note(), code: near.code } }),
    'matters.mineMove': () => ({ params: { id: near.id }, body: note() }),
    'matters.followPhoto': () => ({ body: { code: near.code, id: photo, variant: 'thumb' } }),
    'matters.minePhoto': () => ({ body: { subject: near.id, id: photo, variant: 'thumb' } }),
    'matters.putPartner': () => ({
      params: { desk: 'none' },
      body: { name: { zh: '某台', en: 'some desk' }, categories: 'no-such-table', url: null },
    }),
    'matters.stopPartner': () => ({ params: { desk: 'none' } }),
    'matters.previewCases': () => ({ params: { desk: 'none' }, body: { sheet: SHEET } }),
    'matters.takeCases': () => ({ params: { desk: 'none' }, body: { sheet: SHEET, digest: '0'.repeat(64) } }),
    'matters.findCases': () => ({ params: { desk: 'none' }, query: { number: '1' } }),
    'matters.listTraffic': () => ({ params: { desk: 'none' } }),
    'matters.sendAgain': () => ({ params: { id: '00000000-0000-4000-8000-000000000000' }, body: {} }),
    'matters.casesOfMatter': () => ({ params: { id: near.id } }),
    'matters.downloadReplies': () => ({ params: { desk: 'none' }, query: { from: '2026-01-01', to: '2026-01-02' } }),
    'matters.aroundMap': () => ({ query: { box: '-180,-90,180,90' } }),
    'matters.aroundMatter': () => ({ params: { number: '0702-20260101-AAAAAA' } }),
    'mediation.open': () => ({ body: { ...mediationOf(), channel: 'desk' } }),
    'mediation.apply': () => ({ body: mediationOf() }),
    'mediation.staffOf': () => ({ params: { body: 'fire' } }),
    'mediation.show': () => ({ params: { id: randomUUID() } }),
    'mediation.move': () => ({
      params: { id: randomUUID() },
      body: { id: randomUUID(), n: 1, act: { move: 'triage' } },
    }),
    'mediation.documentOf': () => ({ params: { id: randomUUID(), code: 'rights' } }),
    'mediation.passport': () => ({ body: { code: '0000-0000-0000' } }),
    'mediation.mine': () => ({ body: { code: '0000-0000-0000' } }),
    'mediation.mineMove': () => ({
      body: { code: '0000-0000-0000', id: randomUUID(), n: 1, act: { move: 'rate', stars: 5 } },
    }),
    'mediation.mineDocument': () => ({ body: { code: '0000-0000-0000', document: 'rights' } }),
    'mediation.mineCalendar': () => ({ body: { code: '0000-0000-0000', session: randomUUID() } }),
    'mediation.mineFile': () => ({ body: { code: '0000-0000-0000', id: randomUUID(), variant: 'thumb' } }),
    'handover.sign': (who) => ({
      body: {
        ...{ id: randomUUID(), at: '2020-01-01T00:00:00Z', seq: 0, since: null },
        desk: who.is === 'foreign' ? `${OTHER_DISTRICT}.centre` : '330702.centre',
      },
    }),
    'handover.move': () => ({ body: { id: randomUUID(), act: { move: 'withdraw' } } }),
    'mediation.planRound': () => ({
      body: { id: randomUUID(), territories: [VILLAGE], from: '2030-01-01', to: '2030-01-07' },
    }),
    'mediation.visitRound': () => ({
      params: { id: randomUUID() },
      body: { id: randomUUID(), territory: VILLAGE, words: '走过' },
    }),
    'mediation.moveRound': () => ({
      params: { id: randomUUID() },
      body: { id: randomUUID(), act: { move: 'close', reason: '好了' } },
    }),
    'admissions.weigh': () => ({ query: { territories: TOWN, minutes: '30', times: '12', from: '2030-01-01' } }),
    'admissions.ask': () => ({
      body: {
        id: randomUUID(),
        task: {
          name: { zh: '消防通道月查', en: 'Monthly look at fire lanes' },
          ...{ basis: '消防法', territories: [TOWN], doer: 'liaison', minutes: 30, times: 12, dropped: '无' },
          ...{ from: '2030-01-01', until: '2030-12-31' },
        },
      },
    }),
    'admissions.move': () => ({ params: { id: randomUUID() }, body: { id: randomUUID(), act: { move: 'withdraw' } } }),
    'subscriptions.subscribe': () => ({ body: { id: randomUUID(), area: { territory: TOWN } } }),
    'subscriptions.end': () => ({ params: { id: randomUUID() } }),
    'subscriptions.subscribePush': (_who, at) => ({
      body: {
        id: randomUUID(),
        area: { territory: TOWN },
        push: {
          endpoint: `https://push.services.mozilla.com/${at}`,
          keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) },
        },
      },
    }),
    'notices.see': () => ({ body: { upTo: 1 } }),
    'notices.set': () => ({
      body: { pace: 'hourly', quiet: { from: 1320, to: 420 }, pass: true, office: true },
    }),
    'notices.addDevice': (_who, at) => ({
      body: {
        shell: 'desk',
        language: 'zh',
        push: {
          endpoint: `https://push.services.mozilla.com/staff/${at}`,
          keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) },
        },
      },
    }),
    'notices.removeDevice': () => ({ params: { id: randomUUID() } }),
    'subscriptions.byCode': () => ({ body: { code: '0000-0000-0000' } }),
    'subscriptions.endByCode': () => ({ body: { code: '0000-0000-0000' } }),
    'figures.open': () => ({ query: { measure: 'opened/', limit: '200' } }),
    'figures.picture': () => ({ params: { code: 'opened' } }),
    'figures.fileAppeal': (_who, at) => ({
      body: {
        id: randomUUID(),
        against: {
          is: 'figure',
          code: 'onTimeRate',
          territory: TOWN,
          from: addDays('2026-01-01', -at),
          to: '2026-01-31',
        },
        reason: '数不对',
      },
    }),
    'figures.moveAppeal': () => ({
      params: { id: randomUUID() },
      body: { id: randomUUID(), act: { move: 'withdraw' } },
    }),
    'figures.setReference': () => ({
      body: {
        id: randomUUID(),
        what: 'base:residents',
        territory: TOWN,
        value: 900,
        from: '2026-01-01',
        source: '公报',
      },
    }),
    'figures.endReference': () => ({ params: { id: randomUUID() }, body: { id: randomUUID(), to: '2026-01-31' } }),
    'mediation.changeSetting': () => ({
      body: { id: randomUUID(), n: 99, change: { term: 'days', value: 20 }, reason: '试' },
    }),
    'mediation.mediatorsTable': () => ({ query: { as: 'csv' } }),
    'mediation.keepRegister': () => ({
      params: { body: 'fire' },
      body: { id: randomUUID(), n: 99, act: { act: 'state', from: '2026-01-01', woman: true } },
    }),
    'mediation.subsidiesTable': () => ({ query: { as: 'csv' } }),
    'mediation.claimSubsidy': () => ({
      body: { id: randomUUID(), case: randomUUID(), difficulty: 'simple', reason: '试' },
    }),
    'mediation.reviewSubsidy': () => ({
      params: { id: randomUUID() },
      body: { id: randomUUID(), n: 1, outcome: 'approved' },
    }),
    'mediation.paySubsidies': () => ({
      body: { id: randomUUID(), subsidies: [randomUUID()], day: '2026-01-01', batch: '1' },
    }),
    'mediation.template': () => ({ params: { code: 'agreement' } }),
    'mediation.previewTemplate': () => ({ params: { code: 'agreement' }, body: { text: '# {{number}}' } }),
    'mediation.sampleDocument': () => ({ params: { code: 'agreement' }, query: { as: 'docx' } }),
    'figures.ask': () => ({ query: { codes: 'opened,closingRate', below: 'true' } }),
    'figures.statementFile': () => ({ params: { id: randomUUID(), edition: 'public', sort: 'json' } }),
    'figures.askStatement': () => ({ body: { id: randomUUID(), period: '2199-12' } }),
    'proof.consistency': () => ({ query: { from: '1' } }),
    'proof.leaf': () => ({ params: { index: '0' } }),
  };
}
