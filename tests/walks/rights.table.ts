import { POSTS, type Post } from '../../src/platform/identity/caller.ts';
import { type Walker, WHOLE_DUTY } from './district.ts';

/** What a call of the walk must answer to somebody: one status, or one of several where a limit may come first. */
export type Wanted = number | readonly number[];
export type Rule = (who: Walker) => Wanted;

const ALL_MATTERS: readonly Post[] = POSTS.filter((post) => post !== 'sysadmin' && post !== 'secadmin');
const ADMINISTER: readonly Post[] = ['sysadmin', 'secadmin', 'auditor'];
const TAKE: readonly Post[] = ['clerk', 'duty', 'coordinator', 'liaison'];
/** Posts that work on matters and see those of their reach or of their body. */
const WORK: readonly Post[] = POSTS.filter((post) => !ADMINISTER.includes(post));

/** Anybody at all, and always alike. */
const everybody =
  (status: Wanted = 200): Rule =>
  () =>
    status;

/** Staff with a post in force; `foreign` is a duty officer of another district of the same server. */
const staff =
  (of: (who: Walker) => Wanted, over: Partial<Record<Walker['is'], Wanted>> = {}): Rule =>
  (who) => {
    const own = over[who.is];
    if (own !== undefined) return own;
    if (who.is === 'nobody' || who.is === 'resident') return 401;
    if (who.is === 'machine' || who.is === 'owing') return 403;
    return of(who);
  };
const holders = (posts: readonly Post[], status: Wanted = 200, otherwise: Wanted = 403) =>
  staff((who) => (who.post !== null && posts.includes(who.post) ? status : otherwise));

/** Toward the walk's matter, which lies in the town in reach and is at the body. */
export const sees = (who: Walker): boolean =>
  who.is === 'staff' &&
  who.post !== null &&
  WORK.includes(who.post) &&
  (who.place === 'in reach' || who.place === 'at its body');
const matterOf = (may: (who: Walker) => boolean): Rule =>
  staff((who) => (who.post === 'sysadmin' || who.post === 'secadmin' ? 403 : !sees(who) ? 404 : may(who) ? 200 : 403));

const isJusticeOffice = (who: Walker): boolean =>
  (who.post === 'handler' || who.post === 'coordinator') && who.place === 'at its body';
const readsSubsidies = (who: Walker): boolean =>
  who.is === 'staff' &&
  (who.post === 'auditor' ||
    who.post === 'coordinator' ||
    who.post === 'handler' ||
    (who.post === 'mediator' && who.place !== 'out of reach') ||
    (who.post === 'leader' && hasTerritory(who)));
const hasTerritory = (who: Walker): boolean => who.place === 'in reach' || who.place === 'out of reach';
const holdsDesk = (who: Walker): boolean =>
  (who.post === 'duty' && hasTerritory(who)) || (who.post === 'coordinator' && who.place !== null);
const readsRounds = (who: Walker): boolean =>
  who.post !== null &&
  !ADMINISTER.includes(who.post) &&
  (hasTerritory(who) || who.post === 'liaison' || who.post === 'coordinator');
const hasToDoWithAppeals = (who: Walker): boolean =>
  who.post === 'auditor' || who.post === 'coordinator' || (who.post === 'leader' && hasTerritory(who));
const wholeDuty = (status: number) => staff((who) => (who.is === 'foreign' || who.name === WHOLE_DUTY ? status : 403));
const bringers = (status: number) =>
  staff((who) => (who.is === 'foreign' || who.name === WHOLE_DUTY || who.post === 'sysadmin' ? status : 403));
const wrongPassport: Rule = (who) => (who.is === 'resident' ? 404 : who.is === 'nobody' ? 401 : 403);
const residents: Rule = (who) => (who.is === 'resident' ? 200 : who.is === 'nobody' ? 401 : 403);

const READS_TERMS = staff((who) =>
  who.is === 'foreign' || (who.post !== null && ALL_MATTERS.includes(who.post)) ? 200 : 403,
);

/**
 * Who may what, one line a contract: written from what each is for, not from its code. The walk fails for a contract that is
 * not here. Where the walk's input cannot succeed on purpose (a wrong password, an id of nothing) the status says what is
 * told to those who may try.
 */
