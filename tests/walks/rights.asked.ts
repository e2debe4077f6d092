import { randomUUID } from 'node:crypto';
import { FAR_VILLAGE, RESIDENT_PHONE, reportOf, TOWN, VILLAGE, type Walker } from './district.ts';
import { changeOf, type Planted } from './rights.planted.ts';

const SHEET = Buffer.from('not a sheet').toString('base64');

export type Asked = {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: object;
};
const note = () => ({ id: randomUUID(), n: 2, act: { move: 'note', note: '看过' } });
/** What the walk sends to each contract: as right as can be, so that nothing but the right decides. */
export function askedOf({
  near,
  photo,
  dummies,
  appointments,
  changes,
}: Planted): Readonly<Record<string, (who: Walker, at: number) => Asked>> {
  let place = 0;
  return {
    'identity.signIn': (_who, at) => ({ body: { login: `none${at}`, password: 'wrong-password-1' } }),
    'identity.signInCode': () => ({ body: { code: '123456' } }),
    'identity.enrolCode': () => ({ body: { password: 'wrong-password-1' } }),
    'identity.confirmCode': () => ({ body: { code: '000000' } }),
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
    'residents.askCode': () => ({ body: { phone: '12345' } }),
    'residents.proveCode': () => ({ body: { phone: '12345', code: '123456' } }),
    'places.find': () => ({ query: { words: '地' } }),
    'places.locate': () => ({ query: { lon: '119.6', lat: '29.1' } }),
    'files.upload': () => ({ body: {} }),
    'files.open': () => ({ params: { id: photo } }),
    'files.thumb': () => ({ params: { id: photo } }),
    'kinds.propose': () => ({ body: changeOf() }),
    'kinds.move': () => ({
      params: { id: changes.pop() ?? '' },
      body: { id: randomUUID(), act: { move: 'approve' } },
    }),
    'matters.report': () => ({ body: reportOf({ place: { lon: 119.6, lat: 29.1 } }) }),
    'matters.reportAnonymously': () => ({ body: reportOf({ place: { lon: 119.6, lat: 29.1 } }) }),
    'matters.near': () => ({ query: { lon: '119.123456', lat: '29.12345' } }),
    'matters.reportFor': () => ({ body: { ...reportOf(), channel: 'hotline' } }),
    'matters.queue': () => ({ query: { limit: '200' } }),
    'matters.map': () => ({ query: { west: '-180', south: '-90', east: '180', north: '90' } }),
    'matters.callerEarlier': () => ({ body: { phone: RESIDENT_PHONE } }),
    'matters.matter': () => ({ params: { id: near.id } }),
    'matters.move': () => ({ params: { id: near.id }, body: note() }),
    'matters.seeContact': () => ({ params: { id: near.id }, body: { reason: 'visit' } }),
    'matters.seeEarlier': () => ({ params: { id: near.id }, body: {} }),
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
    'matters.downloadReplies': () => ({ params: { desk: 'none' }, query: { from: '2026-01-01', to: '2026-01-02' } }),
    'figures.open': () => ({ query: { measure: 'opened/', limit: '200' } }),
  };
}
