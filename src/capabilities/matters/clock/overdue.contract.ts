import { z } from 'zod';
import { contract, nothingIn } from '../../../platform/http/contract.ts';
import { STAGES } from '../../clock/clock.rules.ts';

/** A stage, or the task of a body that was called in. */
const OWED = [...STAGES, 'task'] as const;
const mark = z.string().max(200);

/** Stages that should be done by now, or within some hours, the latest first. */
export const overdue = contract({
  name: 'matters.overdue',
  method: 'GET',
  path: '/api/desk/overdue',
  summary: {
    zh: '到期未办：哪件事项的哪一步、在谁手里、超了多久',
    en: 'What is overdue: which stage of which matter, at whom, since when',
  },
  access: ['staff'],
  params: nothingIn,
  query: z.object({
    stage: z.enum(OWED).optional(),
    /** Also what falls due within so many hours. */
    within: z.coerce.number().int().min(0).max(720).default(0),
    after: mark.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  body: nothingIn,
  answer: z.object({
    items: z.array(
      z.object({
        matter: z.uuid(),
        number: z.string(),
        kind: z.string(),
        stage: z.enum(OWED),
        task: z.uuid().nullable(),
        body: z.object({ id: z.string(), zh: z.string(), en: z.string() }).nullable(),
        territoryName: z.object({ zh: z.string(), en: z.string() }),
        since: z.string(),
        due: z.string(),
        provisional: z.boolean(),
      }),
    ),
    after: z.string().nullable(),
  }),
});
