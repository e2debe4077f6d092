import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import { useCall } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Card, Empty, Notice, Timeline, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { type PublicMatterOut, publicMatter } from '../publicMatter.contract.ts';
import { followHere, leaveHere, useFollowedHere } from './followedHere.ts';
import { KindPicture } from './kindPicture.tsx';
import { useKindName } from './kindsNow.ts';
import { publicMatterWords } from './publicMatter.words.ts';
import { statusWords } from './status.words.ts';
import { TONE_OF } from './tones.ts';
import './matters.css';

const STEPS = {
  'matter.assigned': 'stepAssigned',
  'matter.accepted': 'stepAccepted',
  'matter.returned': 'stepReturned',
  'matter.handed-over': 'stepHandedOver',
  'matter.fixed-on-spot': 'stepFixed',
  'matter.verified': 'stepVerified',
  'matter.sent-back': 'stepSentBack',
  'matter.closed': 'stepClosed',
  'matter.reopened': 'stepReopened',
  'matter.merged': 'stepMerged',
  'matter.withdrawn': 'stepWithdrawn',
  'matter.suspended': 'stepSuspended',
  'matter.resumed': 'stepResumed',
  'matter.extended': 'stepExtended',
} as const;
const isStep = (kind: string): kind is keyof typeof STEPS => kind in STEPS;

const REFRESH_MS = 60_000;

/** A public matter by its number, as everybody may see it; to be followed on this phone without any code. */
export default function PublicMatter(): ReactNode {
  const w = useWords(publicMatterWords);
  usePageTitle(w('title'));
  const { number = '' } = useParams<{ number: string }>();
  const { data, error, refetch } = useCall(publicMatter, { params: { number } }, { every: REFRESH_MS });
  if (error && [404, 422, 400].includes(error.status)) {
    return (
      <Empty sign="search" title={w('title')} hint={w('gone')}>
        <FollowHere number={number} gone />
      </Empty>
    );
  }
  if (data === undefined) return error ? <ProblemNotice problem={error} onAgain={() => void refetch()} /> : <Waiting />;
  return (
    <div className="stack">
      <h1>{w('title')}</h1>
      <Facts matter={data} />
      <FollowHere number={data.number} />
      <section className="stack">
        <h2>{w('happened')}</h2>
        <Story matter={data} />
      </section>
      <p className="soft small">{w('openOnly')}</p>
    </div>
  );
}

function Facts({ matter: it }: { matter: PublicMatterOut }): ReactNode {
  const w = useWords(publicMatterWords);
  const s = useWords(statusWords);
  const t = useText();
  const when = useWhen();
  const kindName = useKindName();
  return (
    <Card>
      <div className="row apart">
        <span className="followed-kind">
          <KindPicture code={it.kind} /> {kindName(it.kind)}
        </span>
        <Badge tone={TONE_OF[it.status]}>{s(it.status)}</Badge>
      </div>
      <dl className="facts">
        <dt>{w('number')}</dt>
        <dd>{it.number}</dd>
        <dt>{w('place')}</dt>
        <dd>{t(it.territoryName)}</dd>
        <dt>{w('body')}</dt>
        <dd>{t(it.body) || w('noBody')}</dd>
        <dt>{w('reported')}</dt>
        <dd>{when.day(it.reported)}</dd>
        {it.closed === null ? (
          <>
            <dt>{w('due')}</dt>
            <dd>{when.lastDay(it.due)}</dd>
          </>
        ) : (
          <>
            <dt>{w('closed')}</dt>
            <dd>{when.day(it.closed)}</dd>
          </>
        )}
      </dl>
    </Card>
  );
}

function Story({ matter: it }: { matter: PublicMatterOut }): ReactNode {
  const w = useWords(publicMatterWords);
  const t = useText();
  const when = useWhen();
  const time = (iso: string): ReactNode => <time dateTime={iso}>{when.moment(iso)}</time>;
  return (
    <Timeline
      events={[
        { id: 'received', title: w('received'), when: time(it.reported), tone: 'brand' },
        ...it.steps.flatMap(({ n, kind, at }) =>
          isStep(kind)
            ? [
                {
                  id: String(n),
                  title: w(STEPS[kind], { body: t(it.body) || w('someBody') }),
                  when: time(at),
                  tone: kind === 'matter.closed' ? ('good' as const) : ('brand' as const),
                },
              ]
            : [],
        ),
      ]}
    />
  );
}

function FollowHere({ number, gone = false }: { number: string; gone?: boolean }): ReactNode {
  const w = useWords(publicMatterWords);
  const followed = useFollowedHere().includes(number);
  if (followed) {
    return (
      <>
        {!gone && <Notice tone="good">{w('followsHere')}</Notice>}
        <Button wide onPress={() => leaveHere(number)}>
          {w('leaveHere')}
        </Button>
      </>
    );
  }
  return gone ? null : (
    <Button look="primary" wide sign="follow" onPress={() => followHere(number)}>
      {w('followHere')}
    </Button>
  );
}
