import { type ReactNode, useState } from 'react';
import { fetchBytes, problemFrom } from '../../../platform/web/call.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Card } from '../../../platform/web/kit/surfaces.tsx';
import { save } from '../../../platform/web/sheets.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { DOCUMENTS } from '../documents/documents.contract.ts';
import { isDue } from '../due.rules.ts';
import { dossierNote } from '../law/dossier.rules.ts';
import { lawText } from '../law/law.words.ts';
import { DOORS, doorName } from '../law/refusable.rules.ts';
import type { CaseOut } from '../mediation.contract.ts';
import type { Move } from '../moves.rules.ts';
import { documentOf } from '../papers.contract.ts';
import { caseWords } from './case.words.ts';
import { formWords } from './forms.words.ts';
import { moveWords } from './moves.words.ts';
import type { PartProps } from './part.ts';
import { statusWords } from './status.words.ts';

const AFTERWARDS: readonly Move[] = ['visit', 'answerReferrer', 'archive'];

/** The file: its 13 items, the documents that the case makes, and what is done after it has ended. */
export function FileTab({ it, onMove }: PartProps): ReactNode {
  const w = useWords(caseWords);
  const m = useWords(moveWords);
  const s = useWords(statusWords);
  const f = useWords(formWords);
  const t = useText();
  const refused = it.history.findLast(({ kind }) => kind === 'case.refused')?.facts['door'];
  const door = DOORS.find((one) => one === refused);
  const own = AFTERWARDS.filter((move) => it.abilities.includes(move));
  return (
    <div className="mediation-columns even">
      <Dossier it={it} />
      <div className="stack">
        {(own.length > 0 || it.routes.length > 0 || door !== undefined) && (
          <Card label={w('visits')}>
            <h2>{w('visits')}</h2>
            {door !== undefined && <p>{f('refuseDoor', { door: t(doorName(door)) })}</p>}
            {it.routes.length > 0 && (
              <p>{w('routesTold', { routes: it.routes.map((one) => s(`route_${one}`)).join('、') })}</p>
            )}
            <div className="row">
              {own.map((move) => (
                <Button key={move} onPress={() => onMove({ move })}>
                  {m(move)}
                </Button>
              ))}
            </div>
          </Card>
        )}
        <Documents it={it} />
      </div>
    </div>
  );
}

function Dossier({ it }: { it: CaseOut }): ReactNode {
  const w = useWords(caseWords);
  const t = useText();
  return (
    <Card label={w('dossier')}>
      <h2>{w('dossier')}</h2>
      <ol className="mediation-dossier">
        {it.filing.map(({ n, name, mandatory, there }) => (
          <li key={n}>
            <span>{`${n}. ${t(name)}`}</span>
            <Badge tone={there ? 'good' : mandatory ? 'bad' : 'plain'}>
              {w(there ? 'dossierThere' : mandatory ? 'dossierMissing' : 'dossierNone')}
            </Badge>
          </li>
        ))}
      </ol>
      <p className="soft small">{t(lawText(dossierNote(it.outcome, it.agreement?.form ?? null)))}</p>
    </Card>
  );
}

/** Documents that the case has come to; each is made now, to be kept. */
function Documents({ it }: { it: CaseOut }): ReactNode {
  const w = useWords(caseWords);
  const t = useText();
  const [busy, setBusy] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  // Who may read no names has no documents of theirs.
  if (it.parties.every(({ name }) => name === null)) return null;
  const fetch = (code: (typeof DOCUMENTS)[number]['code'], as: 'docx' | 'pdf', name: string): void => {
    setBusy(`${code}.${as}`);
    setProblem(null);
    fetchBytes(documentOf, { params: { id: it.id, code }, query: { as } })
      .then(
        (blob) => save(blob, `${it.number} ${name}.${as}`),
        (thrown: unknown) => setProblem(problemFrom(thrown)),
      )
      .finally(() => setBusy(''));
  };
  return (
    <Card label={w('documents')}>
      <h2>{w('documents')}</h2>
      <p className="soft small">{w('documentsHint')}</p>
      <ProblemNotice problem={problem} />
      <ul className="mediation-documents">
        {DOCUMENTS.filter(({ code }) => isDue(code, it)).map(({ code, name }) => (
          <li key={code}>
            <span>{t(name)}</span>
            <span className="row">
              {(['docx', 'pdf'] as const).map((as) => {
                const sort = w(as === 'docx' ? 'documentWord' : 'documentPdf');
                return (
                  <Button
                    key={as}
                    label={w('documentOf', { name: t(name), as: sort })}
                    busy={busy === `${code}.${as}`}
                    onPress={() => fetch(code, as, t(name))}
                  >
                    {sort}
                  </Button>
                );
              })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
