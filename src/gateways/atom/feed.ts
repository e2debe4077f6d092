import { createHash } from 'node:crypto';
import { XMLBuilder } from 'fast-xml-parser';
import type { Language } from '../../platform/language/language.ts';

/** One entry: an id that never changes, and when it last did; words without markup. Places in WGS-84 degrees. */
export type Entry = {
  readonly id: string;
  readonly title: string;
  readonly updated: Date;
  readonly published: Date;
  readonly link: string;
  readonly category: string;
  readonly content: string;
  readonly point: { readonly lon: number; readonly lat: number } | null;
};

export type Feed = {
  readonly id: string;
  readonly language: Language;
  readonly title: string;
  readonly subtitle: string;
  readonly author: string;
  /** The feed's own address, and that of the page which shows the same. */
  readonly self: string;
  readonly page: string;
  /** When nothing is in it yet. */
  readonly since: Date;
  readonly entries: readonly Entry[];
};

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  format: true,
  suppressEmptyNode: true,
});

/** Characters that XML 1.0 cannot carry at all (section 2.2). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
const UNCARRIED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const plain = (text: string): string => text.toWellFormed().replace(UNCARRIED, '');

/** An Atom feed (RFC 4287), places by GeoRSS-Simple. The same facts give the same bytes, so that an ETag may be taken of them. */
export function atom(feed: Feed): string {
  const newest = feed.entries.reduce((last, one) => Math.max(last, one.updated.getTime()), feed.since.getTime());
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    feed: {
      '@xmlns': 'http://www.w3.org/2005/Atom',
      '@xmlns:georss': 'http://www.georss.org/georss',
      '@xml:lang': feed.language === 'zh' ? 'zh-CN' : 'en',
      id: feed.id,
      title: plain(feed.title),
      subtitle: plain(feed.subtitle),
      updated: new Date(newest).toISOString(),
      author: { name: plain(feed.author) },
      link: [
        { '@rel': 'self', '@type': 'application/atom+xml', '@href': feed.self },
        { '@rel': 'alternate', '@type': 'text/html', '@href': feed.page },
      ],
      entry: feed.entries.map((one) => ({
        id: one.id,
        title: plain(one.title),
        updated: one.updated.toISOString(),
        published: one.published.toISOString(),
        link: { '@rel': 'alternate', '@type': 'text/html', '@href': one.link },
        category: { '@term': one.category },
        content: { '@type': 'text', '#text': plain(one.content) },
        ...(one.point === null ? {} : { 'georss:point': `${one.point.lat} ${one.point.lon}` }),
      })),
    },
  }) as string;
}

/**
 * An id that stays the same at whatever address this server is reached: a name-based UUID (RFC 9562, version 8). A subject's own id may
 * carry the time at which it was made.
 */
export function urnOf(name: string): string {
  const hex = createHash('sha256').update(`lianan/${name}`).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
