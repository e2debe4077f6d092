import { placeOf } from './draft.ts';
import { type Act, type ActName, type Gathered, type MatterPage, SHAPES } from './moveShapes.ts';
import { isOwed, isTaskMove, tasksFor } from './moveTasks.ts';

/** What a form still wants before it can be sent. */
export type Lack =
  | 'needText'
  | 'needBody'
  | 'needInto'
  | 'needStars'
  | 'needEvidence'
  | 'needPlace'
  | 'needUntil'
  | 'needCites'
  | 'needGround'
  | 'needDays'
  | 'needOver';

/** Today in Asia/Shanghai, YYYY-MM-DD. */
const today = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());

/** The first thing that a move lacks, or null. */
export function lackOf(move: ActName, it: Gathered, wantsEvidence: boolean, page: MatterPage | undefined): Lack | null {
  if ((move === 'assign' || move === 'rule' || move === 'callIn') && it.body.trim() === '') return 'needBody';
  if ((move === 'merge' || move === 'gather') && it.into === '') return 'needInto';
  if (move === 'suspend' && it.suspendGround === undefined) return 'needGround';
  if ((move === 'supervise' || move === 'suspend' || move === 'callIn') && it.until < today()) return 'needUntil';
  const gives = move === 'return' || move === 'taskReturn';
  if (gives && it.returnGround === undefined) return 'needGround';
  if (gives && it.cites.trim() === '') return 'needCites';
  if (move === 'handOver' && (page?.matter.tasks ?? []).some(isOwed) && it.over.trim() === '') return 'needOver';
  const wantsDays = move === 'askExtension' || (move === 'decideExtension' && !it.refused);
  if (wantsDays && !/^[1-9]\d?$/.test(it.days.trim())) return 'needDays';
  if (move === 'decideExtension' && it.refused && it.text.trim() === '') return 'needText';
  if (move === 'rate' && it.stars === 0) return 'needStars';
  // Words alone lie on no map.
  const places = move === 'triage' || move === 'split';
  if (places && it.place !== undefined && it.place?.lon === undefined && it.place?.territory === undefined)
    return 'needPlace';
  const wantsWords = SHAPES[move].text?.required || (move === 'note' && it.photos.length === 0);
  if (wantsWords && it.text.trim() === '') return 'needText';
  return wantsEvidence && it.photos.length === 0 ? 'needEvidence' : null;
}

/** The move as the contract takes it: what was left empty is left out. */
export function actOf(move: ActName, it: Gathered, photos: string[], page: MatterPage | undefined): Act {
  const shape = SHAPES[move];
  const text = it.text.trim();
  return {
    move,
    ...(shape.text && text !== '' ? { [shape.text.name]: text } : {}),
    ...(shape.photos && photos.length > 0 ? { photos } : {}),
    ...(move === 'assign' || move === 'rule' || move === 'callIn' ? { body: it.body.trim() } : {}),
    ...(move === 'return' || move === 'taskReturn' ? { ground: it.returnGround, cites: it.cites.trim() } : {}),
    ...(move === 'suspend' ? { ground: it.suspendGround, until: it.until } : {}),
    ...(move === 'askExtension' || (move === 'decideExtension' && !it.refused) ? { days: Number(it.days) } : {}),
    ...(move === 'merge' ? { into: it.into } : {}),
    ...(move === 'gather' ? { under: it.into } : {}),
    ...(isTaskMove(move) ? { task: it.task || (tasksFor(move, page)[0]?.id ?? '') } : {}),
    ...(move === 'handOver' && it.over.trim() !== '' ? { over: it.over.trim() } : {}),
    ...(move === 'note' && it.within && !it.forReporter ? { within: true } : {}),
    ...(move === 'redirect' ? { door: it.door } : {}),
    ...(move === 'rate' ? { stars: it.stars } : {}),
    ...(move === 'note' && it.forReporter ? { forReporter: true } : {}),
    ...(move === 'note' && it.asksHelp ? { asksHelp: true } : {}),
    ...(move === 'supervise' || move === 'callIn' ? { until: it.until } : {}),
    ...(move === 'triage' && it.kind !== undefined ? { kind: it.kind } : {}),
    ...(move === 'split' ? { kind: it.kind ?? page?.matter.kind } : {}),
    ...(move === 'triage' || move === 'split' ? sortOf(it) : {}),
  } as Act;
}

const sortOf = ({ urgency, place }: Gathered): object => ({
  ...(urgency === undefined ? {} : { urgency }),
  ...(place ? { place: placeOf(place) } : {}),
});
