import ical, { ICalAlarmType, ICalEventStatus } from 'ical-generator';
import { type Language, say } from '../../../platform/language/language.ts';
import type { PartyView } from '../party.contract.ts';
import { toolWords } from './tools.words.ts';

const MINUTE = 60_000;
/** A day and two hours before, in seconds. */
const REMINDERS = [86_400, 7_200];

type Session = PartyView['sessions'][number];

/**
 * One session as a calendar file. It names the case by its number alone; the place, number or link stands where calendars show it.
 * @param at when it is held, an ISO instant. @param now stamps the file.
 */
export function sessionCalendar(
  { id, number, n }: Pick<PartyView, 'id' | 'number' | 'n'>,
  session: Session,
  at: string,
  { district, language, now }: { readonly district: string; readonly language: Language; readonly now: Date },
): string {
  const start = new Date(at);
  const how = say(toolWords, language, `how_${session.mode}`);
  const calendar = ical({
    name: say(toolWords, language, 'calendar'),
    prodId: { company: 'Lianan', product: 'mediation', language: language === 'zh' ? 'ZH' : 'EN' },
  });
  const event = calendar.createEvent({
    id: `${id}-${session.id}@${district}.lianan`,
    sequence: n,
    stamp: now,
    start,
    end: new Date(start.getTime() + session.minutes * MINUTE),
    summary: say(toolWords, language, 'session', { number }),
    description: how,
    location: session.place,
    status: ICalEventStatus.CONFIRMED,
  });
  for (const trigger of REMINDERS) event.createAlarm({ type: ICalAlarmType.display, trigger, description: how });
  return calendar.toString();
}
