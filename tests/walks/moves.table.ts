import type { Status } from '../../src/capabilities/matters/matters.rules.ts';
import type { Move } from '../../src/capabilities/matters/moves.rules.ts';
import type { Post } from '../../src/platform/identity/caller.ts';

/**
 * Who may do what when, written down from the description of the posts and of the moves, not from the code: the tests hold the
 * code to it. A letter is what somebody is to the matter:
 * D duty officer, C coordinator, K clerk, L liaison, V verifier: each where their reach holds the matter's place;
 * S leader where their reach holds the matter's place;
 * T somebody at a body that was called in and owes its task (none of the walkers' bodies is);
 * B somebody at the body that has it (handler; coordinator or liaison of that body); R its reporter; - nobody.
 */
const WHO_WHEN = `
              new   assigned accepted handled verified closed merged withdrawn void redirected
triage        DCK   DCK      DCK      -       -        -      -      -         -    -
merge         DC    DC       -        -       -        -      -      -         -    -
assign        DC    DC       -        -       -        -      -      -         -    -
accept        -     B        -        -       -        -      -      -         -    -
return        -     B        B        -       -        -      -      -         -    -
rule          S     S        -        -       -        -      -      -         -    -
suspend       DCB   DCB      DCB      -       -        -      -      -         -    -
resume        DCB   DCB      DCB      -       -        -      -      -         -    -
askExtension  -     B        B        -       -        -      -      -         -    -
decideExtension -   SD       SD       -       -        -      -      -         -    -
callIn        -     BDC      BDC      -       -        -      -      -         -    -
taskAccept    -     T        T        -       -        -      -      -         -    -
taskReturn    -     T        T        -       -        -      -      -         -    -
taskDone      -     T        T        -       -        -      -      -         -    -
taskCancel    -     BDC      BDC      -       -        -      -      -         -    -
split         DC    DCB      DCB      -       -        -      -      -         -    -
gather        DC    DC       DC       -       -        -      -      -         -    -
letGo         DC    DC       DC       DC      DC       -      -      -         -    -
note          DCKBTLVR DCKBTLVR DCKBTLVR DCKBTLVR DCKBTLVR  -      -      -         -    -
ask           DCKB  DCKB     DCKB     -       -        -      -      -         -    -
answer        R     R        R        R       R        -      -      -         -    -
handOver      -     -        B        -       -        -      -      -         -    -
fixOnSpot     L     L        -        -       -        -      -      -         -    -
verify        -     -        -        VDC     -        -      -      -         -    -
sendBack      -     -        -        VDC     VDC      -      -      -         -    -
close         -     -        -        -       VDC      -      -      -         -    -
rate          -     -        -        -       -        R      -      -         -    -
reopen        -     -        -        -       -        RD     -      -         -    -
withdraw      R     R        R        -       -        -      -      -         -    -
void          D     D        D        D       D        -      -      -         -    -
redirect      DCK   DCK      -        -       -        -      -      -         -    -
instruct      S     S        S        S       S        -      -      -         -    -
supervise     SD    SD       SD       SD      SD       -      -      -         -    -
release       SD    SD       SD       SD      SD       -      -      -         -    -
seeContact    DK    DK       DK       DK      DK       DK     DK     DK        DK   -
seeEarlier    DK    DK       DK       DK      DK       -      -      -         -    -
`;

/** Where a post is held, toward a matter. */
export const PLACES = ['in reach', 'out of reach', 'at its body', 'at another body'] as const;
export type Place = (typeof PLACES)[number];

/** What each post makes of its holder there; leaders instruct and supervise, auditors see lines without words, administrators see no matters. */
const LETTERS = `
             in reach  out of reach  at its body  at another body
clerk        K         -             -            -
duty         D         -             -            -
coordinator  C         -             B            -
handler      -         -             B            -
liaison      L         -             B            -
verifier     V         -             -            -
leader       S         -             -            -
auditor      -         -             -            -
sysadmin     -         -             -            -
secadmin     -         -             -            -
`;

function table(text: string, heads: (line: string) => string[]): Map<string, Map<string, string>> {
  const [first = '', ...lines] = text.trim().split('\n');
  const columns = heads(first);
  return new Map(
    lines.map((line) => {
      const [name = '', ...cells] = line.trim().split(/\s+/);
      if (cells.length !== columns.length)
        throw new Error(`${name}: ${cells.length} cells under ${columns.length} heads`);
      return [name, new Map(columns.map((column, at) => [column, (cells[at] ?? '-').replace('-', '')]))];
    }),
  );
}

const whoWhen = table(WHO_WHEN, (line) => line.trim().split(/\s+/));
const letters = table(LETTERS, (line) => line.trim().split(/\s{2,}/));

/** The moves of the table, in its order. */
export const TABLE_MOVES = [...whoWhen.keys()] as Move[];

/** Letters that may make a move in a state. */
export function mayWhen(move: Move, status: Status): string {
  return whoWhen.get(move)?.get(status) ?? '';
}

/** Letters that may make a move in some state. */
export function mayEver(move: Move): string {
  return [...(whoWhen.get(move)?.values() ?? [])].join('');
}

/** What a post held there is to the matter. */
export function letterOf(post: Post, place: Place): string {
  return letters.get(post)?.get(place) ?? '';
}

/** Whether one of the letters stands among those that may. */
export const shares = (own: string, may: string): boolean => [...own].some((letter) => may.includes(letter));
