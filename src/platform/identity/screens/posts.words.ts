import { type Language, say, words } from '../../language/language.ts';
import type { Post } from '../caller.ts';

/** The names of the posts. */
export const postWords = words<Post>(
  {
    clerk: '热线坐席',
    duty: '值班长',
    coordinator: '综治协调员',
    handler: '承办人',
    liaison: '网格员',
    mediator: '人民调解员',
    verifier: '核查员',
    leader: '领导',
    auditor: '审计员',
    sysadmin: '系统管理员',
    secadmin: '安全管理员',
  },
  {
    clerk: 'Hotline clerk',
    duty: 'Duty officer',
    coordinator: 'Coordinator',
    handler: 'Handler',
    liaison: 'Liaison',
    mediator: 'Mediator',
    verifier: 'Verifier',
    leader: 'Leader',
    auditor: 'Auditor',
    sysadmin: 'System administrator',
    secadmin: 'Security administrator',
  },
);

/** The name of one post. */
export const postName = (post: Post, language: Language): string => say(postWords, language, post);
