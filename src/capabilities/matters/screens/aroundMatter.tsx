import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import { useCall } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Card, Timeline, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { MapBox } from '../../../platform/web/map/mapBox.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { aroundMatter } from '../around.contract.ts';
import { stepWords } from '../open311.words.ts';
import { ShareButtons } from './around.tsx';
import { aroundWords } from './around.words.ts';
import { TONE_OF_STATE } from './aroundView.ts';
import { KindPicture } from './kindPicture.tsx';
import { useKindName } from './kindsNow.ts';
import { useMapGround } from './mapGround.ts';
import './around.css';

/** One public matter: where, how far, who answers and what happened by days; nothing of who reported it or what they said. */
export default function AroundMatter(): ReactNode {
  const w = useWords(aroundWords);
  const t = useText();
  const when = useWhen();
  const kindName = useKindName();
  const { number = '' } = useParams();
  usePageTitle(w('matterTitle', { number }));
  const { data, error } = useCall(aroundMatter, { params: { number } });
  const ground = useMapGround(data?.matter.territory, data?.matter.lon !== null);
  if (data === undefined) return error ? <Missing problem={error} /> : <Waiting />;
  const { matter: it, history } = data;
  const at = it.lon === null || it.lat === null ? undefined : { lon: it.lon, lat: it.lat };
  return (
    <article className="stack">
      <h1 className="around-head">
        <KindPicture code={it.kind} />
        <span>{kindName(it.kind)}</span>
        <Badge tone={TONE_OF_STATE[it.state]}>{w(it.state)}</Badge>
      </h1>
      <Card>
        <dl className="around-facts">
          <dt>{w('number')}</dt>
          <dd>{it.number}</dd>
          <dt>{w('where')}</dt>
          <dd>{t(it.territoryName) || it.territory}</dd>
          <dt>{w('body')}</dt>
          <dd>{it.body ? t(it.body) : w('nobody')}</dd>
        </dl>
        <p className="soft small">{w('private')}</p>
      </Card>
      {at && (
        <MapBox
          height="15rem"
          boundaries={ground.boundaries}
          approximate={ground.approximate}
          centre={at}
          points={[{ ...at, id: it.number, label: kindName(it.kind), tone: TONE_OF_STATE[it.state] }]}
        />
      )}
      <p className="soft small">{w(at === undefined ? 'noPoint' : it.visibility)}</p>
      <section>
        <h2>{w('happened')}</h2>
        <Steps history={history} said={(day) => when.day(day)} />
      </section>
      <div className="row">
        <ShareButtons title={kindName(it.kind)} />
        <Button to="/follow">{w('yours')}</Button>
        <Button sign="back" to="/around">
          {w('back')}
        </Button>
      </div>
    </article>
  );
}

function Steps(props: {
  readonly history: readonly { readonly step: string; readonly day: string }[];
  readonly said: (day: string) => string;
}): ReactNode {
  const w = useWords(aroundWords);
  const s = useWords(stepWords);
  const events = props.history.map(({ step, day }, at) => ({
    id: String(at),
    title: step === 'reported' ? w('reported') : s(step as keyof typeof stepWords.zh),
    when: (
      <time dateTime={day} className="soft small">
        {props.said(day)}
      </time>
    ),
  }));
  return <Timeline events={events} />;
}

function Missing({ problem }: { problem: Parameters<typeof ProblemNotice>[0]['problem'] }): ReactNode {
  const w = useWords(aroundWords);
  return (
    <div className="stack">
      <ProblemNotice problem={problem} />
      <Button sign="back" to="/around">
        {w('back')}
      </Button>
    </div>
  );
}
