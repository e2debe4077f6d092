import type { z } from 'zod';
import type { Text } from '../../../../platform/language/language.ts';
import { newId } from '../../../../platform/web/ids.ts';
import { type Answers, notMediable, QUESTIONS, type Question } from '../../law/refusable.rules.ts';
import { type Triage, triageOf } from '../../law/triage.rules.ts';
import type { apply } from '../../party.contract.ts';

/** Somebody in the dispute as far as is written. The id is made with it. */
export type DraftParty = {
  readonly id: string;
  readonly sort: 'person' | 'organisation';
  readonly name: string;
  readonly phone: string;
  readonly minor: boolean;
  /** Who acts for a minor, or for an organisation. */
  readonly actsFor: string;
};

/** An application while it is being made. Its id is made with it, so that sending it twice enters it once. */
export type ApplyDraft = {
  readonly id: string;
  /** Asked first, and never answered by the form. */
  readonly violence: boolean | null;
  readonly minors: boolean | null;
  /** The ways of protection were read. */
  readonly read: boolean;
  readonly nature: string | null;
  readonly many: boolean;
  readonly answers: Answers;
  readonly others: readonly DraftParty[];
  readonly me: DraftParty;
  readonly territory: string | null;
  /** The names down to the territory, for the eye. */
  readonly label: Text | null;
  readonly address: string;
  readonly words: string;
};

/** The steps of the form, in their order. */
export const STEPS = ['safety', 'about', 'others', 'me', 'place', 'words'] as const;
export type Step = (typeof STEPS)[number];

/** What every step is given. `wrong`: it was tried to go on, and something is missing. */
export type StepProps = {
  readonly draft: ApplyDraft;
  readonly change: (some: Partial<ApplyDraft>) => void;
  readonly wrong: boolean;
};

const KEY = 'lianan.mediation';
export const newParty = (): DraftParty => ({
  id: newId(),
  sort: 'person',
  name: '',
  phone: '',
  minor: false,
  actsFor: '',
});

export const newApply = (): ApplyDraft => ({
  id: newId(),
  violence: null,
  minors: null,
  read: false,
  nature: null,
  many: false,
  answers: {},
  others: [newParty()],
  me: newParty(),
  territory: null,
  label: null,
  address: '',
  words: '',
});

/** What was left unfinished on this device, or null. */
export function keptApply(): ApplyDraft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('id' in kept)) return null;
    return { ...newApply(), ...(kept as Partial<ApplyDraft>) };
  } catch {
    return null;
  }
}

/**
 * Keeps an application on this device until it is sent; afterwards nothing of it is left here. Where violence in the family was
 * spoken of it is never kept: whoever else takes up this phone must not find it.
 */
export function keepApply(draft: ApplyDraft | null): void {
  try {
    if (draft === null || draft.violence !== false) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // a browser that keeps nothing: the application lives as long as the page
  }
}

/** A mobile number, or a landline with its area code, as the server takes it. */
export const isPhone = (text: string): boolean => /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/.test(text.replaceAll(' ', ''));

/** Groups of natures in which somebody may be at odds with what an organ decided. */
const WITH_ORGANS = ['04', '09', '11', '12', '13', '99'];

/** The questions of the law's checklist that whoever has the dispute can answer, for what it is about. */
export function questionsOf(nature: string): readonly Question[] {
  const asked = (id: Question['id']): boolean => {
    switch (id) {
      case 'courtHas':
      case 'arbitrationHas':
      case 'organHas':
        return true;
      case 'status':
        return nature.startsWith('01');
      case 'decision':
      case 'review':
        return WITH_ORGANS.some((group) => nature.startsWith(group));
      default:
        return false;
    }
  };
  return QUESTIONS.filter(({ id }) => asked(id));
}

/** Why it may not be mediated; answers to what is not asked of this nature do not count. */
export const refusedFor = ({ nature, answers }: ApplyDraft): ReturnType<typeof notMediable> => {
  if (nature === null) return null;
  const asked = questionsOf(nature).filter(({ id }) => answers[id] === true);
  return notMediable(Object.fromEntries(asked.map(({ id }) => [id, true])));
};

/** Who would take it by the rule, as far as is known yet. */
export function forumFor({ nature, many, others, me }: ApplyDraft): Triage | null {
  if (nature === null) return null;
  return triageOf({
    nature,
    scale: many ? 'group' : 'individual',
    parties: [me, ...others].map(({ sort, minor }) => ({ sort, minor })),
    entrustedBy: null,
    publicOrder: false,
  });
}

const partyOf = (one: DraftParty, side: 'applicant' | 'respondent') => {
  const phone = one.phone.replaceAll(' ', '');
  const actsFor = { name: one.actsFor.trim(), ...(phone === '' ? {} : { phone }) };
  return {
    id: one.id,
    side,
    sort: one.sort,
    name: one.name.trim(),
    ...(phone === '' ? {} : { phone }),
    minor: one.minor && one.sort === 'person',
    ...(actsFor.name === '' ? {} : one.sort === 'organisation' ? { representative: actsFor } : {}),
    ...(actsFor.name !== '' && one.minor && one.sort === 'person' ? { guardian: actsFor } : {}),
  };
};

/** The application as it is sent. */
export function applicationOf(draft: ApplyDraft): z.input<typeof apply.body> {
  return {
    id: draft.id,
    nature: draft.nature ?? '',
    scale: draft.many ? 'group' : 'individual',
    parties: [partyOf(draft.me, 'applicant'), ...draft.others.map((one) => partyOf(one, 'respondent'))],
    words: draft.words.trim(),
    address: draft.address.trim(),
    territory: draft.territory ?? '',
    violence: draft.violence === true,
    minors: draft.minors === true,
  };
}
