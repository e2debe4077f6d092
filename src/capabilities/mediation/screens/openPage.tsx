import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useSearch } from 'wouter';
import type { AnswerOf } from '../../../platform/http/contract.ts';
import { useCall, useMove } from '../../../platform/web/asking.ts';
import { inComposition } from '../../../platform/web/keys.ts';
import { Button, Field, Select, TextArea, Tick } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Card, Notice } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { matter as matterContract } from '../../matters/desk.contract.ts';
import { type Tiding, tidingsOf, underway } from '../../matters/mediated.rules.ts';
import { lawText } from '../law/law.words.ts';
import { isNature } from '../law/natures.rules.ts';
import { forumName, triageOf } from '../law/triage.rules.ts';
import { open } from '../mediation.contract.ts';
import { SCALES, type Scale } from '../mediation.rules.ts';
import { formWords } from './forms.words.ts';
import { Protection, YesNo } from './intakeForms.tsx';
import { NaturePicker } from './naturePicker.tsx';
import { openWords } from './open.words.ts';
import { Opened } from './opened.tsx';
import {
  bodyOf,
  isReferred,
  lacksOf,
  type Opening,
  STAFF_CHANNELS,
  type StaffChannel,
  useOpening,
} from './openState.ts';
import { BodySelect, TerritoryPicker } from './parts.tsx';
import { newParty, PartyFields } from './partyFields.tsx';
import { statusWords } from './status.words.ts';
import './mediation.css';

