import { type ReactNode, useState } from 'react';
import { useMe } from '../../../platform/identity/screens/signedIn.tsx';
import { punctuationWords } from '../../../platform/language/punctuation.words.ts';
import { useCall, useMove } from '../../../platform/web/asking.ts';
import { newId } from '../../../platform/web/ids.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Card, Empty, Sheet, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useToast } from '../../../platform/web/kit/toast.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { useWords } from '../../../platform/web/words.ts';
import { extracts, removeExtract } from '../extract.contract.ts';
import type { Extract } from '../extract.rules.ts';
import { extractScreenWords } from './extract.screen.words.ts';
import { ExtractForm } from './extractForm.tsx';

type Kept = Extract & { readonly id: string };

/** Forms that higher platforms ask for; the system administrator fits them, everybody at the desk sees them. */
export default function ExtractsPage(): ReactNode {
  const w = useWords(extractScreenWords);
  const p = useWords(punctuationWords);
  usePageTitle(w('formsTitle'));
  const tell = useToast();
  const me = useMe();
  const may = me.appointments.some((one) => one.post === 'sysadmin');
  const { data, error, refetch } = useCall(extracts, {});
  const [editing, setEditing] = useState<Kept | null>(null);
  const [leaving, setLeaving] = useState<Kept | null>(null);
  const remove = useMove(removeExtract, {
    onDone: () => {
      setLeaving(null);
      tell(w('removed'));
    },
  });
  const add = (): void =>
    setEditing({ id: newId(), name: '', columns: [{ field: 'number', heading: '', values: [] }] });
  if (editing !== null) return <ExtractForm extract={editing} onDone={() => setEditing(null)} />;
  return (
    <div className="stack">
      <h1>{w('formsTitle')}</h1>
      <p className="soft">{w('formsLead')}</p>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {may && (
        <p>
          <Button look="primary" onPress={add}>
            {w('add')}
          </Button>
        </p>
      )}
      {data === undefined && !error && <Waiting />}
      {data?.extracts.length === 0 && <Empty title={w('none')} {...(may ? { hint: w('noneHint') } : {})} />}
      {data?.extracts.map((one) => (
        <Card key={one.id} label={one.name}>
          <h2>{one.name}</h2>
          <p className="soft small">
            {p('inBrackets', {
              what: w('columnsN', { n: one.columns.length }),
              more: one.columns.map(({ heading }) => heading).join(p('between')),
            })}
          </p>
          {may && (
            <div className="row">
              <Button onPress={() => setEditing(one)}>{w('edit')}</Button>
              <Button look="danger" onPress={() => setLeaving(one)}>
                {w('remove')}
              </Button>
            </div>
          )}
        </Card>
      ))}
      <Sheet open={leaving !== null} title={w('remove')} onClose={() => setLeaving(null)}>
        {leaving !== null && (
          <div className="stack">
            <p>{w('sure', { name: leaving.name })}</p>
            <ProblemNotice problem={remove.error} />
            <Button
              look="danger"
              large
              wide
              busy={remove.isPending}
              onPress={() => remove.mutate({ params: { id: leaving.id } })}
            >
              {w('remove')}
            </Button>
          </div>
        )}
      </Sheet>
    </div>
  );
}
