import { type ReactNode, useEffect, useImperativeHandle, useState } from 'react';
import { useMove } from '../../../platform/web/asking.ts';
import { useCommands } from '../../../platform/web/commands.ts';
import { newId } from '../../../platform/web/ids.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import type { Photo } from '../../../platform/web/kit/photos.tsx';
import { Sheet } from '../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { move as moveContract } from '../desk.contract.ts';
import type { Here } from '../presence.contract.ts';
import { MoveForm } from './moveForm.tsx';
import { type Act, type ActName, inOrder, type MatterPage, SHAPES } from './moveShapes.ts';
import { moveWords } from './moves.words.ts';
import { isTaskMove, tasksFor } from './moveTasks.ts';
import { OthersHere } from './presence.tsx';
import { isUndoable, useTakeBack } from './takeBack.ts';

/** Buttons that stand in the open; the rest wait behind "more". */
const IN_SIGHT = 4;

/** Lets the keyboard open a move of the matter in sight. */
export type MovesHandle = { readonly open: (moves: readonly ActName[]) => void };

/** Where moves go that are kept on a phone first. */
export type Keeping = {
  readonly person: string;
  readonly save: (act: Act, photos: readonly Photo[], draft: string) => Promise<void>;
};

/** What the reader may do to a matter, as the server said with it: the moves that carry it on stand first. */
export function MatterMoves(props: {
  readonly page: MatterPage;
  readonly handle?: React.RefObject<MovesHandle | null>;
  readonly onDone?: (move: ActName) => void;
  /** Hears which move's form is open. */
  readonly onMoving?: (move: ActName | null) => void;
  /** Who else has the matter open. */
  readonly others?: readonly Here[];
  /** Keeps moves on the phone instead of sending them. */
  readonly keep?: Keeping;
}): ReactNode {
  const w = useWords(moveWords);
  const tell = useToast();
  const { offer, takeBack } = useTakeBack();
  const { matter, undo } = props.page;
  const { keep, onMoving } = props;
  const [move, setMove] = useState<ActName | null>(null);
  useEffect(() => onMoving?.(move), [onMoving, move]);
  const [all, setAll] = useState(false);
  // Of several bodies that were called in, one may still have to accept what another did long ago; and what holds others is gathered
  // under nothing.
  const holds = props.page.joint.children.length > 0;
  const moves = inOrder(matter.abilities).filter((one) =>
    isTaskMove(one) ? tasksFor(one, props.page).length > 0 : !(one === 'gather' && holds),
  );
  const shown = all || moves.length <= IN_SIGHT + 1 ? moves : moves.slice(0, IN_SIGHT);
  const send = useMove(moveContract, { stales: ['figures'] });

  useImperativeHandle(props.handle, () => ({
    open: (wanted) => setMove(wanted.find((one) => moves.includes(one)) ?? null),
  }));

  useCommands(
    moves.map((one) => ({
      id: `move ${one}`,
      text: { zh: `${moveWords.zh[one]} ${matter.number}`, en: `${moveWords.en[one]} ${matter.number}` },
      run: () => setMove(one),
    })),
  );

  if (moves.length === 0 && undo === null) return <p className="soft">{w('nothing')}</p>;
  return (
    <div className="row moves">
      {shown.map((one) => (
        <Button key={one} look={SHAPES[one].look} onPress={() => setMove(one)}>
          {w(one)}
        </Button>
      ))}
      {shown.length < moves.length && (
        <Button look="plain" onPress={() => setAll(true)}>
          {w('more')}
        </Button>
      )}
      {undo !== null && (
        <Button look="plain" sign="back" onPress={() => takeBack([{ id: matter.id, n: matter.n }])}>
          {w('takeBackMove', { move: w(undo.move) })}
        </Button>
      )}
      <Sheet open={move !== null} title={move === null ? '' : w(move)} onClose={() => setMove(null)}>
        {move === 'assign' && <OthersHere others={(props.others ?? []).filter((one) => one.doing === 'assign')} />}
        {move !== null && (
          <MoveForm
            move={move}
            page={props.page}
            {...(keep
              ? {
                  keep: {
                    person: keep.person,
                    draft: draftOf(keep.person, matter.id, move),
                    save: (act, photos) => keep.save(act, photos, draftOf(keep.person, matter.id, move)),
                  },
                }
              : {})}
            send={(act) => send.mutateAsync({ params: { id: matter.id }, body: { id: newId(), n: matter.n, act } })}
            onDone={(answer) => {
              const said = w(keep ? 'kept' : 'done', { move: w(move) });
              if (isUndoable(move) && answer) offer(said, [answer]);
              else tell(said);
              props.onDone?.(move);
              setMove(null);
            }}
          />
        )}
      </Sheet>
    </div>
  );
}

/** Two people who share a phone write each their own. */
const draftOf = (person: string, matter: string, move: string): string => `move/${person}/${matter}/${move}`;
