import { z } from 'zod';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { useFilters } from '../../../platform/web/filters.ts';
import type { ask } from '../asking.contract.ts';
import type { figures } from '../figures.contract.ts';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional();
/** What the page shows, as it stands in the address bar. */
const view = z.object({
  territory: z
    .string()
    .regex(/^\d{6}(\d{3}){0,3}$/)
    .optional(),
  kind: z.string().max(60).optional(),
  from: day,
  to: day,
  asOf: day,
  /** The figure that is open, of a body as `returned:fire`. */
  open: z.string().max(100).optional(),
});
export type View = z.output<typeof view>;
export type Figures = AnswerOf<typeof figures>;
export type FigureSet = Figures['total'];
export type Asked = AnswerOf<typeof ask>;

/** The view in the address bar, and how to change it. */
export const useView = () => useFilters(view);

/** The same question for figures, their lines and their table. */
export const askOf = ({ territory, from, to, asOf }: View) => ({
  ...(territory ? { territory } : {}),
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
  ...(asOf ? { asOf } : {}),
});

export type Preset = 'thisYear' | 'lastYear' | 'thisMonth' | 'days90' | 'custom';

/** Today in Asia/Shanghai, YYYY-MM-DD. */
export const today = (now = new Date()): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(now);

/** First and last day of a preset; the server's own default (this year until today) leaves both out. */
export function daysOf(preset: Preset, now = today()): { from: string | undefined; to: string | undefined } {
  const year = Number(now.slice(0, 4));
  switch (preset) {
    case 'lastYear':
      return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` };
    case 'thisMonth':
      return { from: `${now.slice(0, 8)}01`, to: now };
    case 'days90': {
      const start = new Date(`${now}T12:00:00+08:00`);
      start.setUTCDate(start.getUTCDate() - 89);
      return { from: today(start), to: now };
    }
    case 'custom':
      return { from: `${year}-01-01`, to: now };
    case 'thisYear':
      return { from: undefined, to: undefined };
  }
}

/** Which preset the view's days are, so that the right one is marked. */
export function presetOf({ from, to }: View): Preset {
  if (from === undefined && to === undefined) return 'thisYear';
  const all: readonly Preset[] = ['lastYear', 'thisMonth', 'days90'];
  return all.find((one) => daysOf(one).from === from && daysOf(one).to === to) ?? 'custom';
}
