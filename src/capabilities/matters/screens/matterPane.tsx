import { type ReactNode, Suspense, useContext, useState } from 'react';
import { Link } from 'wouter';
import { punctuationWords } from '../../../platform/language/punctuation.words.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { Sign } from '../../../platform/web/kit/icons.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Empty, Notice, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { MapBox } from '../../../platform/web/map/mapBox.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { matter as matterGet } from '../desk.contract.ts';
import { deskWords } from '../exchange/screens/desks.words.ts';
import { MatterCases } from '../exchange/screens/matterCases.tsx';
import { OPEN } from '../matters.rules.ts';
import { ClockSection } from './clockSection.tsx';
import { Contact } from './contact.tsx';
import { Further } from './further.ts';
import { Files, History } from './history.tsx';
import { JointSection } from './jointSection.tsx';
import { useKindName, useKinds } from './kindsNow.ts';
import { useMapGround } from './mapGround.ts';
import { Marks } from './marks.tsx';
import { matterWords } from './matter.words.ts';
import { MatterMoves, type MovesHandle } from './matterMoves.tsx';
import type { ActName, MatterPage } from './moveShapes.ts';
import { OthersHere, usePresence } from './presence.tsx';
import { channelWords, statusWords, urgencyWords } from './status.words.ts';
import { TONE_OF } from './tones.ts';
import './matters.css';

export type PaneProps = {
  readonly id: string;
  /** Address of a matter's own page in this shell. */
  readonly linkTo: (id: string) => string;
  /** Address at which this shell shows another matter beside this one. */
  readonly besideOf?: (other: string) => string;
  readonly handle?: React.RefObject<MovesHandle | null>;
  /** Leaves the map out, where the line is slow or the place is known. */
  readonly withoutMap?: boolean;
  /** Tells colleagues that it is open here, and shows who else has it open. */
  readonly present?: boolean;
  /** Draws what may be done, where that is not sent at once. */
  readonly moves?: (page: MatterPage) => ReactNode;
};

/** One matter for staff: allowed moves first, then what was reported, where, who answers, and everything that happened. */
export function MatterPane(props: PaneProps): ReactNode {
  const { data, error, refetch } = useCall(matterGet, { params: { id: props.id } });
  const [moving, setMoving] = useState<ActName | null>(null);
  const isOpen = props.present === true && data !== undefined;
  const others = usePresence(props.id, moving === 'assign' ? 'assign' : 'open', isOpen);
  // Returned or given to another body meanwhile: what stands here would be the past.
  if (error?.status === 404) return <Gone />;
  if (data === undefined) return error ? <ProblemNotice problem={error} onAgain={() => void refetch()} /> : <Waiting />;
  return (
    <article className="pane stack" data-matter={data.matter.number}>
      <Head page={data} />
      {data.matter.mergedInto && <MergedNotice to={props.linkTo(data.matter.mergedInto)} />}
      {data.matter.asked && <Asked />}
      <OthersHere others={others} />
      {props.moves ? (
        props.moves(data)
      ) : (
        <MatterMoves
          page={data}
          others={others}
          onMoving={setMoving}
          {...(props.handle ? { handle: props.handle } : {})}
        />
      )}
      <MatterCases page={data} />
      <FurtherParts page={data} />
      <Reported page={data} />
      <Place page={data} withoutMap={props.withoutMap ?? false} />
      <Nearby page={data} linkTo={props.linkTo} besideOf={props.besideOf} />
      {/* Whoever reported is reached on the matter off which it was split. */}
      {!data.joint.split && <Contact page={data} />}
      <JointSection page={data} linkTo={props.linkTo} />
      <ClockSection page={data} />
      <HistorySection page={data} />
    </article>
  );
}

/** What the shell adds of neighbours; each is fetched by itself and keeps nothing else waiting. */
function FurtherParts({ page }: { page: MatterPage }): ReactNode {
  return useContext(Further).map((Part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a shell's parts are the same ones in the same order for ever.
    <Suspense key={at} fallback={null}>
      <Part page={page} />
    </Suspense>
  ));
}

function Gone(): ReactNode {
  const w = useWords(matterWords);
  return <Empty sign="door" title={w('gone')} hint={w('goneHint')} />;
}

function MergedNotice({ to }: { to: string }): ReactNode {
  const w = useWords(matterWords);
  return (
    <Notice>
      {w('merged')} <Link href={to}>{w('openIt')}</Link>
    </Notice>
  );
}

function Asked(): ReactNode {
  const w = useWords(matterWords);
  return <Notice tone="warn">{w('asked')}</Notice>;
}

