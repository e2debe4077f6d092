import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { useCall, useMove } from '../../../../platform/web/asking.ts';
import { newId } from '../../../../platform/web/ids.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { FileButton } from '../../../../platform/web/kit/fileButton.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Card, Empty, Notice, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { save, sheetOfTexts } from '../../../../platform/web/sheets.ts';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { useKinds } from '../../screens/kindsNow.ts';
import { listImports, putImport } from '../importing.contract.ts';
import { FIELDS } from '../importing.rules.ts';
import { importScreenWords } from './import.screen.words.ts';
import { ImportLine } from './importLine.tsx';
import './import.css';

/** As much as an upload takes. */
const MOST_BYTES = 10 * 1024 * 1024;
const TABLES = '.csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Where a table of matters is brought, and how far those are that were. */
export default function ImportPage(): ReactNode {
  const w = useWords(importScreenWords);
  usePageTitle(w('title'));
  const { data, error, refetch } = useCall(listImports, {}, { every: 5_000 });
  if (error?.status === 403)
    return (
      <div className="stack">
        <h1>{w('title')}</h1>
        <Empty sign="lock" title={w('mayNot')} hint={w('mayNotHint')} />
      </div>
    );
  return (
    <div className="stack">
      <h1>{w('title')}</h1>
      <p className="soft">{w('lead')}</p>
      <Upload />
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {data === undefined && !error && <Waiting />}
      {data?.imports.length === 0 && <Empty title={w('none')} hint={w('noneHint')} />}
      {data !== undefined && data.imports.length > 0 && (
        <section className="stack" aria-label={w('recent')}>
          <h2>{w('recent')}</h2>
          <ul className="import-list">
            {data.imports.map((one) => (
              <ImportLine key={one.id} one={one} />
            ))}
          </ul>
        </section>
      )}
      <Card label={w('howTitle')}>
        <h2>{w('howTitle')}</h2>
        <ul className="import-points">
          {(['need', 'may', 'time', 'keep'] as const).map((key) => (
            <li key={key}>{w(`how_${key}`)}</li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

function Upload(): ReactNode {
  const w = useWords(importScreenWords);
  const t = useText();
  const [, go] = useLocation();
  const { kinds } = useKinds();
  const [tooLarge, setTooLarge] = useState(false);
  const put = useMove(putImport, { onDone: ({ id }) => go(`/import/${id}`) });
  const send = (file: File): void => {
    setTooLarge(file.size > MOST_BYTES);
    put.reset();
    if (file.size > MOST_BYTES) return;
    const body = new FormData();
    body.append('file', file, file.name);
    put.mutate({ params: { id: newId() }, body });
  };
  /** A heading that is recognised as it stands, and an example that says so in its time: forgotten there, it is refused. */
  const saveTemplate = async (): Promise<void> => {
    const kind = kinds.find((one) => one.group === 'hazard') ?? kinds[0];
    const row = {
      ...{ number: w('x_number'), happened: w('x_happened'), kind: t(kind?.name) },
      ...{ words: w('x_words'), address: w('x_address'), lon: '', lat: '' },
    };
    const heading = FIELDS.map((field) => w(`f_${field}`));
    save(await sheetOfTexts(heading, [FIELDS.map((field) => row[field])]), w('f_template'));
  };
  return (
    <>
      <div className="row">
        <FileButton accept={TABLES} label={w('choose')} onFile={send} />
        <Button look="plain" disabled={kinds.length === 0} onPress={() => void saveTemplate()}>
          {w('template')}
        </Button>
      </div>
      <p className="soft small">{w('limits')}</p>
      {tooLarge && (
        <Notice tone="bad" urgent>
          {w('tooLarge')}
        </Notice>
      )}
      {put.isPending && <Waiting what={w('uploading')} />}
      <ProblemNotice problem={put.error} />
    </>
  );
}
