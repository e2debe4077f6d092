import type { MatterOut } from '../matters.contract.ts';
import type { ActName, MatterPage } from './moveShapes.ts';

type Task = MatterOut['tasks'][number];

/** Moves about one co-handler's task. */
export type TaskMove = 'taskAccept' | 'taskReturn' | 'taskDone' | 'taskCancel';
export const isTaskMove = (move: ActName): move is TaskMove => move.startsWith('task');

/** Whether a co-handler still owes its task. */
export const isOwed = ({ status }: Task): boolean => status === 'called' || status === 'accepted';

/** The tasks that a move can be about: taking one away is for those who called, everything else for who was called. */
export const tasksFor = (move: TaskMove, page: MatterPage | undefined): readonly Task[] =>
  (page?.matter.tasks ?? [])
    .filter((one) => move === 'taskCancel' || one.own)
    .filter((one) => (move === 'taskAccept' ? one.status === 'called' : isOwed(one)));