function Head({ page }: { page: MatterPage }): ReactNode {
  const w = useWords(matterWords);
  const s = useWords(statusWords);
  const u = useWords(urgencyWords);
  const c = useWords(channelWords);
  const t = useText();
  const when = useWhen();
  const kindName = useKindName();
  const { matter: it } = page;
  const isOpen = OPEN.includes(it.status);
  const late = isOpen && new Date(it.due) < new Date();
  return (
    <header className="stack small-gap">
      <div className="row">
        <Badge tone={TONE_OF[it.status]}>{s(it.status)}</Badge>
        {it.urgency !== 'normal' && <Badge tone={it.urgency === 'critical' ? 'bad' : 'warn'}>{u(it.urgency)}</Badge>}
        <Marks matter={it} />
        {it.outside && <Badge tone="warn">{w('outside')}</Badge>}
        {it.origin !== 'live' && <Badge>{w(it.origin === 'demo' ? 'demo' : 'imported')}</Badge>}
        <span className="soft small">{it.number}</span>
      </div>
      <h2>{kindName(it.kind)}</h2>
      <dl className="facts compact">
        <dt>{w('reported')}</dt>
        <dd>
          <time dateTime={it.reported}>{when.moment(it.reported)}</time> · {c(it.channel)}
        </dd>
        <dt>{w('body')}</dt>
        <dd>{t(it.body) || '—'}</dd>
        <dt>{w('due')}</dt>
        <dd className={late ? 'bad' : ''}>
          {when.dueBy(it.due)}
          {isOpen && ` · ${when.left(it.due)}`}
          <DueReason page={page} />
        </dd>
        {it.rating !== null && (
          <>
            <dt>{w('rating')}</dt>
            <dd>{w('stars', { n: it.rating })}</dd>
          </>
        )}
      </dl>
    </header>
  );
}

/** Why a matter is due earlier than its kind asks for: the desk that sent it wants an answer by then. */
function DueReason({ page }: { page: MatterPage }): ReactNode {
  const w = useWords(deskWords);
  const when = useWhen();
  const desk = page.history[0]?.facts['dueDesk'];
  if (typeof desk !== 'string') return null;
  return <div className="soft small">{w('dueReason', { desk, at: when.dueBy(page.matter.due) })}</div>;
}

function Reported({ page }: { page: MatterPage }): ReactNode {
  const w = useWords(matterWords);
  const t = useText();
  const { kinds } = useKinds();
  const p = useWords(punctuationWords);
  const { matter: it, answers } = page;
  const questions = kinds.find((one) => one.code === it.kind)?.questions ?? [];
  const read = (id: string, value: unknown): string => {
    const options = questions.find((one) => one.id === id)?.options ?? [];
    const one = (given: unknown): string =>
      typeof given === 'boolean'
        ? w(given ? 'yes' : 'no')
        : t(options.find((option) => option.id === given)?.text) || String(given);
    return Array.isArray(value) ? value.map(one).join(p('between')) : one(value);
  };
  const given = Object.entries(answers ?? {});
  return (
    <section className="stack small-gap">
      <h3>{w('words')}</h3>
      {it.words === null ? (
        <p className="soft">
          {w(it.status === 'redirected' ? 'emptiedWords' : answers === null ? 'sealedWords' : 'noWords')}
        </p>
      ) : (
        <p className="said">{it.words}</p>
      )}
      <Files files={page.history[0]?.files ?? []} />
      {given.length > 0 && (
        <dl className="facts compact">
          {given.map(([id, value]) => (
            <div key={id} className="facts-row">
              <dt>{t(questions.find((one) => one.id === id)?.text) || id}</dt>
              <dd>{read(id, value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function Place({ page, withoutMap }: { page: MatterPage; withoutMap: boolean }): ReactNode {
  const w = useWords(matterWords);
  const t = useText();
  const { matter: it, responsible } = page;
  const spot = it.lon === null || it.lat === null ? undefined : { lon: it.lon, lat: it.lat };
  const ground = useMapGround(it.territory, !withoutMap && spot !== undefined);
  return (
    <section className="stack small-gap">
      <h3>{w('place')}</h3>
      <p className="row">
        <Sign name="nearby" /> {t(it.territoryName)}
        {it.address && ` · ${it.address}`}
      </p>
      {responsible && (
        <p className="soft small">
          {w('responsible')}: {t(responsible)} — {responsible.why}
        </p>
      )}
      {spot === undefined ? (
        <p className="soft small">{w('noPoint')}</p>
      ) : (
        !withoutMap && (
          <MapBox
            height="15rem"
            boundaries={ground.boundaries}
            approximate={ground.approximate}
            pin={spot}
            centre={spot}
          />
        )
      )}
    </section>
  );
}

function Nearby(props: {
  page: MatterPage;
  linkTo: (id: string) => string;
  besideOf?: ((other: string) => string) | undefined;
}): ReactNode {
  const { page, linkTo, besideOf } = props;
  const w = useWords(matterWords);
  const s = useWords(statusWords);
  const when = useWhen();
  if (page.nearby.length === 0) return null;
  return (
    <section className="stack small-gap">
      <h3>{w('nearby')}</h3>
      <ul className="looks">
        {page.nearby.map((one) => (
          <li key={one.id}>
            <Link href={linkTo(one.id)}>{one.number}</Link>{' '}
            {w('nearbyOne', { metres: Math.round(one.metres), status: s(one.status), ago: when.ago(one.reported) })}{' '}
            {besideOf && <Link href={besideOf(one.id)}>{w('beside')}</Link>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function HistorySection({ page }: { page: MatterPage }): ReactNode {
  const w = useWords(matterWords);
  return (
    <section className="stack small-gap">
      <h3>{w('history')}</h3>
      <History entries={page.history} reportAbove />
    </section>
  );
}
