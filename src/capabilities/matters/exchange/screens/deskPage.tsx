import { type ReactNode, useState } from 'react';
import { useParams } from 'wouter';
import { useCall } from '../../../../platform/web/asking.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Empty, Notice, Tabs, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { useLive } from '../../../../platform/web/live.ts';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { listPartners } from '../exchange.contract.ts';
import { AnswersExport } from './answersExport.tsx';
import { DeskState } from './deskCard.tsx';
import { deskWords } from './desks.words.ts';
import { ListUpload } from './listUpload.tsx';
import { TrafficList } from './trafficList.tsx';
import './exchange.css';

type Section = 'traffic' | 'upload' | 'export';

/** One desk for the duty officer: what went to and fro, its lists of cases, our lists of answers. */
export default function DeskPage(): ReactNode {
  const w = useWords(deskWords);
  const t = useText();
  const { desk = '' } = useParams<{ desk: string }>();
  const [section, setSection] = useState<Section>('traffic');
  useLive(['matters']);
  const { data, error, refetch } = useCall(listPartners, {}, { every: 10_000 });
  const one = data?.partners.find((each) => each.desk === desk);
  const name = one ? t(one.name) : desk;
  usePageTitle(name);
  const back = (
    <div>
      <Button look="plain" sign="back" to="/exchange">
        {w('back')}
      </Button>
    </div>
  );
  if (data === undefined)
    return error?.status === 403 ? (
      <Empty sign="lock" title={w('mayNotDesk')} hint={w('mayNotHint')} />
    ) : error ? (
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
    ) : (
      <Waiting />
    );
  if (!data.mayExchange || one === undefined)
    return (
      <div className="stack">
        {back}
        {data.mayExchange ? (
          <Empty sign="empty" title={w('gone')} hint={w('goneHint')} />
        ) : (
          <Empty sign="lock" title={w('mayNotDesk')} hint={w('mayNotHint')} />
        )}
      </div>
    );
  const stands = one.state === 'standing';
  return (
    <div className="stack">
      {back}
      <div className="row apart">
        <h1>
          {name} <span className="soft small">{one.desk}</span>
        </h1>
        <DeskState one={one} />
      </div>
      <Tabs
        label={w('sections')}
        chosen={section}
        onChoose={(id) => setSection(id as Section)}
        tabs={(['traffic', 'upload', 'export'] as const).map((id) => ({ id, label: w(id) }))}
      >
        {section === 'traffic' && <TrafficList desk={desk} />}
        {section !== 'traffic' && !stands && <Notice tone="warn">{w('stoppedHint')}</Notice>}
        {section === 'upload' && stands && <ListUpload desk={desk} onSee={() => setSection('traffic')} />}
        {section === 'export' && stands && <AnswersExport desk={desk} />}
      </Tabs>
    </div>
  );
}
