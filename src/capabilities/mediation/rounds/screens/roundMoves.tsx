import { type ReactNode, useState } from 'react';
import { useMove } from '../../../../platform/web/asking.ts';
import { newId } from '../../../../platform/web/ids.ts';
import { Button, Choice, TextArea } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Sheet } from '../../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../../platform/web/kit/toast.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import {
  moveRound,
  type RoundActIn,
  type RoundOut,
  type RoundTerritoryOut,
  type VisitOut,
  visitRound,
} from '../rounds.contract.ts';
import { type PickLevel, PlacesPicker } from './placesPicker.tsx';
import { screenWords } from './rounds.screen.words.ts';
import { Lacking, VisitFields } from './visitFields.tsx';
import { lackOf, newVisit, type VisitDraft, visitBody } from './visitState.ts';

/** What a desk may do to the whole round, as the server said with it. */
export function RoundMoves({ it }: { it: RoundOut }): ReactNode {
  const w = useWords(screenWords);
  const [open, setOpen] = useState<'add' | 'close' | null>(null);
  const sheets = (['add', 'close'] as const).filter((one) => it.abilities.includes(one));
  if (it.abilities.length === 0) return null;
  const end = (): void => setOpen(null);
  return (
    <div className="row no-print">
      {it.abilities.includes('remind') && <Remind it={it} />}
      {sheets.map((one) => (
        <Button key={one} look={one === 'close' ? 'danger' : 'quiet'} onPress={() => setOpen(one)}>
          {w(one)}
        </Button>
      ))}
      <Sheet open={open !== null} title={open === null ? '' : w(open)} onClose={end}>
        {open === 'add' && <Add it={it} onDone={end} />}
        {open === 'close' && (
          <Reason
            round={it.id}
            lead={w('closeLead')}
            label={w('closeReason')}
            button={w('close')}
            done={w('closed')}
            act={(reason) => ({ move: 'close', reason })}
            onDone={end}
          />
        )}
      </Sheet>
    </div>
  );
}

/** Reminds those who walk what is still to be visited; the button says of how many, and that it is once a day. */
function Remind({ it }: { it: RoundOut }): ReactNode {
  const w = useWords(screenWords);
  const tell = useToast();
  const [id, setId] = useState(newId);
  const send = useMove(moveRound, {
    onDone: () => {
      tell(w('remindDone'));
      setId(newId());
    },
  });
  const n = it.remindable;
  return (
    <>
      <Button
        sign="bell"
        disabled={n === 0}
        busy={send.isPending}
        onPress={() => send.mutate({ params: { id: it.id }, body: { id, act: { move: 'remind' } } })}
      >
        {n === 0 ? w('remindedToday') : w('remind', { n })}
      </Button>
      <ProblemNotice problem={send.error} />
    </>
  );
}

function Add({ it, onDone }: { it: RoundOut; onDone: () => void }): ReactNode {
  const w = useWords(screenWords);
  const tell = useToast();
  const [level, setLevel] = useState<PickLevel>('village');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [without] = useState(() => it.territories.map((one) => one.code));
  const [id, setId] = useState(newId);
  const send = useMove(moveRound, {
    onDone: () => {
      tell(w('added'));
      onDone();
    },
  });
  return (
    <>
      <PlacesPicker
        level={level}
        onLevel={setLevel}
        chosen={chosen}
        onChange={(some) => {
          setChosen(some);
          setId(newId());
        }}
        without={without}
      />
      <ProblemNotice problem={send.error} />
      <Button
        look="primary"
        wide
        large
        disabled={chosen.length === 0}
        busy={send.isPending}
        onPress={() =>
          send.mutate({ params: { id: it.id }, body: { id, act: { move: 'add', territories: [...chosen] } } })
        }
      >
        {w('add')}
      </Button>
    </>
  );
}

/** Takes a visit back, with the reason where one must be said. */
export function TakeBack({ round, it }: { round: string; it: VisitOut }): ReactNode {
  const w = useWords(screenWords);
  const [open, setOpen] = useState(false);
  if (it.correct === null) return null;
  return (
    <div>
      <Button look="plain" onPress={() => setOpen(true)}>
        {w('takeBack')}
      </Button>
      <Sheet open={open} title={w('takeBackTitle')} onClose={() => setOpen(false)}>
        <Reason
          round={round}
          lead={w('takeBackLead')}
          label={w('takeBackReason')}
          button={w('takeBack')}
          done={w('takenBack')}
          optional={!it.correct.why}
          act={(reason) => ({ move: 'correct', visit: it.id, reason })}
          onDone={() => setOpen(false)}
        />
      </Sheet>
    </div>
  );
}

function Reason(props: {
  readonly round: string;
  readonly lead: string;
  readonly label: string;
  readonly button: string;
  readonly done: string;
  readonly optional?: boolean;
  readonly act: (reason: string) => RoundActIn;
  readonly onDone: () => void;
}): ReactNode {
  const { optional = false } = props;
  const tell = useToast();
  const [reason, setReason] = useState('');
  const [id, setId] = useState(newId);
  const send = useMove(moveRound, {
    onDone: () => {
      tell(props.done);
      props.onDone();
    },
  });
  return (
    <>
      <p>{props.lead}</p>
      <TextArea
        label={props.label}
        optional={optional}
        maxLength={500}
        rows={3}
        value={reason}
        onChange={(value) => {
          setReason(value);
          setId(newId());
        }}
      />
      <ProblemNotice problem={send.error} />
      <Button
        look="danger"
        wide
        large
        disabled={!optional && reason.trim() === ''}
        busy={send.isPending}
        onPress={() => send.mutate({ params: { id: props.round }, body: { id, act: props.act(reason) } })}
      >
        {props.button}
      </Button>
    </>
  );
}

/** A coordinator records a visit in the liaison's stead, and says how it is known. */
export function VisitFor({ round, place }: { round: string; place: RoundTerritoryOut }): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="plain" label={`${w('visitFor')} ${t(place.name)}`} onPress={() => setOpen(true)}>
        {w('visitFor')}
      </Button>
      <Sheet open={open} title={w('visitForTitle', { place: t(place.name) })} onClose={() => setOpen(false)}>
        <Stead round={round} code={place.code} onDone={() => setOpen(false)} />
      </Sheet>
    </>
  );
}

function Stead({ round, code, onDone }: { round: string; code: string; onDone: () => void }): ReactNode {
  const w = useWords(screenWords);
  const tell = useToast();
  const [it, setIt] = useState<VisitDraft>(() => newVisit(false));
  const [asked, setAsked] = useState(false);
  const lack = lackOf(it, 0, true);
  const send = useMove(visitRound, {
    onDone: () => {
      tell(w('arrived'));
      onDone();
    },
  });
  return (
    <>
      <p>{w('visitForLead')}</p>
      <Choice
        label={w('words')}
        form="narrow"
        value={it.found ? 'something' : 'nothing'}
        onChange={(value) => setIt((now) => ({ ...newVisit(value === 'something'), words: now.words }))}
        options={(['nothing', 'something'] as const).map((value) => ({ value, label: w(value) }))}
      />
      <VisitFields it={it} onChange={(some) => setIt((now) => ({ ...now, ...some, id: newId() }))} stead />
      {asked && <Lacking lack={lack} />}
      <ProblemNotice problem={send.error} />
      <Button
        look="primary"
        wide
        large
        busy={send.isPending}
        onPress={() => {
          setAsked(true);
          if (lack === null) send.mutate({ params: { id: round }, body: visitBody(it, code) });
        }}
      >
        {w('save')}
      </Button>
    </>
  );
}
