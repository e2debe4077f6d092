import { words } from '../../platform/language/language.ts';

/** What the charter's page says around the ten rules, whose words stand in platform/charter. */
export const charterPageWords = words(
  {
    title: '平台公约',
    lead: '联安看的是地方、事情和责任；人是来被服务的。下面十条写进了程序和测试，改动任何一条都会让系统的自检不通过。',
    changes: '看变更清单',
    code: '这些规则怎样执行，可在源代码里逐条核对；代码以 AGPL-3.0 开放。',
  },
  {
    title: 'The charter',
    lead: 'Lianan watches places, matters and duties; people are served. These ten rules are written into the program and its tests: changing one makes the system fail its own checks.',
    changes: 'The list of changes',
    code: 'How each rule is enforced can be checked in the source, open under AGPL-3.0.',
  },
);
