import { errorList } from './errors.ts';
import type { ErrorList } from './facts.ts';
import type { Fields } from './fields.ts';
import { field } from './fields.ts';
import { momentOf } from './moment.ts';

/** Longest description in characters (GeoReport v2, POST Service Request). */
export const DESCRIPTION_LIMIT = 4000;
const MEDIA_LIMIT = 5;

const LIMITS = {
  description: DESCRIPTION_LIMIT,
  address_string: 500,
  address_id: 100,
  email: 254,
  phone: 40,
  first_name: 100,
  last_name: 100,
  title: 200,
  device_id: 200,
  account_id: 200,
  service_code: 100,
  service_request_id: 100,
  update_id: 100,
} as const;
export type TextName = keyof typeof LIMITS;

// Elements that a browser knows, alone or with attributes. "a<b and c>d" is no element: what is not refused here is shown as plain text.
const ELEMENT =
  /<\/?(?:a|abbr|address|article|audio|b|base|big|blockquote|body|br|button|canvas|center|code|dd|del|details|div|dl|dt|em|embed|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|li|link|main|map|math|meta|noscript|object|ol|option|p|param|pre|s|script|section|select|small|source|span|strike|strong|style|sub|sup|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|tt|u|ul|video)(?:\s+[\w:@.-]+\s*=[^<>]*|\s*)\/?>|<!--|<!doctype|<script/i;

/** True when a text holds HTML, which GeoReport v2 does not allow in a description. */
export const holdsHtml = (text: string): boolean => ELEMENT.test(text);

/** Reads the parameters of one call and gathers what is wrong with them, so that the caller learns everything at once. */
export class Contents {
  readonly #fields: Fields;
  readonly wrong: ErrorList[] = [];

  constructor(fields: Fields) {
    this.#fields = fields;
  }

  text(name: TextName): string | null {
    const value = field(this.#fields, name);
    if (value === null) return null;
    const limit = LIMITS[name];
    if ([...value].length > limit) this.wrong.push(errorList(400, 'tooLong', { name, limit }));
    else if (holdsHtml(value)) this.wrong.push(errorList(400, 'html', { name }));
    else if ((this.#fields.named.get(name)?.length ?? 0) > 1) this.wrong.push(errorList(400, 'twice', { name }));
    else return value;
    return null;
  }

  /** As `text`, and its absence is an error; the empty text stands for what is wrong. */
  needed(name: TextName): string {
    if (field(this.#fields, name) === null) this.wrong.push(errorList(400, 'missing', { name }));
    return this.text(name) ?? '';
  }

  email(): string | null {
    const value = this.text('email');
    if (value === null || /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]+\.[^\s@,;<>"]+$/.test(value)) return value;
    this.wrong.push(errorList(400, 'email', { name: 'email' }));
    return null;
  }

  /** Degrees up to the limit either way. */
  degrees(name: 'lat' | 'long', limit: number): number | null {
    const value = field(this.#fields, name);
    if (value === null) return null;
    const number = Number(value);
    if (/^[+-]?\d{1,3}(\.\d{1,20})?$/.test(value) && Math.abs(number) <= limit) return number;
    this.wrong.push(errorList(400, 'degrees', { name }));
    return null;
  }

  moment(name: string): Date | null {
    const value = field(this.#fields, name);
    if (value === null) return null;
    const moment = momentOf(value);
    if (moment === null) this.wrong.push(errorList(400, 'moment', { name }));
    return moment;
  }

  /** Addresses of pictures; the parameter may be repeated, of which the first five count. */
  media(): string[] {
    const found: string[] = [];
    for (const value of (this.#fields.named.get('media_url') ?? []).slice(0, MEDIA_LIMIT)) {
      const parsed = value.length <= 2000 && URL.canParse(value) ? new URL(value) : null;
      if (parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.username === '') found.push(parsed.href);
      else this.wrong.push(errorList(400, 'url', { name: 'media_url' }));
    }
    return found;
  }

  flag(name: string): boolean {
    return /^(true|1|yes)$/i.test(field(this.#fields, name) ?? '');
  }
}
