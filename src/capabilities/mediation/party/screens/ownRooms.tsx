import { type ReactNode, useRef, useState } from 'react';
import { Button, TextArea, Tick } from '../../../../platform/web/kit/controls.tsx';
import { Sign } from '../../../../platform/web/kit/icons.tsx';
import { type Photo, PhotoPicker } from '../../../../platform/web/kit/photos.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Badge, Card, Sheet } from '../../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../../platform/web/kit/toast.tsx';
import { Uploads } from '../../../../platform/web/upload.ts';
import { useWhen } from '../../../../platform/web/when.ts';
import { useWords } from '../../../../platform/web/words.ts';
import type { PartyView } from '../../party.contract.ts';
import { useActing, useOwnCase } from './acting.ts';
import { useCalled } from './called.ts';
import { ownWords } from './own.words.ts';
import { PartyFile } from './partyFile.tsx';

type Entry = PartyView['history'][number];

/** The two rooms that a party has: its own, which the other side never reads, and the one that all share. */
export function RoomsPart(): ReactNode {
  const w = useWords(ownWords);
  const { view } = useOwnCase();
  const notes = view.history.filter(({ kind }) => kind === 'case.noted');
  const inRoom = (room: string): readonly Entry[] => notes.filter(({ facts }) => facts['room'] === room);
  const may = view.abilities.includes('note');
  const own = inRoom(view.me);
  const shared = inRoom('shared');
  if (!may && notes.length === 0) return null;
  return (
    <>
      {(may || own.length > 0) && (
        <Card label={w('ownRoom')}>
          <h2 className="row">
            <Sign name="lock" /> {w('ownRoom')}
          </h2>
          <p className="soft small">{w('ownRoomLead')}</p>
          <Notes all={own} />
          {view.abilities.includes('letTravel') && <Travels />}
          {may && <Write room={view.me} title={w('ownRoom')} />}
        </Card>
      )}
      {(may || shared.length > 0) && (
        <Card label={w('sharedRoom')}>
          <h2>{w('sharedRoom')}</h2>
          <p className="soft small">{w('sharedRoomLead')}</p>
          <Notes all={shared} />
          {may && <Write room="shared" title={w('sharedRoom')} />}
        </Card>
      )}
    </>
  );
}

function Travels(): ReactNode {
  const w = useWords(ownWords);
  const { view } = useOwnCase();
  const acting = useActing();
  const me = view.parties.find(({ id }) => id === view.me);
  // While it is on its way the tick shows what was asked for.
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Tick
        checked={acting.isPending ? asked : me?.travels === true}
        onChange={(may) => {
          if (acting.isPending) return;
          setAsked(may);
          acting.mutate([{ move: 'letTravel', party: view.me, may }]);
        }}
      >
        {w('travels')}
        <span className="hint"> {w('travelsOff')}</span>
      </Tick>
      <ProblemNotice problem={acting.error} />
    </>
  );
}

function Notes({ all }: { all: readonly Entry[] }): ReactNode {
  const w = useWords(ownWords);
  const when = useWhen();
  const called = useCalled();
  const { view } = useOwnCase();
  if (all.length === 0) return <p className="soft">{w('roomEmpty')}</p>;
  const whoOf = (one: Entry): string => {
    if (one.party === view.me) return w('byMe');
    return one.party === null ? (one.who?.name ?? w('mediator')) : called(one.party);
  };
  return (
    <ul className="told">
      {all.map((one) => {
        const sort = one.facts['sort'];
        return (
          <li key={one.id}>
            <div className="row apart">
              <span className="soft small">
                {whoOf(one)} · <time dateTime={one.at}>{when.moment(one.at)}</time>
              </span>
              {(sort === 'evidence' || sort === 'inquiry') && <Badge tone="info">{w(sort)}</Badge>}
            </div>
            {one.words && <p>{one.words}</p>}
            {one.files.length > 0 && (
              <div className="photos">
                {one.files.map((file) => (
                  <PartyFile key={file.id} file={file} />
                ))}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Something for a room: words, photos, or both. */
function Write({ room, title }: { room: string; title: string }): ReactNode {
  const w = useWords(ownWords);
  const tell = useToast();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [evidence, setEvidence] = useState(false);
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const uploads = useRef(new Uploads());
  const acting = useActing(() => {
    tell(w('putDone'));
    setOpen(false);
    setText('');
    setPhotos([]);
  });
  const send = async (): Promise<void> => {
    setSending(true);
    setFailed(null);
    try {
      const files = await uploads.current.send(photos);
      const sort = evidence ? ('evidence' as const) : ('note' as const);
      await acting.mutateAsync([{ move: 'note', room, sort, text: text.trim(), files }]);
    } catch (thrown) {
      setFailed(thrown);
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      <Button sign="plus" label={`${title}: ${w('writeHere')}`} onPress={() => setOpen(true)}>
        {w('writeHere')}
      </Button>
      <Sheet open={open} title={title} onClose={() => setOpen(false)}>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <TextArea label={w('writeHere')} rows={5} maxLength={4000} value={text} onChange={setText} />
          <fieldset className="field">
            <legend className="legend">{w('addPhotos')}</legend>
            <PhotoPicker photos={photos} onChange={setPhotos} />
          </fieldset>
          <Tick checked={evidence} onChange={setEvidence}>
            {w('isEvidence')}
          </Tick>
          <ProblemNotice problem={failed} />
          <Button
            look="primary"
            large
            wide
            type="submit"
            busy={sending}
            disabled={text.trim() === '' && photos.length === 0}
          >
            {w('put')}
          </Button>
        </form>
      </Sheet>
    </>
  );
}
