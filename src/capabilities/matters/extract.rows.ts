import { type Language, say } from '../../platform/language/language.ts';
import type { Row } from './extract.rules.ts';
import { extractWords } from './extract.words.ts';
import type { Standing } from './ground.ts';
import type { Stored } from './matters.store.ts';
import { groupWords } from './screens/groups.words.ts';
import { channelWords, statusWords, urgencyWords } from './screens/status.words.ts';

/** Matters as rows, in the words of one language. Times are Asia/Shanghai, to the minute; a day where no minute is kept. */
export function rowReader({ kinds, places, bodies }: Standing, language: Language): (one: Stored) => Row {
  const w = (key: keyof (typeof extractWords)['zh']) => say(extractWords, language, key);
  const yesNo = (value: boolean | null): string | null => (value === null ? null : w(value ? 'yes' : 'no'));
  const placeName = (code: string | null): string | null =>
    code === null ? null : (places.nameOf(code)?.[language] ?? code);
  return ({ matter, number }) => {
    const kind = kinds.get(matter.kind);
    const group = matter.kind.split('.')[0] as keyof typeof groupWords.zh;
    const body = matter.body === null ? undefined : bodies.get(matter.body);
    return {
      number,
      status: say(statusWords, language, matter.status),
      kind: kind?.name[language] ?? matter.kind,
      kindCode: matter.kind,
      group: say(groupWords, language, group),
      gbt31000: kind?.gbt31000 ?? null,
      urgency: say(urgencyWords, language, matter.urgency),
      channel: say(channelWords, language, matter.channel),
      territoryCode: matter.territory,
      town: placeName(matter.territory.length >= 9 ? matter.territory.slice(0, 9) : null),
      village: placeName(matter.territory.length >= 12 ? matter.territory.slice(0, 12) : null),
      body: body ? (language === 'zh' ? body.nameZh : body.nameEn) : matter.body,
      reported: minute(matter.reported),
      firstAction: minute(matter.firstAction),
      due: minute(matter.due),
      closed: minute(matter.closed),
      onTime: yesNo(matter.onTime),
      returns: matter.returns,
      reopened: yesNo(matter.reopenedByReporter),
      rating: matter.rating,
      outside: yesNo(matter.outside),
      origin: w(`o_${matter.origin}`),
      codes: {
        status: matter.status,
        kindCode: matter.kind,
        group,
        urgency: matter.urgency,
        channel: matter.channel,
        origin: matter.origin,
        ...(matter.onTime === null ? {} : { onTime: String(matter.onTime) }),
        reopened: String(matter.reopenedByReporter),
        outside: String(matter.outside),
      },
    };
  };
}

function minute(time: string | null): string | null {
  if (time === null || time.length === 10) return time;
  return new Date(Date.parse(time) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
