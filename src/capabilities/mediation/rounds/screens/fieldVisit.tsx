import { type ReactNode, useCallback, useRef, useState } from 'react';
import { useMe } from '../../../../platform/identity/screens/signedIn.tsx';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { Notice } from '../../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../../platform/web/kit/toast.tsx';
import { useDraft } from '../../../../platform/web/outbox/drafts.ts';
import { keep } from '../../../../platform/web/outbox/outbox.ts';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { type RoundOut, type RoundTerritoryOut, visitRound } from '../rounds.contract.ts';
import { screenWords } from './rounds.screen.words.ts';
import { Lacking, Proof, VisitFields } from './visitFields.tsx';
import { lackOf, newVisit, type VisitDraft, visitBody } from './visitState.ts';

/** One visit on the phone: kept at every change, saved there before it is sent, and sent when there is a line. */
export function FieldVisit(props: {
  readonly round: RoundOut;
  readonly place: RoundTerritoryOut;
  readonly found: boolean;
  readonly onEnd: () => void;
}): ReactNode {
  const { round, place, found, onEnd } = props;
  const w = useWords(screenWords);
  const t = useText();
  const tell = useToast();
  const person = useMe().person ?? '';
  const key = `round/${person}/${round.id}/${place.code}/${found ? 'found' : 'nothing'}`;
  const draft = useDraft<VisitDraft>(person, key, () => newVisit(found));
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const { data: it, photos } = draft;
  const lack = lackOf(it, photos.length, false);
  // The same function for as long as the form stands: a place that is found late belongs to it all the same.
  const latest = useRef(draft.change);
  latest.current = draft.change;
  const change = useCallback((some: Partial<VisitDraft>) => latest.current(some), []);

  const save = async (): Promise<void> => {
    setAsked(true);
    if (lack !== null || busy) return;
    setBusy(true);
    setFailed(false);
    const name = place.name;
    try {
      await draft.settled();
      await keep(
        {
          id: it.id,
          person,
          subject: it.id,
          form: 'round',
          title: {
            zh: `${name.zh} · ${screenWords.zh[found ? 'something' : 'nothing']}`,
            en: `${name.en} · ${screenWords.en[found ? 'something' : 'nothing']}`,
          },
          address: visitRound.path.replace(':id', round.id),
          body: visitBody(it, place.code),
          photosAt: photos.length > 0 ? 'photos' : null,
          n: null,
          lines: 1,
        },
        photos,
        key,
      );
      tell(w('saved'));
      onEnd();
    } catch {
      // The disk is full or the browser keeps nothing: what was written is still in the form.
      setFailed(true);
    }
    setBusy(false);
  };

  return (
    <form
      className="stack"
      noValidate
      aria-label={w(found ? 'formFound' : 'formNothing', { place: t(place.name) })}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <strong>{w(found ? 'something' : 'nothing')}</strong>
      <VisitFields it={it} onChange={change} stead={false} />
      <Proof it={it} onChange={change} photos={photos} setPhotos={draft.setPhotos} unkept={draft.unkept} />
      {asked && <Lacking lack={lack} />}
      {failed && (
        <Notice tone="bad" urgent>
          {w('notSaved')}
        </Notice>
      )}
      <div className="row">
        <Button look="primary" large type="submit" busy={busy}>
          {w('save')}
        </Button>
        <Button large onPress={onEnd}>
          {w('cancel')}
        </Button>
      </div>
    </form>
  );
}
