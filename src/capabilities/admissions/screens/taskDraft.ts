import { addDays } from '../../../platform/calendar/calendar.rules.ts';
import type { AdmissionOut } from '../admissions.contract.ts';
import { DOERS, type Doer, type Task, task } from '../task.rules.ts';

/** What is filled in besides something new: one that was sent back, or one that runs out. */
export type Writing = { readonly how: 'amend' | 'again'; readonly of: AdmissionOut };

/** A task while it is typed: numbers and days as their fields have them. */
export type Draft = {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly basis: string;
  readonly territories: readonly string[];
  readonly doer: Doer;
  readonly minutes: string;
  readonly times: string;
  readonly from: string;
  readonly until: string;
  readonly dropped: string;
};

const EMPTY: Draft = {
  nameZh: '',
  nameEn: '',
  basis: '',
  territories: [],
  doer: DOERS[0],
  minutes: '',
  times: '12',
  from: '',
  until: '',
  dropped: '',
};

const draftOf = ({ task: it }: AdmissionOut): Draft => ({
  nameZh: it.name.zh,
  nameEn: it.name.en,
  basis: it.basis,
  territories: it.territories.map((one) => one.code),
  doer: it.doer,
  minutes: String(it.minutes),
  times: String(it.times),
  from: it.from,
  until: it.until,
  dropped: it.dropped,
});

/** Where a form begins: empty for a year from today, as it was sent back, or the year after what runs out. */
export function firstDraft(writing: Writing | null, today: string): Draft {
  if (writing === null) return { ...EMPTY, from: today, until: addDays(today, 364) };
  const before = draftOf(writing.of);
  if (writing.how === 'amend') return before;
  const last = writing.of.state === 'admitted' ? (writing.of.term?.until ?? today) : today;
  const from = addDays(last, 1);
  return { ...before, from, until: addDays(from, 364) };
}

/** The draft as it is sent; what is not a number goes as it is, for the server to say so. */
export const sentAs = (draft: Draft): Task => {
  const { nameZh, nameEn, minutes, times, territories, ...rest } = draft;
  return {
    ...rest,
    name: { zh: nameZh, en: nameEn },
    territories: [...territories],
    minutes: Number(minutes),
    times: Number(times),
  };
};

/** What is needed to weigh a draft, or null as long as something of it is missing. */
export function weighable(draft: Draft): Pick<Task, 'territories' | 'minutes' | 'times' | 'from'> | null {
  const read = task.pick({ territories: true, minutes: true, times: true, from: true }).safeParse({
    territories: [...draft.territories],
    minutes: Number(draft.minutes),
    times: Number(draft.times),
    from: draft.from,
  });
  return read.success ? read.data : null;
}
