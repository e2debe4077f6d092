import { type ReactNode, useState } from 'react';
import { Once } from '../../../../platform/identity/screens/once.tsx';
import { useCall } from '../../../../platform/web/asking.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Empty, Sheet, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { listPartners } from '../exchange.contract.ts';
import { DeskCard, type Partner } from './deskCard.tsx';
import { deskWords } from './desks.words.ts';
import { PartnerForm } from './partnerForm.tsx';
import { PausePartner, RenewSecret } from './partnerMoves.tsx';
import './exchange.css';

/** What a sheet over the page is about. */
type Doing = { readonly what: 'add' } | { readonly what: 'change' | 'renew' | 'pause'; readonly one: Partner };

/** With which desks cases are exchanged, how the line to each is, and for the security administrator their setting. */
export default function DesksPage(): ReactNode {
  const w = useWords(deskWords);
  const t = useText();
  usePageTitle(w('title'));
  const [doing, setDoing] = useState<Doing | null>(null);
  const [made, setMade] = useState<{ readonly name: string; readonly secret: string } | null>(null);
  const { data, error, refetch } = useCall(listPartners, {}, { every: 10_000 });
  const done = (name: string, secret: string | null): void => {
    setDoing(null);
    if (secret !== null) setMade({ name, secret });
  };
  const title = { add: w('add'), change: w('change'), renew: w('renew'), pause: w('pause') };
  if (error?.status === 403)
    return (
      <div className="stack">
        <h1>{w('title')}</h1>
        <Empty sign="lock" title={w('mayNot')} hint={w('mayNotHint')} />
      </div>
    );
  return (
    <div className="stack">
      <div className="row apart">
        <h1>{w('title')}</h1>
        {data?.maySet && (
          <Button look="primary" sign="plus" onPress={() => setDoing({ what: 'add' })}>
            {w('add')}
          </Button>
        )}
      </div>
      <p className="soft">{w('lead')}</p>
      {made && (
        <Once
          key={made.secret}
          title={w('secretOf', { name: made.name })}
          lead={w('secretLead')}
          secret={made.secret}
          copy={w('copySecret')}
          kept={w('kept')}
          onKept={() => setMade(null)}
        />
      )}
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {data === undefined && !error && <Waiting />}
      {data?.partners.length === 0 && (
        <Empty sign="send" title={w('none')} hint={w(data.maySet ? 'noneMay' : 'noneHint')} />
      )}
      <div className="exchange-desks">
        {data?.partners.map((one) => (
          <DeskCard
            key={one.desk}
            one={one}
            maySet={data.maySet}
            mayExchange={data.mayExchange}
            onDo={(what) => setDoing({ what, one })}
          />
        ))}
      </div>
      <Sheet open={doing !== null} title={doing === null ? '' : title[doing.what]} onClose={() => setDoing(null)}>
        {(doing?.what === 'add' || doing?.what === 'change') && data && (
          <PartnerForm before={doing.what === 'change' ? doing.one : null} tables={data.tables} onDone={done} />
        )}
        {doing?.what === 'renew' && <RenewSecret one={doing.one} onDone={done} />}
        {doing?.what === 'pause' && <PausePartner one={doing.one} onDone={() => done(t(doing.one.name), null)} />}
      </Sheet>
    </div>
  );
}
