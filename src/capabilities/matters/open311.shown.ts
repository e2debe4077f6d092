import type {
  RequestUpdate,
  Service,
  ServiceDefinition,
  ServiceRequest,
  UpdateStatus,
} from '../../gateways/open311/facts.ts';
import type { Json } from '../../platform/journal/canonical.rules.ts';
import { type Language, say } from '../../platform/language/language.ts';
import type { Kind, Question } from '../kinds/kinds.door.ts';
import { bodyName, type Standing } from './ground.ts';
import { OPEN } from './matters.rules.ts';
import type { PublicStep } from './open311.store.ts';
import { stepWords } from './open311.words.ts';
import type { PublicMatter } from './public.store.ts';

/** Kinds that are taken over Open311 now. */
export const offered = (ground: Standing): Kind[] =>
  [...ground.kinds.values()].filter((kind) => kind.open311 && kind.active);

/** Kinds that were ever taken over Open311: what came in under them is still shown. */
export const everOffered = (ground: Standing): string[] =>
  [...ground.kinds.values()].flatMap((kind) => (kind.open311 ? kind.code : []));

export function serviceOf(kind: Kind, language: Language): Service {
  return {
    code: kind.code,
    name: kind.name[language],
    description: kind.describe[language],
    metadata: kind.questions.length > 0,
    // A hidden kind gives no id back, so that nobody can look it up.
    type: kind.visibility === 'hidden' ? 'blackbox' : 'realtime',
    keywords: kind.keywords,
    group: kind.group,
  };
}

const DATATYPES = {
  choice: 'singlevaluelist',
  several: 'multivaluelist',
  text: 'text',
  number: 'number',
  yesno: 'singlevaluelist',
} as const;
const YESNO = [
  { key: 'true', zh: '是', en: 'Yes' },
  { key: 'false', zh: '否', en: 'No' },
] as const;

export function definitionOf(kind: Kind, language: Language): ServiceDefinition {
  return {
    serviceCode: kind.code,
    attributes: kind.questions.map((one, at) => ({
      variable: true,
      code: one.id,
      datatype: DATATYPES[one.type],
      required: one.required,
      datatypeDescription: null,
      order: at + 1,
      description: one.text[language],
      values:
        one.type === 'yesno'
          ? YESNO.map((value) => ({ key: value.key, name: value[language] }))
          : one.options.map((option) => ({ key: option.id, name: option.text[language] })),
    })),
  };
}

/** Answers as the kind's questions want them, from values as a form has them, already held against the definition. */
export function answersOf(
  questions: readonly Question[],
  attributes: Readonly<Record<string, readonly string[]>>,
): Record<string, Json> {
  const answers: Record<string, Json> = {};
  for (const { id, type } of questions) {
    const given = attributes[id];
    const [first] = given ?? [];
    if (given === undefined || first === undefined) continue;
    const plain = type === 'number' ? Number(first) : type === 'yesno' ? first === 'true' : first;
    answers[id] = type === 'several' ? given : plain;
  }
  return answers;
}

/** Never words, never a name: descriptions are the reporter's and stay sealed. */
export function requestOf(ground: Standing, one: PublicMatter, language: Language): ServiceRequest {
  return {
    id: one.number,
    status: OPEN.includes(one.status) ? 'open' : 'closed',
    statusNotes: null,
    serviceName: ground.kinds.get(one.kind)?.name[language] ?? null,
    serviceCode: one.kind,
    description: null,
    agencyResponsible: bodyName(ground, one.body)?.[language] ?? null,
    serviceNotice: null,
    requested: one.reported,
    updated: one.updated,
    expected: one.due,
    address: ground.places.pathOf(one.territory)[language] || null,
    addressId: one.territory,
    zipcode: null,
    lat: one.lat,
    long: one.lon,
    mediaUrl: null,
  };
}

type Step = keyof typeof stepWords.zh & string;
const UPDATES: Readonly<Record<Step, UpdateStatus>> = {
  assigned: 'investigating',
  accepted: 'in_progress',
  returned: 'for_triage',
  'handed-over': 'in_progress',
  'fixed-on-spot': 'fixed',
  verified: 'fixed',
  'sent-back': 'in_progress',
  closed: 'closed',
  reopened: 'reopen',
  merged: 'duplicate',
  withdrawn: 'no_further_action',
  // That its time stands still or was lengthened changes nothing of what is done.
  suspended: 'in_progress',
  resumed: 'in_progress',
  extended: 'in_progress',
};
const isStep = (name: string): name is Step => name in UPDATES;

/** A step as an update: when the matter moved and to what; none for a line that is no step. */
export function updateOf(step: PublicStep, language: Language): RequestUpdate[] {
  const name = step.kind.replace('matter.', '');
  if (!isStep(name)) return [];
  return [
    {
      updateId: `${step.number}-${step.n}`,
      requestId: step.number,
      status: UPDATES[name],
      updated: step.recorded,
      description: say(stepWords, language, name),
      mediaUrl: null,
      externalStatusCode: name,
    },
  ];
}
