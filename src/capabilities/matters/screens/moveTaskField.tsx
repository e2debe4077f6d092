import type { ReactNode } from 'react';
import { Choice } from '../../../platform/web/kit/controls.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import type { Gathered, MatterPage } from './moveShapes.ts';
import { moveWords } from './moves.words.ts';
import { type TaskMove, tasksFor } from './moveTasks.ts';

/** Which co-handler's task is meant, where there are several. */
export function TaskField(props: {
  readonly move: TaskMove;
  readonly gathered: Gathered;
  readonly gather: (some: Partial<Gathered>) => void;
  readonly page: MatterPage | undefined;
}): ReactNode {
  const w = useWords(moveWords);
  const t = useText();
  const when = useWhen();
  const tasks = tasksFor(props.move, props.page);
  if (tasks.length < 2) return null;
  return (
    <Choice
      label={w('whichTask')}
      form="lines"
      value={props.gathered.task || (tasks[0]?.id ?? '')}
      onChange={(task) => props.gather({ task })}
      options={tasks.map((one) => ({
        value: one.id,
        label: w('taskOf', { body: t(one.body), until: when.lastDay(one.until) }),
      }))}
    />
  );
}
