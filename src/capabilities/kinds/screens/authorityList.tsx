import { type ReactNode, useState } from 'react';
import { useMe } from '../../../platform/identity/screens/signedIn.tsx';
import { useCall } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Empty, Sheet, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { authority } from '../kinds.contract.ts';
import { kindsWords } from '../kinds.words.ts';
import { AuthorityForm } from './authorityForm.tsx';
import { kindsDeskWords } from './desk.words.ts';
import { useMayPropose } from './proposing.ts';
import './kinds.css';

/** Which body answers where for what, from which day: the dated table, and the form to propose a row of it. */
export function AuthorityList(): ReactNode {
  const w = useWords(kindsDeskWords);
  const k = useWords(kindsWords);
  const t = useText();
  const { appointments } = useMe();
  const mayPropose = useMayPropose();
  const [open, setOpen] = useState(false);
  const { data, error, isPending, refetch } = useCall(authority, {});
  const maySomewhere = mayPropose() || appointments.some((one) => one.territory !== null && mayPropose(one.territory));
  return (
    <>
      {maySomewhere && (
        <div className="row">
          <Button look="primary" sign="plus" onPress={() => setOpen(true)}>
            {w('newRow')}
          </Button>
        </div>
      )}
      <Sheet open={open} title={w('rowTitle')} onClose={() => setOpen(false)}>
        <AuthorityForm today={data?.today ?? ''} onDone={() => setOpen(false)} />
      </Sheet>
      <ProblemNotice problem={error} onAgain={() => void refetch()} />
      {isPending && <Waiting />}
      {data?.rows.length === 0 && <Empty title={w('noRows')} hint={w('noRowsHint')} />}
      {data && data.rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
        <section className="answering-scroll" tabIndex={0} aria-label={w('authority')}>
          <table className="answering">
            <thead>
              <tr>
                {(['place', 'kind', 'body', 'since', 'basis'] as const).map((one) => (
                  <th key={one} scope="col">
                    {w(one)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={`${row.territory} ${row.kind} ${row.from}`}>
                  <td>{t(row.territoryName)}</td>
                  <td>{t(row.kindName)}</td>
                  <td>{t(row.body)}</td>
                  <td>
                    {row.to === null ? k('from', { from: row.from }) : k('fromTo', { from: row.from, to: row.to })}{' '}
                    {row.from > data.today && <Badge tone="info">{w('upcoming')}</Badge>}
                  </td>
                  <td>{t(row.why)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