type Change = (some: Partial<Opening>) => void;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Registers a case for parties who came, rang, or were sent; violence and minors are asked for before all else. */
export default function OpenPage(): ReactNode {
  const w = useWords(openWords);
  usePageTitle(w('title'));
  const { it, change, again } = useOpening();
  const [tried, setTried] = useState(false);
  const [receipt, setReceipt] = useState<AnswerOf<typeof open> | null>(null);
  const from = useFromMatter(change);
  const asked = useMove(open, { stales: ['matters'], onDone: setReceipt });
  const lacks = lacksOf(it);
  const send = (): void => {
    setTried(true);
    if (lacks.length === 0 && !asked.isPending) asked.mutate({ body: bodyOf(it) });
  };
  if (receipt !== null) {
    return (
      <Opened
        receipt={receipt}
        onAgain={() => {
          again();
          setTried(false);
          setReceipt(null);
          asked.reset();
        }}
      />
    );
  }
  return (
    <form
      className="stack mediation mediation-open"
      noValidate
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || inComposition(event.nativeEvent)) return;
        // Only the whole form is sent, by its button or by Ctrl + Enter.
        if (event.ctrlKey || event.metaKey) {
          event.preventDefault();
          send();
        } else if (event.target instanceof HTMLInputElement) event.preventDefault();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h1>{w('title')}</h1>
      {from !== null && <Notice>{w('fromMatter', { number: from.number })}</Notice>}
      {from?.already && (
        <Notice tone="warn" urgent>
          {w('alreadyThere', { number: from.already.number })}
        </Notice>
      )}
      <First it={it} change={change} />
      <Source it={it} change={change} />
      <About it={it} change={change} />
      <Parties it={it} change={change} />
      <ProblemNotice problem={asked.error} />
      {tried && lacks.length > 0 && (
        <Notice tone="bad" urgent>
          <ul>
            {lacks.map((one) => (
              <li key={one}>{w(one)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Button look="primary" large type="submit" busy={asked.isPending}>
        {w('send')}
      </Button>
    </form>
  );
}

/**
 * Takes the words and the place over from the matter that the case comes from; answers its number, and the case to which it was handed
 * over before and which goes on.
 */
function useFromMatter(change: Change): { readonly number: string; readonly already: Tiding | null } | null {
  const id = new URLSearchParams(useSearch()).get('matter') ?? '';
  const { data } = useCall(matterContract, { params: { id } }, { enabled: UUID.test(id) });
  const latest = useRef(change);
  latest.current = change;
  const taken = useRef('');
  const t = useText();
  useEffect(() => {
    if (data === undefined || taken.current === id) return;
    taken.current = id;
    const { words, territory, territoryName, address } = data.matter;
    latest.current({
      channel: 'matter',
      matter: id,
      words: words ?? '',
      address: address ?? '',
      place: { territory, label: t(territoryName) },
    });
  }, [data, id, t]);
  return data === undefined ? null : { number: data.matter.number, already: underway(tidingsOf(data.history)) };
}

function First({ it, change }: { it: Opening; change: Change }): ReactNode {
  const w = useWords(openWords);
  const f = useWords(formWords);
  return (
    <Card label={w('firstTitle')}>
      <h2>{w('firstTitle')}</h2>
      <p className="soft">{f('protectionLead')}</p>
      <div className="mediation-pair">
        <YesNo label={f('violence')} value={it.violence} onChange={(violence) => change({ violence })} />
        <YesNo label={f('minors')} value={it.minors} onChange={(minors) => change({ minors })} />
      </div>
      <Protection violence={it.violence === true} minors={it.minors === true} />
    </Card>
  );
}

function Source({ it, change }: { it: Opening; change: Change }): ReactNode {
  const w = useWords(openWords);
  const s = useWords(statusWords);
  const channels: readonly StaffChannel[] = it.matter === undefined ? STAFF_CHANNELS : ['matter', ...STAFF_CHANNELS];
  return (
    <Card label={w('fromTitle')}>
      <h2>{w('fromTitle')}</h2>
      <Select
        label={w('channel')}
        value={it.channel}
        onChange={(channel) => change({ channel: channel as StaffChannel })}
        options={channels.map((value) => ({ value, label: s(`channel_${value}`) }))}
      />
      {isReferred(it) && (
        <div className="mediation-pair">
          <BodySelect
            label={w('referrer')}
            first={/court|police|petitions|labour|emergency|transport/}
            value={it.referrer}
            onChange={(referrer) => change({ referrer })}
          />
          <Field
            label={w('letter')}
            optional
            maxLength={200}
            value={it.letter}
            onChange={(letter) => change({ letter })}
          />
          <Field
            type="date"
            label={w('answerBy')}
            hint={w('answerByHint')}
            optional
            value={it.answerBy}
            onChange={(answerBy) => change({ answerBy })}
          />
        </div>
      )}
    </Card>
  );
}

function About({ it, change }: { it: Opening; change: Change }): ReactNode {
  const w = useWords(openWords);
  const s = useWords(statusWords);
  return (
    <Card label={w('aboutTitle')}>
      <h2>{w('aboutTitle')}</h2>
      <NaturePicker label={w('nature')} value={it.nature} onChange={(nature) => change({ nature })} />
      <Select
        label={w('scale')}
        value={it.scale}
        onChange={(scale) => change({ scale: scale as Scale })}
        options={SCALES.map((value) => ({ value, label: s(`scale_${value}`) }))}
      />
      <Tick checked={it.publicOrder} onChange={(publicOrder) => change({ publicOrder })}>
        {w('publicOrder')}
      </Tick>
      <Forum it={it} />
      <TextArea
        label={w('words')}
        hint={w('wordsHint')}
        rows={6}
        maxLength={4000}
        value={it.words}
        onChange={(words) => change({ words })}
      />
      <TerritoryPicker label={w('place')} place={it.place} onChange={(place) => change({ place })} />
      <Field
        label={w('address')}
        optional
        maxLength={200}
        value={it.address}
        onChange={(address) => change({ address })}
      />
    </Card>
  );
}

/** Who mediates it by the rule, as the answers stand now. */
function Forum({ it }: { it: Opening }): ReactNode {
  const w = useWords(openWords);
  const t = useText();
  if (!isNature(it.nature)) return <p className="soft small">{w('hintNone')}</p>;
  const { nature, scale, parties, publicOrder } = it;
  const { forum, rule } = triageOf({ nature, scale, parties, publicOrder, entrustedBy: null });
  return (
    <div aria-live="polite">
      <Notice>
        <strong>{w('hintTitle', { forum: t(forumName(forum)) })}</strong>
        <div className="small">{t(lawText(rule))}</div>
      </Notice>
    </div>
  );
}

function Parties({ it, change }: { it: Opening; change: Change }): ReactNode {
  const w = useWords(openWords);
  const { parties } = it;
  return (
    <Card label={w('partiesTitle')}>
      <h2>{w('partiesTitle')}</h2>
      {parties.map((one, at) => (
        <fieldset key={one.id} className="mediation-party-form">
          <legend className="legend">{w('partyN', { n: at + 1 })}</legend>
          <PartyFields value={one} onChange={(value) => change({ parties: parties.with(at, value) })} />
          {parties.length > 2 && (
            <Button look="plain" onPress={() => change({ parties: parties.toSpliced(at, 1) })}>
              {w('dropParty', { n: at + 1 })}
            </Button>
          )}
        </fieldset>
      ))}
      {parties.length < 20 && (
        <Button sign="plus" onPress={() => change({ parties: [...parties, newParty('respondent')] })}>
          {w('addParty')}
        </Button>
      )}
    </Card>
  );
}
