import { deskPages as admissionsPages } from '../../capabilities/admissions/admissions.web.tsx';
import { deskPages as clockPages } from '../../capabilities/clock/clock.web.tsx';
import { deskPages as appealPages } from '../../capabilities/figures/appeals/appeals.web.tsx';
import { pages as figuresPages } from '../../capabilities/figures/figures.web.tsx';
import { leadingPages } from '../../capabilities/figures/leading.web.tsx';
import { deskPages as referencePages } from '../../capabilities/figures/references/references.web.tsx';
import { deskPages as handoverPages } from '../../capabilities/handover/handover.web.tsx';
import { deskPages as kindsPages } from '../../capabilities/kinds/kinds.web.tsx';
import { pages as mattersPages } from '../../capabilities/matters/desk.web.tsx';
import { deskPages as mediationPages } from '../../capabilities/mediation/mediation.web.tsx';
import { deskPages as mediatorPages } from '../../capabilities/mediation/mediators/mediators.web.tsx';
import { deskPages as roundPages } from '../../capabilities/mediation/rounds/rounds.web.tsx';
import { deskPages as mediationSettingPages } from '../../capabilities/mediation/settings/settings.web.tsx';
import { deskPages as noticesPages } from '../../capabilities/notices/notices.web.tsx';
import { deskPages as subscriptionsPages } from '../../capabilities/subscriptions/subscriptions.web.tsx';
import { deskPages as calendarPages } from '../../platform/calendar/screens/calendar.web.tsx';
import { deskPages as identityPages } from '../../platform/identity/screens/identity.web.tsx';
import { deskPages as placesPages } from '../../platform/places/screens/places.web.tsx';
import type { Page } from '../../platform/web/page.tsx';

/** The pages of the desk, in the order in which their paths are tried. */
export const pages: readonly Page[] = [
  ...mattersPages,
  ...figuresPages,
  ...leadingPages,
  ...appealPages,
  ...referencePages,
  ...kindsPages,
  ...handoverPages,
  ...admissionsPages,
  ...roundPages,
  ...clockPages,
  ...mediationSettingPages,
  ...mediatorPages,
  // After those whose first word would be read as a case.
  ...mediationPages,
  ...subscriptionsPages,
  ...noticesPages,
  ...calendarPages,
  ...identityPages,
  ...placesPages,
];
