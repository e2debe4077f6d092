import type { Tx } from '../db/database.ts';
import type { Appointment } from '../identity/caller.ts';
import type { LineKind } from '../journal/line.rules.ts';
import type { Text } from '../language/language.ts';

/** A line of a capability, of which somebody of the staff may be to hear. */
export type HeardLine = {
  readonly seq: number;
  readonly id: string;
  readonly subject: string;
  readonly kind: string;
  readonly territory: string;
  readonly recorded: string;
  readonly body: Readonly<Record<string, unknown>>;
};

/**
 * Posts that hear: who does what lies with a body (`work`), those who mediate and answer for it (`mediate`), its head; the desks of a
 * territory, its leaders, and the liaisons who walk it. Nobody's name is in it.
 */
export type Post =
  | { readonly who: 'work' | 'mediate' | 'head'; readonly body: string }
  | { readonly who: 'desk' | 'lead' | 'walk'; readonly territory: string };

/** As what a line is heard: the weightiest first. `news` asks for nothing, and is gone when it was seen. */
export type HeardAs = 'danger' | 'appeal' | 'escalated' | 'overdue' | 'offered' | 'assigned' | 'soon' | 'news';

/** What some posts hear of a line. `what` falls due, `of` which part of the subject; times are ISO instants. */
export type Telling = {
  readonly to: Post;
  readonly sort: HeardAs;
  readonly what: string | null;
  readonly of: string | null;
  readonly due: string | null;
  readonly urgent: boolean;
};

/** A notice as it was noted, given back to whoever said it. */
export type NoticedOf = Omit<Telling, 'to'> & { readonly subject: string; readonly address: string };

/** A subject as a notice names it: nothing of a person. `hidden` where a locked screen may show no more than the town. */
export type Shown = {
  readonly number: string;
  readonly name: Text;
  /** What falls due or is to be done, in words. */
  readonly what: Text | null;
  readonly territory: string;
  readonly body: string | null;
  readonly hidden: boolean;
  /** Its page at the desk. */
  readonly to: string;
  /** Its page on the phone, where it has one. */
  readonly onPhone?: string;
};

/** What a capability has members of the staff hear of. */
export type HearingSource = {
  /** The sort of its subjects. */
  readonly about: string;
  readonly kinds: readonly LineKind[];
  /** Who hears of these lines, by line; a line that is absent is heard by nobody. */
  told(tx: Tx, district: string, lines: readonly HeardLine[]): Promise<ReadonlyMap<string, readonly Telling[]>>;
  /**
   * For each notice what is shown of its subject, as it stands now; null where it is no longer so, is not this person's to hear, or
   * their rights do not show it. In a transaction with their scope.
   */
  shown(
    tx: Tx,
    district: string,
    who: { readonly person: string; readonly appointments: readonly Appointment[] },
    notices: readonly NoticedOf[],
  ): Promise<readonly (Shown | null)[]>;
};

/** A post's address; `addressesOf` of whoever reads finds it again. */
export const addressOfPost = (post: Post): string =>
  'body' in post ? `${post.who}/${post.body}` : `${post.who}/${post.territory}`;
