import { WORKING_POSTS } from '../../platform/identity/appointments.rules.ts';
import type { Post } from '../../platform/identity/caller.ts';
import type { SignName } from '../../platform/web/kit/icons.tsx';

type Entry = {
  readonly to: string;
  readonly sign: SignName;
  readonly word:
    | 'queue'
    | 'map'
    | 'figures'
    | 'references'
    | 'intake'
    | 'kinds'
    | 'deadlines'
    | 'calendar'
    | 'people'
    | 'places'
    | 'sessions'
    | 'machines'
    | 'lead'
    | 'burden'
    | 'overdue'
    | 'transfers'
    | 'board'
    | 'extracts'
    | 'handover'
    | 'admissions'
    | 'rounds'
    | 'appeals'
    | 'import'
    | 'exchange'
    | 'subscriptions'
    | 'notices'
    | 'mediators'
    | 'mediationLedger'
    | 'mediation'
    | 'mediationSettings';
  /** Posts for whom the entry is drawn; the server decides on its own what it answers. */
  readonly posts: readonly Post[] | 'all';
};

const READERS: readonly Post[] = [
  'clerk',
  'duty',
  'coordinator',
  'handler',
  'liaison',
  'verifier',
  'leader',
  'auditor',
];

const ENTRIES: readonly Entry[] = [
  { to: '/', sign: 'tasks', word: 'queue', posts: READERS },
  { to: '/notices', sign: 'bell', word: 'notices', posts: WORKING_POSTS },
  { to: '/map', sign: 'nearby', word: 'map', posts: READERS },
  { to: '/figures', sign: 'figures', word: 'figures', posts: 'all' },
  { to: '/figures/appeals', sign: 'suggestion', word: 'appeals', posts: ['coordinator', 'leader', 'auditor'] },
  { to: '/figures/references', sign: 'star', word: 'references', posts: ['leader', 'coordinator', 'auditor'] },
  { to: '/lead', sign: 'eye', word: 'lead', posts: ['leader'] },
  {
    to: '/mediation',
    sign: 'dispute',
    word: 'mediation',
    posts: ['mediator', 'handler', 'clerk', 'duty', 'coordinator', 'liaison', 'leader', 'auditor'],
  },
  { to: '/intake', sign: 'phone', word: 'intake', posts: ['clerk', 'duty', 'coordinator', 'liaison'] },
  { to: '/handover', sign: 'link', word: 'handover', posts: ['duty', 'coordinator', 'leader'] },
  {
    to: '/overdue',
    sign: 'follow',
    word: 'overdue',
    posts: ['duty', 'coordinator', 'handler', 'leader', 'verifier', 'auditor'],
  },
  { to: '/transfers', sign: 'send', word: 'transfers', posts: ['duty', 'coordinator', 'handler', 'leader', 'auditor'] },
  {
    to: '/board',
    sign: 'neighbours',
    word: 'board',
    posts: ['duty', 'coordinator', 'handler', 'leader', 'auditor'],
  },
  { to: '/burden', sign: 'text', word: 'burden', posts: ['leader', 'duty', 'auditor'] },
  {
    to: '/admissions',
    sign: 'door',
    word: 'admissions',
    posts: ['handler', 'duty', 'coordinator', 'leader', 'liaison', 'auditor'],
  },
  { to: '/mediation/rounds', sign: 'dispute', word: 'rounds', posts: ['duty', 'coordinator', 'leader', 'liaison'] },
  { to: '/extracts', sign: 'text', word: 'extracts', posts: ['sysadmin'] },
  { to: '/import', sign: 'report', word: 'import', posts: ['duty', 'sysadmin'] },
  { to: '/exchange', sign: 'send', word: 'exchange', posts: ['duty', 'secadmin', 'auditor'] },
  { to: '/kinds', sign: 'charter', word: 'kinds', posts: 'all' },
  { to: '/deadlines', sign: 'follow', word: 'deadlines', posts: 'all' },
  {
    to: '/mediation/mediators',
    sign: 'person',
    word: 'mediators',
    posts: ['mediator', 'handler', 'coordinator', 'duty', 'leader', 'auditor'],
  },
  {
    to: '/mediation/ledger',
    sign: 'star',
    word: 'mediationLedger',
    posts: ['mediator', 'handler', 'coordinator', 'leader', 'auditor'],
  },
  {
    to: '/mediation/settings',
    sign: 'text',
    word: 'mediationSettings',
    posts: ['leader', 'handler', 'coordinator', 'mediator', 'auditor'],
  },
  { to: '/calendar', sign: 'calendar', word: 'calendar', posts: 'all' },
  { to: '/people', sign: 'person', word: 'people', posts: 'all' },
  { to: '/places', sign: 'building', word: 'places', posts: ['sysadmin', 'secadmin', 'auditor'] },
  { to: '/sessions', sign: 'lock', word: 'sessions', posts: 'all' },
  { to: '/machines', sign: 'link', word: 'machines', posts: ['sysadmin', 'secadmin', 'auditor'] },
  { to: '/subscriptions', sign: 'bell', word: 'subscriptions', posts: ['secadmin'] },
];

/** What the menu offers to somebody who holds these posts. */
export const menuFor = (posts: ReadonlySet<Post>): readonly Entry[] =>
  ENTRIES.filter((one) => one.posts === 'all' || one.posts.some((post) => posts.has(post)));
