import { z } from 'zod';
import { GROUNDS } from '../clock/clock.rules.ts';
import { bodySlug, claim, day, kindCode, placeIn, words, writing } from './matters.contract.ts';
import { DOORS, RETURN_GROUNDS, URGENCIES } from './matters.rules.ts';

const photos = z.array(claim).max(9).default([]);

/** The moves as they cross the wire; `id` is the line's id made by the sender, `n` the version that was looked at. */
export const moveIn = z.discriminatedUnion('move', [
  z.strictObject({
    move: z.literal('triage'),
    kind: kindCode.optional(),
    urgency: z.enum(URGENCIES).optional(),
    place: placeIn.optional(),
    note: writing(1000).optional(),
  }),
  z.strictObject({ move: z.literal('merge'), into: z.uuid(), reason: writing(500).optional() }),
  z.strictObject({ move: z.literal('assign'), body: bodySlug, note: writing(1000).optional() }),
  z.strictObject({ move: z.literal('accept') }),
  z.strictObject({
    move: z.literal('return'),
    /** By which rule it is another's, and where that stands: a line of the table of duties, an article. */
    ground: z.enum(RETURN_GROUNDS),
    cites: words(300),
    reason: words(1000),
  }),
  z.strictObject({ move: z.literal('rule'), body: bodySlug, reason: words(1000) }),
  z.strictObject({ move: z.literal('suspend'), ground: z.enum(GROUNDS), until: day, reason: words(1000) }),
  z.strictObject({ move: z.literal('resume'), reason: writing(500).optional() }),
  z.strictObject({ move: z.literal('askExtension'), days: z.int().min(1).max(90), reason: words(1000) }),
  z.strictObject({
    move: z.literal('decideExtension'),
    /** Working days that are granted, no more than were asked for; absent where it is refused. */
    days: z.int().min(1).max(90).optional(),
    reason: writing(1000).optional(),
  }),
  z.strictObject({
    move: z.literal('note'),
    note: writing(2000).default(''),
    photos,
    forReporter: z.boolean().default(false),
    /** Absent is no; what is asked again must read as it was asked first. */
    asksHelp: z.literal(true).optional(),
    /** Read by the writer's own body alone. */
    within: z.literal(true).optional(),
  }),
  z.strictObject({ move: z.literal('ask'), question: words(500) }),
  z.strictObject({ move: z.literal('answer'), answer: words(1000), photos }),
  z.strictObject({
    move: z.literal('handOver'),
    result: words(2000),
    photos,
    /** Why not wait for those who still owe their tasks. */
    over: words(500).optional(),
  }),
  z.strictObject({ move: z.literal('callIn'), body: bodySlug, until: day, words: words(1000) }),
  z.strictObject({ move: z.literal('taskAccept'), task: z.uuid() }),
  z.strictObject({
    move: z.literal('taskReturn'),
    task: z.uuid(),
    ground: z.enum(RETURN_GROUNDS),
    cites: words(300),
    reason: words(1000),
  }),
  z.strictObject({ move: z.literal('taskDone'), task: z.uuid(), result: words(2000), photos }),
  z.strictObject({ move: z.literal('taskCancel'), task: z.uuid(), reason: words(1000) }),
  z.strictObject({
    move: z.literal('split'),
    /** What the new matter is; its place and urgency are the old one's where nothing else is said. */
    kind: kindCode,
    urgency: z.enum(URGENCIES).optional(),
    place: placeIn.optional(),
    words: words(2000),
  }),
  z.strictObject({ move: z.literal('gather'), under: z.uuid(), reason: writing(500).optional() }),
  z.strictObject({ move: z.literal('letGo'), reason: writing(500).optional() }),
  z.strictObject({ move: z.literal('fixOnSpot'), result: words(2000), photos }),
  z.strictObject({ move: z.literal('verify'), note: writing(1000).optional(), photos }),
  z.strictObject({ move: z.literal('sendBack'), reason: words(1000) }),
  z.strictObject({ move: z.literal('close'), note: writing(1000).optional() }),
  z.strictObject({ move: z.literal('rate'), stars: z.int().min(1).max(5), words: writing(1000).optional() }),
  z.strictObject({ move: z.literal('reopen'), reason: words(1000) }),
  z.strictObject({ move: z.literal('withdraw'), reason: writing(500).optional() }),
  z.strictObject({ move: z.literal('void'), reason: words(1000) }),
  z.strictObject({ move: z.literal('redirect'), door: z.enum(DOORS) }),
  z.strictObject({ move: z.literal('instruct'), words: words(1000) }),
  z.strictObject({ move: z.literal('supervise'), until: day, reason: words(1000) }),
  z.strictObject({ move: z.literal('release'), reason: writing(500).optional() }),
]);

export type MoveIn = z.output<typeof moveIn>;
