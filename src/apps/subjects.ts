import { admissionSubject } from '../capabilities/admissions/admissions.subject.ts';
import { deadlineRuleSubject } from '../capabilities/clock/clock.door.ts';
import { appealSubject } from '../capabilities/figures/appeals/appeals.subject.ts';
import { referenceSubject } from '../capabilities/figures/references/references.subject.ts';
import { statementSubject } from '../capabilities/figures/statements/statements.subject.ts';
import { handoverSubject } from '../capabilities/handover/handover.subject.ts';
import { changeSubject } from '../capabilities/kinds/kinds.door.ts';
import { partnerSubject } from '../capabilities/matters/exchange/exchange.subject.store.ts';
import { matterSubject } from '../capabilities/matters/subject.store.ts';
import { mediationSubject } from '../capabilities/mediation/mediation.subject.ts';
import { mediationSubsidySubject } from '../capabilities/mediation/mediators/ledger/subsidy.subject.ts';
import { committeeSubject, mediatorSubject } from '../capabilities/mediation/mediators/mediators.subject.ts';
import { roundSubject } from '../capabilities/mediation/rounds/rounds.subject.ts';
import { mediationSettingSubject } from '../capabilities/mediation/settings/settings.subject.ts';
import { subscriptionSubject } from '../capabilities/subscriptions/subscriptions.subject.ts';
import { calendarSubject } from '../platform/calendar/calendar.subject.ts';
import { identitySubjects } from '../platform/identity/subjects.store.ts';
import type { AnySubject } from '../platform/journal/subject.ts';
import { placesChangeSubject } from '../platform/places/changes/changes.subject.ts';
import { hookSubject } from '../platform/webhooks/subject.store.ts';

/** Every sort of subject of the product: what audit, refold and the worker's daily turn go by. */
export const subjects: readonly AnySubject[] = [
  ...identitySubjects,
  placesChangeSubject as unknown as AnySubject,
  calendarSubject as unknown as AnySubject,
  deadlineRuleSubject as unknown as AnySubject,
  changeSubject as unknown as AnySubject,
  matterSubject as unknown as AnySubject,
  partnerSubject as unknown as AnySubject,
  subscriptionSubject as unknown as AnySubject,
  hookSubject as unknown as AnySubject,
  mediationSubject as unknown as AnySubject,
  handoverSubject as unknown as AnySubject,
  admissionSubject as unknown as AnySubject,
  statementSubject as unknown as AnySubject,
  appealSubject as unknown as AnySubject,
  referenceSubject as unknown as AnySubject,
  roundSubject as unknown as AnySubject,
  mediationSettingSubject as unknown as AnySubject,
  mediationSubsidySubject as unknown as AnySubject,
  mediatorSubject as unknown as AnySubject,
  committeeSubject as unknown as AnySubject,
];
