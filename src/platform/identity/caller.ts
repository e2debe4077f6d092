/**
 * Who is knocking, as every route sees it. Pure types: rules, rights and screens may import them.
 */

/** The posts of a district; an appointment gives a person one of them at a body or a territory, from a day to a day. */
export const POSTS = [
  'clerk', // 热线坐席: takes calls, types reports
  'duty', // 值班长: triage, assignment at the district centre
  'coordinator', // 乡镇(街道)综治协调员: the same within a town
  'handler', // 承办人: handles for a body
  'liaison', // 网格员/信息员: reports, fixes on the spot, in a village or community
  'mediator', // 人民调解员: mediates for a people's mediation committee; sees the cases that were shared with it
  'verifier', // 核查员: looks at what others did
  'leader', // 领导: sees figures and matters of the reach
  'auditor', // 审计员: any figure, down to the lines, redacted of persons
  'sysadmin', // 系统管理员: accounts, settings; no matters
  'secadmin', // 安全管理员: approves words and posts, sessions, keys; no matters
] as const;
export type Post = (typeof POSTS)[number];

/** An appointment in force for the caller (a deputy's stands here as well, with `deputyOf`). */
export type Appointment = {
  readonly id: string;
  readonly post: Post;
  /** The body (organisation) it is held at, or null for a post that is held for a territory alone. */
  readonly body: string | null;
  /** Territory code whose subtree is the reach of the post, or null where the post reaches only what is shared with its body. */
  readonly territory: string | null;
  readonly deputyOf: string | null;
};

export type Nobody = { readonly is: 'nobody' };
/** A resident known by a phone number alone; `resident` is a random id, never the number. */
export type Resident = { readonly is: 'resident'; readonly resident: string };
export type Staff = {
  readonly is: 'staff';
  readonly person: string;
  readonly appointments: readonly Appointment[];
};
/** A machine with an API key; `person` is its own id. It holds no post: `scopes` say what it may do, `body` for whom. */
export type Machine = {
  readonly is: 'machine';
  readonly person: string;
  readonly appointments: readonly Appointment[];
  readonly scopes?: readonly ('open311' | 'exchange' | 'figures')[];
  readonly body?: string | null;
};
export type Caller = Nobody | Resident | Staff | Machine;

/** The posts that a caller holds now. */
export function postsOf(caller: Caller): ReadonlySet<Post> {
  return new Set('appointments' in caller ? caller.appointments.map((one) => one.post) : []);
}
