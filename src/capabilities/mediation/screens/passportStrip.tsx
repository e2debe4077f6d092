import { type ReactNode, useState } from 'react';
import { dayOf } from '../../../platform/calendar/calendar.rules.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { Badge, Sheet } from '../../../platform/web/kit/surfaces.tsx';
import { CopyButton } from '../../../platform/web/page.tsx';
import { Qr } from '../../../platform/web/qr.tsx';
import { useWhen } from '../../../platform/web/when.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import type { CaseOut } from '../mediation.contract.ts';
import { caseWords } from './case.words.ts';
import { openWords } from './open.words.ts';
import { partyPage, StatusBadge, useNature } from './parts.tsx';
import { statusWords } from './status.words.ts';
import { stepsOf } from './steps.ts';

/** The passport of a case: its number and code, the steps of its way with their days, and the bodies that it went through. */
export function PassportStrip({ it }: { it: CaseOut }): ReactNode {
  const w = useWords(caseWords);
  const s = useWords(statusWords);
  const when = useWhen();
  const t = useText();
  const nature = useNature();
  return (
    <header className="card mediation-passport">
      <div className="row apart">
        <h1>
          {nature(it.nature)} <span className="mediation-number soft">{it.number}</span>
        </h1>
        <span className="row">
          <StatusBadge it={it} />
          {it.waits && <Badge tone="info">{s(`waits_${it.waits}`)}</Badge>}
          <Passport code={it.caseCode} />
        </span>
      </div>
      <ol className="mediation-steps" aria-label={w('strip')}>
        {stepsOf(it).map(({ step, at, state }) => (
          <li key={step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
            <strong>{w(`step_${step}`)}</strong>
            {at !== null && (
              <time className="small" dateTime={at} title={when.day(at)}>
                {dayOf(new Date(at)).slice(5)}
              </time>
            )}
          </li>
        ))}
      </ol>
      {it.offers.length > 0 && (
        <ul className="mediation-bodies small" aria-label={w('offers')}>
          {it.offers.map((one) => (
            <li key={one.id}>
              <strong>{t(one.body)}</strong>{' '}
              <Badge
                tone={
                  one.state === 'accepted'
                    ? 'good'
                    : one.state === 'refused'
                      ? 'bad'
                      : one.state === 'offered'
                        ? 'warn'
                        : 'plain'
                }
              >
                {s(`offer_${one.state}`)}
              </Badge>{' '}
              <span className="soft">
                {[
                  one.ground && s(`ground_${one.ground}`),
                  one.state === 'offered'
                    ? w('offerDue', { day: when.day(one.due) })
                    : when.day(one.answered ?? one.at),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}

function Passport({ code }: { code: string }): ReactNode {
  const w = useWords(caseWords);
  const o = useWords(openWords);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="plain" sign="link" onPress={() => setOpen(true)}>
        {w('passport')}
      </Button>
      <Sheet open={open} title={w('passport')} onClose={() => setOpen(false)}>
        <p className="mediation-code">{code}</p>
        <Qr text={partyPage(code)} label={o('qr')} />
        <p>{o('takenHint')}</p>
        <CopyButton text={code}>{o('copyPassport')}</CopyButton>
      </Sheet>
    </>
  );
}