export const RIGHTS: Readonly<Record<string, Rule>> = {
  'identity.signIn': everybody([401, 429]),
  'identity.signInCode': everybody([401, 429]),
  'identity.signOut': everybody(),
  'identity.me': everybody(),
  // Before the one-time code is shown, a session may do what leads to it and nothing else.
  'identity.enrolCode': staff((who) => (who.post !== null && ADMINISTER.includes(who.post) ? 409 : 401), {
    owing: 401,
  }),
  'identity.confirmCode': staff((who) => (who.post !== null && ADMINISTER.includes(who.post) ? 401 : 409), {
    owing: 409,
  }),
  'identity.renewRecovery': staff((who) => (who.post !== null && ADMINISTER.includes(who.post) ? 401 : 409)),
  'identity.changePassword': staff(() => 401, { owing: 401 }),
  'identity.chooseLanguage': staff(() => 200, { owing: 200 }),
  'identity.listSessions': staff(() => 200),
  'identity.revokeSession': staff(() => 404),
  'identity.listAllSessions': holders(['secadmin']),
  'identity.revokeAnySession': holders(['secadmin'], 404),
  'identity.listAccess': holders(['secadmin', 'auditor']),
  'identity.listPeople': holders(ADMINISTER),
  'identity.enterPerson': holders(['sysadmin']),
  // Somebody else's login does not exist for those who administer none.
  'identity.resetPassword': staff((who) =>
    who.post === 'sysadmin' ? 200 : ADMINISTER.includes(who.post ?? 'duty') ? 403 : 404,
  ),
  'identity.resetCode': staff((who) =>
    who.post === 'secadmin' ? 200 : ADMINISTER.includes(who.post ?? 'duty') ? 403 : 404,
  ),
  'identity.closePerson': staff((who) =>
    who.post === 'sysadmin' || who.post === 'secadmin' ? 200 : who.post === 'auditor' ? 403 : 404,
  ),
  'identity.listAppointments': staff(() => 200),
  'identity.proposeAppointment': holders(['sysadmin']),
  'identity.moveAppointment': staff((who) =>
    who.post === 'secadmin' ? 200 : ADMINISTER.includes(who.post ?? 'duty') ? 403 : 404,
  ),
  'identity.previewRoster': holders(['sysadmin'], 422),
  'identity.commitRoster': holders(['sysadmin'], 422),
  'identity.listMachines': holders(['secadmin', 'auditor']),
  'identity.issueMachine': holders(['secadmin']),
  'identity.revokeMachine': holders(['secadmin'], 404),
  'feeds.show': staff(() => 200),
  'feeds.renew': staff((who) => (who.post !== null && ADMINISTER.includes(who.post) ? 403 : 200)),
  'feeds.revoke': staff(() => 200),
  // One's own notices: nobody reads another's, and who works on no matters has none.
  'notices.list': staff(() => 200),
  'notices.count': staff(() => 200),
  'notices.see': staff(() => 200),
  'notices.showSetting': staff(() => 200),
  'notices.set': staff(() => 200),
  'notices.addDevice': staff((who) => (who.post !== null && WORK.includes(who.post) ? 200 : 403)),
  'notices.removeDevice': staff(() => 404),
  // A machine sees and replays its own hooks; here it has none.
  'webhooks.list': (who) => (who.is === 'machine' ? 200 : holders(ADMINISTER)(who)),
  'webhooks.propose': holders(['sysadmin'], 422),
  'webhooks.move': holders(['sysadmin', 'secadmin'], 404),
  'webhooks.renewSecret': holders(['sysadmin'], 404),
  'webhooks.replay': (who) => (who.is === 'machine' ? 404 : holders(['sysadmin'], 404)(who)),
  'webhooks.deliveries': (who) => (who.is === 'machine' ? 404 : holders(ADMINISTER, 404)(who)),
  'identity.listBodies': everybody(),
  'identity.listLiaisons': everybody(),

  'residents.askCode': everybody(422),
  'residents.proveCode': everybody(422),
  'residents.leave': everybody(),
  'residents.me': everybody(),
  'residents.looks': residents,
  'residents.forgetMe': residents,
  'residents.readOutbox': everybody(),

  'places.territories': everybody(),
  'places.baseMap': everybody(),
  'places.boundaries': everybody(),
  'places.zones': everybody(),
  'places.find': everybody(),
  'places.locate': everybody(),
  'places.desk': holders(ADMINISTER),
  'places.territory': staff((who) => (!ADMINISTER.includes(who.post ?? 'duty') ? 403 : 200)),
  'places.body': holders(ADMINISTER, 404),
  'places.changes': holders(ADMINISTER),
  'places.propose': holders(['sysadmin']),
  // Of a change that nobody has proposed.
  'places.move': holders(['secadmin'], 404),
  'places.checkBoundary': holders(['sysadmin']),
  'places.drawing': holders(ADMINISTER, 404),
  'places.transferPreview': holders(['sysadmin'], 404),

  'calendar.year': staff(() => 200),
  'calendar.hours': staff(() => 200),
  // Sent with a version that never was, and a list that says nothing.
  'calendar.setDay': holders(['sysadmin'], 409),
  'calendar.clearDay': holders(['sysadmin'], 409),
  'calendar.readList': holders(['sysadmin']),
  'calendar.setYear': holders(['sysadmin'], 422),
  'calendar.clearYear': holders(['sysadmin'], 409),
  'calendar.setHours': holders(['sysadmin'], 409),

  // Sent without a file on purpose.
  'files.upload': everybody(415),
  'files.uploadDocument': staff(() => 415),
  // A photo of the walk's matter; no machine opens any, not even that of the body which has the matter.
  'files.open': (who) =>
    who.is === 'nobody' ? 401 : ['owing', 'machine'].includes(who.is) ? 403 : sees(who) ? 200 : 404,
  'files.thumb': (who) =>
    who.is === 'nobody' ? 401 : ['owing', 'machine'].includes(who.is) ? 403 : sees(who) ? 200 : 404,

  // Asked without being a stream on purpose.
  'live.follow': staff(() => 406),

  'kinds.kinds': everybody(),
  'kinds.changes': everybody(),
  'kinds.authority': everybody(),
  // Of the town in reach.
  'kinds.propose': staff((who) =>
    who.post === 'sysadmin' || ((who.post === 'duty' || who.post === 'leader') && who.place === 'in reach') ? 200 : 403,
  ),
  'kinds.move': staff((who) =>
    who.is === 'foreign'
      ? 404
      : who.post === 'secadmin' || (who.post === 'leader' && who.place === 'in reach')
        ? 200
        : 403,
  ),

  'clock.rules': everybody(),
  // A rule of the town in reach.
  'clock.story': (who) => (who.is === 'foreign' ? 404 : 200),
  'clock.preview': everybody(),
  'clock.propose': staff((who) =>
    who.post === 'sysadmin' || (who.post === 'duty' && who.place === 'in reach') ? 200 : 403,
  ),
  'clock.move': staff((who) =>
    who.is === 'foreign'
      ? 404
      : who.post === 'secadmin' || ((who.post === 'leader' || who.post === 'duty') && who.place === 'in reach')
        ? 200
        : 403,
  ),

  'matters.report': everybody(),
  'matters.reportAnonymously': everybody(),
  'matters.near': everybody(),
  // In the district that one stands in: another one has no such number.
  'matters.publicMatter': (who) => (who.is === 'foreign' ? 404 : 200),
  'matters.follow': everybody(),
  'matters.followMove': everybody(),
  'matters.followPhoto': everybody(),
  'matters.minePhoto': residents,
  'matters.mine': residents,
  'matters.mineMove': residents,
  'matters.reportFor': staff((who) =>
    who.is === 'foreign' ? 422 : who.post !== null && TAKE.includes(who.post) ? 200 : 403,
  ),
  'matters.queue': holders(ALL_MATTERS),
  'matters.counts': holders(ALL_MATTERS),
  'matters.overdue': holders(ALL_MATTERS),
  'matters.transfers': holders(ALL_MATTERS),
  'matters.transferred': holders(ALL_MATTERS, 404),
  'matters.board': holders(ALL_MATTERS),
  // Each row has its own outcome; the call itself is for everybody who reads matters.
  'matters.moveMany': holders(ALL_MATTERS),
  'matters.undo': holders(ALL_MATTERS),
  'matters.listViews': holders(ALL_MATTERS),
  'matters.keepView': holders(ALL_MATTERS),
  'matters.dropView': holders(ALL_MATTERS),
  'matters.orderViews': holders(ALL_MATTERS),
  'matters.beHere': matterOf(() => true),
  'matters.whoIsWhere': holders(ALL_MATTERS),
  'matters.map': holders(ALL_MATTERS),
  'matters.extracts': staff(() => 200),
  'matters.putExtract': holders(['sysadmin']),
  // Taken away where there is none, on purpose.
  'matters.removeExtract': holders(['sysadmin'], 404),
  'matters.exportView': holders(ALL_MATTERS),
  // Tables of matters: the duty officer of the whole district and the system administrator; asked of none that there is.
  'matters.listImports': bringers(200),
  // Sent without a file on purpose.
  'matters.putImport': bringers(415),
  'matters.readImport': bringers(404),
  'matters.planImport': bringers(404),
  'matters.startImport': bringers(404),
  'matters.cancelImport': bringers(404),
  'matters.refusedRows': bringers(404),
  'matters.responsibleAt': holders(ALL_MATTERS),
  'matters.callerEarlier': holders(['clerk', 'duty']),
  'matters.matter': matterOf(() => true),
  // A note: everybody who works on it; leaders read.
  'matters.move': matterOf((who) =>
    who.place === 'in reach'
      ? ['clerk', 'duty', 'coordinator', 'liaison', 'verifier'].includes(who.post ?? '')
      : ['coordinator', 'handler', 'liaison'].includes(who.post ?? ''),
  ),
  'matters.readBurden': staff(() => 200),
  // Of a week that is not over on purpose.
  'matters.tellBurden': staff(() => 422),
  'matters.seeContact': matterOf((who) => (who.post === 'clerk' || who.post === 'duty') && who.place === 'in reach'),
  'matters.seeEarlier': matterOf((who) => (who.post === 'clerk' || who.post === 'duty') && who.place === 'in reach'),

  'matters.around': everybody(),
  'matters.aroundMap': everybody(),
  // What is not public and what is not there answer alike.
  'matters.aroundMatter': everybody(404),

  // With a desk that nobody has set up; its secrets are the security administrator's, its lists the duty officer's of the whole district.
  'matters.listPartners': staff((who) =>
    who.is === 'foreign' || who.name === WHOLE_DUTY || who.post === 'secadmin' || who.post === 'auditor' ? 200 : 403,
  ),
  'matters.putPartner': holders(['secadmin'], 422),
  'matters.stopPartner': holders(['secadmin'], 404),
  'matters.previewCases': wholeDuty(404),
  'matters.takeCases': wholeDuty(404),
  'matters.findCases': wholeDuty(200),
  'matters.downloadReplies': wholeDuty(404),
  'matters.listTraffic': wholeDuty(404),
  'matters.sendAgain': wholeDuty(404),
  'matters.casesOfMatter': matterOf(() => true),

  // Duty officers and coordinators of a territory hold a desk; leaders of one read what their desks sign.
  'handover.shift': staff((who) => (who.is === 'foreign' || holdsDesk(who) ? 200 : 403)),
  'handover.list': staff((who) =>
    who.is === 'foreign' || holdsDesk(who) || (who.post === 'leader' && hasTerritory(who)) ? 200 : 403,
  ),
  // A sheet that is not there.
  'handover.sheet': staff(() => 404),
  // Figures that nobody was shown, on purpose; and at a desk that only the duty officer of the whole district holds.
  'handover.sign': staff((who) => (who.name === WHOLE_DUTY || who.is === 'foreign' ? 409 : 403)),
  'handover.move': staff((who) =>
    who.is === 'foreign' || holdsDesk(who) || (who.post === 'leader' && hasTerritory(who)) ? 404 : 403,
  ),

  // Rounds are read where a working post reaches; the one that is planned lies in the village in reach.
  'mediation.rounds': staff((who) => (who.is === 'foreign' || readsRounds(who) ? 200 : 403)),
  'mediation.roundsGround': staff((who) => (who.is === 'foreign' || readsRounds(who) ? 200 : 403)),
  // One's own places of the day: whoever looks after none has none.
  'mediation.roundsToday': staff(() => 200),
  'mediation.round': staff(() => 404),
  'mediation.planRound': staff((who) =>
    who.name === WHOLE_DUTY || ((who.post === 'duty' || who.post === 'coordinator') && who.place === 'in reach')
      ? 200
      : 403,
  ),
  'mediation.moveRound': staff(() => 404),
  'mediation.visitRound': staff(() => 404),
  'admissions.admitted': everybody(),
  'admissions.list': staff(() => 200),
  'admissions.weigh': staff(() => 200),
  // Those who work at a body; in another district there is no such place.
  'admissions.ask': staff((who) => {
    if (who.is === 'foreign') return 422;
    const asks = ['handler', 'duty', 'coordinator', 'leader'].includes(who.post ?? '');
    return asks && (who.place !== 'out of reach' || who.post === 'handler') ? 200 : 403;
  }),
  // Of one that is not there.
  'admissions.move': staff(() => 404),

  'subscriptions.subscribe': residents,
  'subscriptions.mine': residents,
  // Somebody else's.
  'subscriptions.end': (who) => (who.is === 'resident' ? 404 : who.is === 'nobody' ? 401 : 403),
  'subscriptions.pushKey': everybody(),
  'subscriptions.subscribePush': everybody(),
  'subscriptions.byCode': everybody(404),
  'subscriptions.endByCode': everybody(404),
  // Numbers alone, and to one post alone.
  'subscriptions.counts': holders(['secadmin']),

  // Nothing is signed yet in the walk's district.
  'proof.status': everybody(404),
  'proof.leaf': everybody(404),
  'proof.consistency': everybody(404),
  'proof.line': staff(() => 404),
  'proof.subject': staff(() => 404),
  'figures.read': everybody(),
  'figures.open': everybody(),
  'figures.csv': everybody(),
  'figures.xlsx': everybody(),
  'figures.catalogue': everybody(),
  // Whoever works on matters, or audits them, reads the terms of mediation. No body answers for disputes by name here but the one for all,
  // whose handlers and coordinators may change them; what is asked for is of a number of changes that there was not.
  'mediation.settings': READS_TERMS,
  'mediation.template': READS_TERMS,
  'mediation.previewTemplate': READS_TERMS,
  'mediation.sampleDocument': READS_TERMS,
  'mediation.changeSetting': staff((who) =>
    (who.post === 'handler' || who.post === 'coordinator') && who.place === 'at its body' ? 409 : 403,
  ),
  // The register of mediators is read as the terms are, each its own committees; the body for all keeps it here, and tells the court.
  // What is asked for is of a number of changes that there was not.
  'mediation.mediators': READS_TERMS,
  'mediation.mediatorsTable': staff((who) => (isJusticeOffice(who) ? 200 : 403)),
  'mediation.keepRegister': staff((who) => (isJusticeOffice(who) ? 409 : 403)),
  // Subsidies: whoever claims, judges, pays or audits reads them; the walk's case and claim are none.
  'mediation.subsidies': staff((who) => (readsSubsidies(who) ? 200 : 403)),
  'mediation.subsidiesTable': staff((who) => (readsSubsidies(who) ? 200 : 403)),
  'mediation.claimSubsidy': staff(() => 403),
  'mediation.reviewSubsidy': staff((who) => (readsSubsidies(who) ? 404 : 403)),
  'mediation.paySubsidies': staff((who) => (isJusticeOffice(who) ? 404 : 403)),
  'figures.ask': everybody(),
  'figures.references': everybody(),
  // A base of the town: its leader and coordinator, never those who have no territory or work elsewhere.
  'figures.setReference': staff((who) =>
    (who.post === 'leader' || who.post === 'coordinator') && who.place === 'in reach' ? 200 : 403,
  ),
  // Of one that is not there.
  'figures.endReference': staff(() => 404),
  'figures.fairness': everybody(),
  'figures.bodies': everybody(),
  'figures.picture': everybody(),
  // A township's coordinator or leader contests its figures; leaders above decide, auditors read. What is asked for here is not there.
  'figures.contested': everybody(),
  'mediation.list': holders(WORK),
  'mediation.flow': holders(WORK),
  'mediation.staffOf': holders(WORK),
  // Whoever stands at a desk, goes round a village, or mediates for a body registers cases; of another district the place is none here.
  'mediation.open': staff((who) =>
    who.is === 'foreign' ? 422 : who.post !== null && [...TAKE, 'handler', 'mediator'].includes(who.post) ? 200 : 403,
  ),
  // The walk's case does not exist: nobody is told more than that.
  'mediation.show': staff(() => 404),
  'mediation.move': staff(() => 404),
  'mediation.documentOf': staff(() => 404),
  'mediation.apply': everybody([200, 429]),
  'mediation.passport': everybody([404, 429]),
  'mediation.mine': wrongPassport,
  'mediation.mineMove': wrongPassport,
  'mediation.mineDocument': wrongPassport,
  'mediation.mineCalendar': wrongPassport,
  'mediation.mineFile': wrongPassport,
  'figures.appeals': staff((who) => (hasToDoWithAppeals(who) ? 200 : 403)),
  'figures.appeal': staff((who) => (hasToDoWithAppeals(who) ? 404 : 403)),
  'figures.moveAppeal': staff((who) => (hasToDoWithAppeals(who) ? 404 : 403)),
  'figures.fileAppeal': staff((who) =>
    who.place === 'in reach' && (who.post === 'coordinator' || who.post === 'leader') ? 200 : 403,
  ),
  // Counts open to everybody; which matters they are, to those who hold a post.
  'figures.splits': staff((who) => (who.post === null ? 403 : 200)),
  'figures.statements': everybody(),
  // Of one that is not there.
  'figures.statementFile': everybody(404),
  // Who answers for the whole district; of a month that is not over.
  'figures.askStatement': staff((who) => (who.post === 'auditor' && who.place === 'in reach' ? 422 : 403)),
};
