import type { Text } from '../../../platform/language/language.ts';
import { textOf } from '../../../platform/language/language.ts';
import { documentsWords } from './documents.words.ts';

/** The documents of a case, in the order in which a case comes to need them. */
export const DOCUMENT_CODES = [
  'application', // 人民调解申请书
  'register', // 受理登记表
  'rights', // 权利义务告知书 (人民调解法 art. 23, 24)
  'record', // 调解记录 (art. 27)
  'agreement', // 人民调解协议书 (art. 29)
  'oral', // 口头协议登记表 (art. 28)
  'notice', // 不予受理、终止调解告知书 (art. 26)
  'referral', // 委托、移送函
  'answer', // 复函
  'confirmation', // 司法确认申请书 (art. 33)
  'performance', // 履行证明 (治安管理处罚法 art. 9)
  'visit', // 回访记录
  'cover', // 卷宗封面、目录、封底
] as const;
export type DocumentCode = (typeof DOCUMENT_CODES)[number];

/** Under which of the 13 items of a dossier a document is filed (law.md G.1); null for what goes to others. */
const ITEMS: Readonly<Record<DocumentCode, number | null>> = {
  application: 1,
  register: 1,
  rights: 2,
  record: 7,
  agreement: 8,
  oral: 8,
  notice: 12,
  referral: null,
  answer: null,
  confirmation: 11,
  performance: 9,
  visit: 10,
  cover: 13,
};

/** Every document: its code, its name, the item of the dossier under which it is filed. */
export const DOCUMENTS: readonly { readonly code: DocumentCode; readonly name: Text; readonly item: number | null }[] =
  DOCUMENT_CODES.map((code) => ({ code, name: textOf(documentsWords, `name_${code}`), item: ITEMS[code] }));

/** A party as a document names it. */
type FactParty = {
  readonly side: string;
  readonly name: string;
  readonly sort: string;
  /** Number of the identity document or the unified social credit code; '' where the document is not to say it. */
  readonly papers: string;
  readonly phone: string;
  readonly address: string;
  readonly guardian: string;
  readonly representative: string;
};
type FactPromise = {
  readonly by: string;
  readonly to: string;
  readonly what: string;
  readonly how: string;
  readonly due: string;
  /** With its unit, '' where no money is promised. */
  readonly amount: string;
  /** 履行情况, with its day. */
  readonly state: string;
};
type FactSession = {
  readonly at: string;
  readonly mode: string;
  readonly place: string;
  readonly present: readonly string[];
  readonly record: string;
  readonly signed: readonly string[];
};

/**
 * Everything that a template may say of a case: text as it is to be read (days as 2026年3月1日, sides, kinds and states by their Chinese
 * names), and lists of it. What is not known, or not for the reader of the document, is '' or empty.
 */
export type CaseFacts = {
  readonly number: string;
  /** `(2026)吴人调字第12号` */
  readonly agreementNumber: string;
  readonly committee: string;
  readonly district: string;
  readonly territory: string;
  readonly nature: string;
  readonly channel: string;
  readonly opened: string;
  readonly accepted: string;
  readonly due: string;
  readonly effect: string;
  readonly today: string;
  readonly mediators: readonly string[];
  readonly parties: readonly FactParty[];
  /** What the applicant says. */
  readonly words: string;
  readonly facts: string;
  readonly issues: string;
  readonly responsibility: string;
  readonly points: readonly string[];
  readonly promises: readonly FactPromise[];
  readonly sessions: readonly FactSession[];
  readonly routes: readonly string[];
  readonly reason: string;
  readonly court: string;
  /** The last day on which confirmation may be asked for. */
  readonly lastDay: string;
  readonly documents: readonly string[];
  /** The body to which the case is offered. */
  readonly receiver: string;
  readonly referrer: { readonly body: string; readonly letter: string } | null;
  readonly outcome: string;
  readonly visits: readonly { readonly at: string; readonly by: string; readonly words: string }[];
  /** The 13 items of the dossier in their order, with how many sheets each has. */
  readonly dossier: readonly { readonly n: string; readonly name: string; readonly sheets: string }[];
  readonly archived: string;
  /** How many copies are made: one for each party and one that is kept (art. 29). */
  readonly copies: string;
};

/** What is saved for a document, or the one that the release brings along: `version` says which. */
export type Template = { readonly version: string; readonly text: string };
/** The templates by which a district makes its documents. */
export type Templates = Readonly<Record<DocumentCode, Template>>;
