import { type Day, isDay } from '../../../platform/calendar/calendar.rules.ts';

/** One promise as it is written: what, how, until which Shanghai day, and how much in yuan where money is paid. */
export type PromiseText = {
  readonly id: string;
  readonly by: string;
  readonly to: string;
  readonly what: string;
  readonly how: string;
  readonly due: Day;
  /** A decimal number of yuan, `1200` or `1200.50`. */
  readonly amount: string | null;
};

/** What an agreement says (人民调解法 art. 29); who the parties are stands with the case. */
export type AgreementText = {
  readonly facts: string;
  readonly issues: string;
  readonly responsibility: string;
  readonly points: readonly string[];
  readonly promises: readonly PromiseText[];
};

export type MissingCode =
  | 'miss_parties'
  | 'miss_facts'
  | 'miss_issues'
  | 'miss_responsibility'
  | 'miss_points'
  | 'miss_point'
  | 'miss_promises'
  | 'miss_promiseTwice'
  | 'miss_promiseBy'
  | 'miss_promiseTo'
  | 'miss_promiseSelf'
  | 'miss_promiseWhat'
  | 'miss_promiseHow'
  | 'miss_promiseDue'
  | 'miss_promiseEarly'
  | 'miss_promiseAmount';

/** What an agreement lacks; `at` is the place of the point or the promise, from 0. */
export type Missing = { readonly code: MissingCode; readonly at: number | null };

export type VagueCode = 'vague_amount' | 'vague_time' | 'vague_measure';
/** What a court may find unclear; `at` as in `Missing`, null for the points. */
export type Vague = { readonly code: VagueCode; readonly at: number | null };

/** Stand-ins that somebody meant to replace: a whole text that says no more than this says nothing. */
const STANDS_FOR_NOTHING =
  /^(无|没有|略|同上|见上|如上|待定|待补充?|待填写?|详见(附件|笔录)?|空|未填|暂无|不详|测试|none|nil|n\/?a|tbd|todo|tbc|test|same|see above|to be (added|decided|done)|x+|某+|…+)$/iu;

/** A text of fewer letters than this says nothing. */
const LEAST = 2;

/** Whether a text says nothing: empty, marks alone, or a stand-in. */
export function saysNothing(text: string): boolean {
  const plain = text.normalize('NFKC').trim();
  if ((plain.match(/[\p{L}\p{N}]/gu) ?? []).length < LEAST) return true;
  return STANDS_FOR_NOTHING.test(plain.replace(/^[\p{P}\p{S}\s]+|[\p{P}\p{S}\s]+$/gu, ''));
}

/** Yuan, with two decimals at most, above zero. */
const AMOUNT = /^(?=.*[1-9])(0|[1-9]\d{0,11})(\.\d{1,2})?$/;

/**
 * What an agreement lacks of the required contents (人民调解法 art. 29): the parties; main facts, issues, each one's responsibility; what was
 * agreed, and for each promise who performs to whom, what, how and until when, not before the day of effect. Empty where nothing is
 * missing. [S] for the contents; that a stand-in is no content, and that a promise is of two known parties, follows from their purpose.
 */
export function missingIn(
  text: AgreementText,
  parties: readonly { readonly id: string }[],
  effectiveFrom: Day,
): Missing[] {
  const known = new Set(parties.map(({ id }) => id));
  const found: Missing[] = [];
  const say = (missing: boolean, code: MissingCode, at: number | null = null): void => {
    if (missing) found.push({ code, at });
  };
  say(known.size < 2, 'miss_parties');
  say(saysNothing(text.facts), 'miss_facts');
  say(saysNothing(text.issues), 'miss_issues');
  say(saysNothing(text.responsibility), 'miss_responsibility');
  say(text.points.length === 0, 'miss_points');
  for (const [at, point] of text.points.entries()) say(saysNothing(point), 'miss_point', at);
  say(text.promises.length === 0, 'miss_promises');
  const seen = new Set<string>();
  for (const [at, { id, by, to, what, how, due, amount }] of text.promises.entries()) {
    say(seen.has(id), 'miss_promiseTwice', at);
    seen.add(id);
    say(!known.has(by), 'miss_promiseBy', at);
    say(!known.has(to), 'miss_promiseTo', at);
    say(by === to, 'miss_promiseSelf', at);
    say(saysNothing(what), 'miss_promiseWhat', at);
    say(saysNothing(how), 'miss_promiseHow', at);
    say(!isDay(due), 'miss_promiseDue', at);
    say(isDay(due) && due < effectiveFrom, 'miss_promiseEarly', at);
    say(amount !== null && !AMOUNT.test(amount), 'miss_promiseAmount', at);
  }
  return found;
}

/** Words by which money is promised. */
const PAYS =
  /支付|给付|偿还|付清|付款|退款|退还.{0,6}(款|费|金|钱)|归还.{0,6}(款|金|钱)|赔偿|补偿|转账|\b(pay|pays|paid|payment|repay|refund|compensate|compensation|transfer)\b/iu;
/** A sum within the text: `3,000元`, `5万`. */
const SUM =
  /\d[\d,.，]*\s*(元|万|千|百|块|角|yuan|rmb|cny)|(￥|¥|rmb|cny)\s*\d|[零〇一二三四五六七八九十百千万两壹贰叁肆伍陆柒捌玖拾佰仟]+(余)?元/iu;
const NO_TIME =
  /尽快|尽早|适时|及时|早日|择日|以后再|有钱(时|再|就)|条件允许|\b(as soon as possible|asap|in due (time|course)|later|when possible)\b/iu;
const NO_MEASURE =
  /适当|酌情|视情况|合理的?(费用|数额|补偿|赔偿)|若干|相应的?(费用|补偿|赔偿)|\b(appropriate|reasonable|as fit|suitable|some money)\b/iu;

/**
 * What a court may find unclear and reject (民事诉讼法司法解释 2022 art. 358, item 5) [S]; which words are unclear is a reading of it [B].
 * It warns and refuses nothing.
 */
export function vagueIn({ points, promises }: Pick<AgreementText, 'points' | 'promises'>): Vague[] {
  const found: Vague[] = [];
  const all = points.join('\n');
  if (NO_TIME.test(all)) found.push({ code: 'vague_time', at: null });
  if (NO_MEASURE.test(all)) found.push({ code: 'vague_measure', at: null });
  for (const [at, { what, how, amount }] of promises.entries()) {
    const said = `${what}\n${how}`;
    if (amount === null && PAYS.test(said) && !SUM.test(said)) found.push({ code: 'vague_amount', at });
    if (NO_TIME.test(said)) found.push({ code: 'vague_time', at });
    if (NO_MEASURE.test(said)) found.push({ code: 'vague_measure', at });
  }
  return found;
}
