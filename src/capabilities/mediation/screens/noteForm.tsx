import { type ReactNode, useState } from 'react';
import { Choice, Select, TextArea } from '../../../platform/web/kit/controls.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { formWords } from './forms.words.ts';
import { type FormProps, MoveFrame } from './moveFrame.tsx';
import { moveWords } from './moves.words.ts';
import { useFiles } from './promiseForms.tsx';

const SORTS = ['note', 'inquiry', 'evidence'] as const;
type Sort = (typeof SORTS)[number];

/** A note, an inquiry or evidence, into one of the rooms. */
export function NoteForm({ it, room: first, onDone }: FormProps & { readonly room: string }): ReactNode {
  const w = useWords(formWords);
  const m = useWords(moveWords);
  const [room, setRoom] = useState(first);
  const [sort, setSort] = useState<Sort>('note');
  const [text, setText] = useState('');
  const { files, isReady, picker } = useFiles();
  return (
    <MoveFrame
      it={it}
      label={m('note')}
      shown={['text']}
      onDone={onDone}
      act={
        !isReady || (text.trim() === '' && files.length === 0)
          ? null
          : { move: 'note', room, sort, text: text.trim(), files: [...files] }
      }
    >
      {(wrong) => (
        <>
          <Select
            label={w('room')}
            value={room}
            onChange={setRoom}
            options={[
              { value: 'shared', label: w('roomShared') },
              ...it.parties.map((one) => ({ value: one.id, label: w('roomOf', { name: one.name ?? '—' }) })),
              { value: 'mediators', label: w('roomMediators') },
            ]}
          />
          <Choice
            label={w('sort')}
            form="narrow"
            value={sort}
            onChange={(one) => setSort(one as Sort)}
            options={SORTS.map((value) => ({ value, label: w(`sort_${value}`) }))}
          />
          <TextArea
            label={w('text')}
            rows={6}
            maxLength={4000}
            value={text}
            onChange={setText}
            problem={wrong('text')}
          />
          {picker}
        </>
      )}
    </MoveFrame>
  );
}
