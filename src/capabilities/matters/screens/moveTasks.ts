import type { MatterOut } from '../matters.contract.ts';
import type { ActName, MatterPage } from './moveShapes.ts';

type Task = MatterOut['tasks'][number];

/** Moves about one co-handler's task. */
export type TaskMove = 'taskAccept' | 'taskReturn' | 'taskDone' | 'taskCancel';
export const isTaskMove = (move: ActName): move is TaskMove => move.startsWith('task');

/** Whether a co-handler still owes its task. */
export const isOwed = ({ status }: Task): boolean => status === 'called' || status === 'accepted';

/** The tasks that a move can be about; whether one is the reader's own is the server's to say. */
export const tasksFor = (move: TaskMove, page: MatterPage | undefined): readonly Task[] =>
  (page?.matter.tasks ?? []).filter((one) => (move === 'taskAccept' ? one.status === 'called' : isOwed(one)));
