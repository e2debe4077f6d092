import type { Line } from '../journal/line.rules.ts';
import type { AppointmentNow, Draft } from './appointments.rules.ts';
import { LINES } from './lines.rules.ts';
import type { Look, LookReason } from './looks.rules.ts';
import type { MachineScope, MachineState } from './machines.rules.ts';

/** The version of these folds; rows carry it. */
export const FOLD = 1;

/** A person who may hold posts, as the lines say; the name itself is sealed. */
export type PersonNow = {
  readonly id: string;
  readonly login: string;
  readonly nameKey: string;
  readonly nameDigest: string;
  readonly state: 'open' | 'closed';
  readonly initialPassword: boolean;
};

export type MachineNow = {
  readonly id: string;
  readonly name: string;
  readonly body: string | null;
  readonly scopes: readonly MachineScope[];
  readonly state: MachineState;
  readonly until: string;
};

type Step = Pick<Line, 'kind' | 'subject' | 'by' | 'body' | 'recorded'>;

/** A person after one more line. Throws where the first line is not an entry. */
export function foldPerson(now: PersonNow | null, line: Step): PersonNow {
  if (line.kind === LINES.entered.name) {
    const body = LINES.entered.body.parse(line.body);
    return {
      id: line.subject,
      login: body.login,
      nameKey: body.name.key,
      nameDigest: body.name.digest,
      state: 'open',
      initialPassword: body.initialPassword,
    };
  }
  const known = present(now, line);
  switch (line.kind) {
    case LINES.passwordReset.name:
      return { ...known, initialPassword: true };
    case LINES.passwordChanged.name:
      return { ...known, initialPassword: false };
    case LINES.codeReset.name:
    case LINES.recoveryRenewed.name:
      return known;
    case LINES.personClosed.name:
      return { ...known, state: 'closed' };
    default:
      throw new Error(`a person has no line ${line.kind}`);
  }
}

/** An appointment after one more line. */
export function foldAppointment(now: AppointmentNow | null, line: Step): AppointmentNow {
  if (line.kind === LINES.proposed.name || line.kind === LINES.founded.name) {
    const draft = line.body as Draft;
    const proposed = line.kind === LINES.proposed.name;
    return {
      id: line.subject,
      person: draft.person,
      post: draft.post,
      body: draft.body,
      territory: draft.territory,
      from: draft.from,
      to: draft.to,
      deputyOf: draft.deputyOf,
      state: proposed ? 'proposed' : 'standing',
      away: false,
      proposedBy: line.by,
      decidedBy: null,
    };
  }
  const known = present(now, line);
  switch (line.kind) {
    case LINES.approved.name:
      return { ...known, state: 'standing', decidedBy: line.by };
    case LINES.refused.name:
      return { ...known, state: 'refused', decidedBy: line.by };
    case LINES.withdrawn.name:
      return { ...known, state: 'withdrawn' };
    case LINES.ended.name:
      return { ...known, state: 'ended' };
    case LINES.left.name:
      return { ...known, away: true };
    case LINES.returned.name:
      return { ...known, away: false };
    default:
      throw new Error(`an appointment has no line ${line.kind}`);
  }
}

/** A machine after one more line. */
export function foldMachine(now: MachineNow | null, line: Step): MachineNow {
  if (line.kind === LINES.issued.name) {
    const { name, body, scopes, until } = LINES.issued.body.parse(line.body);
    return { id: line.subject, name, body, scopes, until, state: 'standing' };
  }
  if (line.kind !== LINES.revoked.name) throw new Error(`a machine has no line ${line.kind}`);
  return { ...present(now, line), state: 'revoked' };
}

/** A look is one line. */
export function foldLook(_now: Look | null, line: Step): Look {
  const { concerned, reason, post, body, about } = LINES.looked.body.parse(line.body);
  return {
    id: line.subject,
    concerned,
    at: line.recorded,
    by: line.by ?? '',
    post,
    body,
    reason: reason as LookReason,
    about,
  };
}

function present<Now>(now: Now | null, line: Step): Now {
  if (now === null) throw new Error(`${line.kind} cannot be the first line of ${line.subject}`);
  return now;
}
