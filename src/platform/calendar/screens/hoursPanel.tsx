import { type ReactNode, useState } from 'react';
import { useCall } from '../../web/asking.ts';
import { Button, Select } from '../../web/kit/controls.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Card, Sheet, Waiting } from '../../web/kit/surfaces.tsx';
import { useText, useWords } from '../../web/words.ts';
import { readHours } from '../calendar.contract.ts';
import { calendarScreenWords } from './calendarScreen.words.ts';
import { HoursForm } from './hoursForm.tsx';
import { HoursShown } from './hoursShown.tsx';

/** The usual hours of the district, and those of bodies that keep others. */
export function HoursPanel(): ReactNode {
  const w = useWords(calendarScreenWords);
  const t = useText();
  /** The body that is being changed; '' the usual hours. */
  const [changing, setChanging] = useState<string | null>(null);
  const { data, error, refetch } = useCall(readHours, {});
  const own = data?.bodies.filter((one) => one.own !== null) ?? [];
  const body = data?.bodies.find((one) => one.id === changing);
  const nameOf = (one: { name: { zh: string; en: string } } | undefined) =>
    one === undefined ? w('usual') : t(one.name);
  return (
    <section className="stack" aria-label={w('hours')}>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {data === undefined && !error && <Waiting />}
      {data && (
        <>
          <Card label={w('usual')}>
            <div className="row apart">
              <h2>{w('usual')}</h2>
              {data.mayKeep && (
                <Button label={`${w('edit')} ${w('usual')}`} onPress={() => setChanging('')}>
                  {w('edit')}
                </Button>
              )}
            </div>
            <p className="soft small">{w('usualHint')}</p>
            <HoursShown hours={data.usual} />
          </Card>
          <div className="row apart">
            <h2>{w('own')}</h2>
            {data.mayKeep && (
              <div className="calendar-choose">
                <Select
                  label={w('ofBody')}
                  placeholder={w('chooseBody')}
                  value=""
                  onChange={setChanging}
                  options={data.bodies.map((one) => ({ value: one.id, label: t(one.name) }))}
                />
              </div>
            )}
          </div>
          {own.length === 0 && <p className="soft">{w('noneOwn')}</p>}
          {own.map((one) => (
            <Card key={one.id} label={t(one.name)}>
              <div className="row apart">
                <h3>{t(one.name)}</h3>
                {data.mayKeep && (
                  <Button label={`${w('edit')} ${t(one.name)}`} onPress={() => setChanging(one.id)}>
                    {w('edit')}
                  </Button>
                )}
              </div>
              {one.own && <HoursShown hours={one.own} />}
            </Card>
          ))}
          <Sheet
            open={changing !== null}
            title={w('hoursOf', { name: nameOf(body) })}
            onClose={() => setChanging(null)}
          >
            {changing !== null && (
              <HoursForm
                key={changing}
                body={changing === '' ? null : changing}
                now={body?.own ?? data.usual}
                isOwn={changing === '' ? data.isUsualOwn : (body?.own ?? null) !== null}
                version={data.version}
                onDone={() => setChanging(null)}
              />
            )}
          </Sheet>
        </>
      )}
    </section>
  );
}
