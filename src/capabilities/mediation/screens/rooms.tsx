import { type ReactNode, useState } from 'react';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { Card, Notice, Tabs } from '../../../platform/web/kit/surfaces.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useWords } from '../../../platform/web/words.ts';
import type { CaseOut } from '../mediation.contract.ts';
import { FilesOf } from './filesOf.tsx';
import { formWords } from './forms.words.ts';
import { moveWords } from './moves.words.ts';
import type { PartProps } from './part.ts';
import { talkWords } from './talk.words.ts';

type Entry = CaseOut['history'][number];
const isSort = (text: unknown): text is 'note' | 'inquiry' | 'evidence' =>
  text === 'note' || text === 'inquiry' || text === 'evidence';

/** Three kinds of rooms of notes: the shared one, each party's own, the mediators'. Who may not read a room sees that it is shut. */
export function Rooms({ it, onMove }: PartProps): ReactNode {
  const w = useWords(talkWords);
  const m = useWords(moveWords);
  const [room, setRoom] = useState('shared');
  const notes = it.history.filter(({ kind }) => kind === 'case.noted');
  const own = notes.filter(({ facts }) => facts['room'] === room);
  // Of a room that the reader may not open no line says which it was.
  const shut = notes.some(({ facts }) => facts['room'] === undefined);
  const party = it.parties.find(({ id }) => id === room);
  const mayWrite = it.abilities.includes('note');
  const hint =
    room === 'shared'
      ? w('roomSharedHint')
      : party
        ? w('roomOwnHint', { name: party.name ?? '—' })
        : w('roomMediatorsHint');
  return (
    <Card label={w('roomsTitle')}>
      <div className="row apart">
        <h2>{w('roomsTitle')}</h2>
        {mayWrite && (
          <Button sign="plus" onPress={() => onMove({ move: 'note', room })}>
            {m('note')}
          </Button>
        )}
      </div>
      <Tabs
        label={w('roomsTitle')}
        chosen={room}
        onChoose={setRoom}
        tabs={[
          { id: 'shared', label: w('roomShared') },
          ...it.parties.map((one) => ({ id: one.id, label: one.name ?? '—' })),
          { id: 'mediators', label: w('roomMediators') },
        ]}
      >
        <div className="stack tight mediation-panel">
          <p className="soft small">{hint}</p>
          {room !== 'shared' && shut && <Notice sign="lock">{w(mayWrite ? 'roomStays' : 'roomShut')}</Notice>}
          {own.length === 0 && <p className="soft">{w('roomEmpty')}</p>}
          {own.map((one) => (
            <Note key={one.id} it={it} one={one} />
          ))}
        </div>
      </Tabs>
    </Card>
  );
}

function Note({ it, one }: { it: CaseOut; one: Entry }): ReactNode {
  const w = useWords(talkWords);
  const f = useWords(formWords);
  const when = useWhen();
  const sort = one.facts['sort'];
  const author =
    one.who === null
      ? w('byParty', { name: it.parties.find(({ id }) => id === one.party)?.name ?? '—' })
      : w('byStaff', { name: one.who.name ?? '—' });
  return (
    <article className="mediation-note">
      <div className="small soft">
        {[when.moment(one.at), author, isSort(sort) && sort !== 'note' ? f(`sort_${sort}`) : '']
          .filter(Boolean)
          .join(' · ')}
      </div>
      {one.words && <p className="mediation-said">{one.words}</p>}
      <FilesOf files={one.files} />
    </article>
  );
}
