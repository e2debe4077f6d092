import { type ReactNode, useState } from 'react';
import { today } from '../../../../platform/identity/screens/appointmentsView.ts';
import { type CallProblem, fetchBytes, problemFrom } from '../../../../platform/web/call.ts';
import { Button, Field, Select } from '../../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { useToast } from '../../../../platform/web/kit/toast.tsx';
import { save } from '../../../../platform/web/sheets.ts';
import { useWords } from '../../../../platform/web/words.ts';
import { downloadReplies } from '../exchange.contract.ts';
import { listWords } from './lists.words.ts';

/** Our answers of some days as a list for a desk. */
export function AnswersExport({ desk }: { desk: string }): ReactNode {
  const w = useWords(listWords);
  const tell = useToast();
  const [from, setFrom] = useState(today());
  const [to, setTo] = useState(today());
  const [encoding, setEncoding] = useState<'utf-8' | 'gb18030'>('utf-8');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const bring = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      save(
        await fetchBytes(downloadReplies, { params: { desk }, query: { from, to, encoding } }),
        w('f_replies', { desk, from, to }),
      );
      tell(w('exported'));
    } catch (thrown) {
      setProblem(problemFrom(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void bring();
      }}
    >
      <p className="soft">{w('exportLead')}</p>
      <div className="exchange-days">
        <Field label={w('from')} type="date" value={from} onChange={setFrom} required />
        <Field label={w('to')} type="date" value={to} onChange={setTo} required />
        <Select
          label={w('encoding')}
          value={encoding}
          onChange={(value) => setEncoding(value === 'gb18030' ? 'gb18030' : 'utf-8')}
          options={[
            { value: 'utf-8', label: w('utf8') },
            { value: 'gb18030', label: w('gb18030') },
          ]}
        />
      </div>
      <ProblemNotice problem={problem} />
      <div>
        <Button look="primary" type="submit" busy={busy}>
          {w('exportDo')}
        </Button>
      </div>
    </form>
  );
}
