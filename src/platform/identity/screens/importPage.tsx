import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../http/contract.ts';
import { territories } from '../../places/places.contract.ts';
import { useCall, useMove } from '../../web/asking.ts';
import { Button } from '../../web/kit/controls.tsx';
import { FileButton } from '../../web/kit/fileButton.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Card, Empty, Notice, Waiting } from '../../web/kit/surfaces.tsx';
import { useToast } from '../../web/kit/toast.tsx';
import { usePageTitle } from '../../web/page.tsx';
import { base64Of, save, sheetOfTexts } from '../../web/sheets.ts';
import { useText, useWords } from '../../web/words.ts';
import { commitRoster, previewRoster } from '../appointments.contract.ts';
import { mayPropose } from '../appointments.rights.ts';
import { listBodies } from '../bodies.contract.ts';
import { COLUMNS } from '../roster.rules.ts';
import { APPOINTMENTS, callerOf, PEOPLE } from './appointmentsKept.ts';
import { Once } from './once.tsx';
import { proposeWords } from './propose.words.ts';
import { RosterRows } from './rosterRows.tsx';
import { MOST_BYTES, type PreviewRow, sheetOfRefused, sheetOfRows } from './rosterSheet.ts';
import { useMe } from './signedIn.tsx';
import './admin.css';

const XLSX = '.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Done = AnswerOf<typeof commitRoster>;

/** Many appointments from a sheet: looked at first, then written whole or not at all. */
export default function ImportPage(): ReactNode {
  const w = useWords(proposeWords);
  usePageTitle(w('importTitle'));
  const may = mayPropose(callerOf(useMe()));
  return (
    <div className="stack">
      <div>
        <Button look="plain" sign="back" to="/people">
          {w('back')}
        </Button>
      </div>
      <h1>{w('importTitle')}</h1>
      {may ? <Import /> : <Empty sign="lock" title={w('mayNot')} hint={w('mayNotHint')} />}
    </div>
  );
}

function Import(): ReactNode {
  const w = useWords(proposeWords);
  const t = useText();
  const tell = useToast();
  const [chosen, setChosen] = useState<{ readonly name: string; readonly sheet: string } | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const [done, setDone] = useState<Done | null>(null);
  const preview = useMove(previewRoster);
  const commit = useMove(commitRoster, {
    stales: [PEOPLE, APPOINTMENTS],
    onDone: (answer) => {
      setDone(answer);
      setChosen(null);
      preview.reset();
    },
  });
  const look = async (file: Blob, name: string): Promise<void> => {
    setDone(null);
    commit.reset();
    preview.reset();
    setTooLarge(file.size > MOST_BYTES);
    if (file.size > MOST_BYTES) return setChosen(null);
    const sheet = await base64Of(file);
    setChosen({ name, sheet });
    preview.mutate({ body: { sheet } });
  };
  const found = preview.data;
  const bad = (found?.rows ?? []).filter((one) => one.refusals.length > 0);
  const leaveOut = async (): Promise<void> => {
    const rest = (found?.rows ?? []).filter((one) => one.refusals.length === 0);
    await look(await sheetOfRows(rest), w('f_passed'));
    tell(w('withoutDone'));
  };
  const saveRefused = async (): Promise<void> => {
    const reasons = (row: PreviewRow): string => row.refusals.map((one) => t(one)).join(w('separator'));
    save(await sheetOfRefused(bad, reasons, w('c_reasons')), w('f_refused'));
  };
  return (
    <>
      <p className="soft">{w('importLead')}</p>
      <p className="soft small">{w('columns', { columns: COLUMNS.join(' · ') })}</p>
      {done && <Outcome done={done} onKept={() => setDone({ ...done, entered: [] })} />}
      <div className="admin-file">
        <FileButton
          accept={XLSX}
          label={w(chosen === null ? 'choose' : 'another')}
          onFile={(file) => void look(file, file.name)}
        />
        <Downloads />
      </div>
      {tooLarge && <Notice tone="bad">{w('tooLarge')}</Notice>}
      {chosen && <p>{w('chosen', { name: chosen.name })}</p>}
      {preview.isPending && <Waiting what={w('reading')} />}
      <ProblemNotice problem={preview.error} />
      {found && chosen && (
        <Card label={w('rows')}>
          <h2>{w('rows')}</h2>
          <RosterRows rows={found.rows} good={found.good} refused={found.refused} />
          {found.refused > 0 ? (
            <>
              <Notice tone="warn">{w('allOrNothing')}</Notice>
              <div className="row">
                {found.good > 0 && <Button onPress={() => void leaveOut()}>{w('without')}</Button>}
                <Button onPress={() => void saveRefused()}>{w('download')}</Button>
              </div>
            </>
          ) : (
            <>
              <p>
                {w('commitLead', {
                  n: found.good,
                  fresh: new Set(found.rows.filter((one) => one.fresh).map((one) => one.login)).size,
                })}
              </p>
              <ProblemNotice problem={commit.error} />
              <Button
                look="primary"
                large
                wide
                busy={commit.isPending}
                onPress={() => commit.mutate({ body: { sheet: chosen.sheet, digest: found.digest } })}
              >
                {w('commit', { n: found.good })}
              </Button>
            </>
          )}
        </Card>
      )}
    </>
  );
}

/** What was written, and the initial passwords of those who are new. */
function Outcome({ done, onKept }: { done: Done; onKept: () => void }): ReactNode {
  const w = useWords(proposeWords);
  const list = done.entered.map((one) => `${one.login}\t${one.password}`).join('\n');
  const saveList = async (): Promise<void> => {
    const rows = done.entered.map((one) => [one.login, one.password]);
    save(await sheetOfTexts([w('c_login'), w('c_password')], rows), w('f_passwords'));
  };
  return (
    <>
      <Notice tone="good">
        <strong>{w('done', { n: done.appointments })}</strong>{' '}
        {w(done.state === 'proposed' ? 'doneProposed' : 'doneStanding')}
      </Notice>
      {done.entered.length > 0 && (
        <Once
          title={w('passwords', { n: done.entered.length })}
          lead={w('passwordsLead')}
          secret={list}
          copy={w('copyPasswords')}
          kept={w('kept')}
          onKept={onKept}
        >
          <div>
            <Button onPress={() => void saveList()}>{w('downloadPasswords')}</Button>
          </div>
        </Once>
      )}
    </>
  );
}

/** An empty sheet with the right heading, and the codes that its cells want. */
function Downloads(): ReactNode {
  const w = useWords(proposeWords);
  const t = useText();
  const { data: bodies } = useCall(listBodies, { query: {} });
  const { data: places } = useCall(territories, { query: {} });
  const saveCodes = async (): Promise<void> => {
    const rows = [
      ...(bodies?.bodies ?? []).map((one) => [w('c_bodies'), one.id, t(one.name)]),
      ...(places?.territories ?? []).map((one) => [w('c_territories'), one.code, t(one.name)]),
    ];
    save(await sheetOfTexts(['', w('c_code'), w('c_name')], rows), w('f_codes'));
  };
  return (
    <>
      <Button look="plain" onPress={() => void sheetOfRows([]).then((blob) => save(blob, w('f_template')))}>
        {w('template')}
      </Button>
      <Button look="plain" disabled={bodies === undefined || places === undefined} onPress={() => void saveCodes()}>
        {w('codes')}
      </Button>
    </>
  );
}
