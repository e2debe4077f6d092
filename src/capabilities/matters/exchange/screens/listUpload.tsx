import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../../../../platform/http/contract.ts';
import { useMove } from '../../../../platform/web/asking.ts';
import { type CallProblem, problemFrom } from '../../../../platform/web/call.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { FileButton } from '../../../../platform/web/kit/fileButton.tsx';
import { ProblemNotice } from '../../../../platform/web/kit/problem.tsx';
import { Card, Notice, Waiting } from '../../../../platform/web/kit/surfaces.tsx';
import { base64Of, save, sheetOfTexts } from '../../../../platform/web/sheets.ts';
import { useWords } from '../../../../platform/web/words.ts';
import { previewCases, takeCases } from '../exchange.contract.ts';
import { useListHeading, useReason } from './listHeading.ts';
import { ListRows } from './listRows.tsx';
import { listWords } from './lists.words.ts';
import '../../../../platform/identity/screens/admin.css';

/** As much as the contract takes, before base64 makes it a third longer. */
const MOST_BYTES = 4_000_000;
/** Rows that are taken by one call: few enough that the bar moves. */
const AT_ONCE = 200;
const TABLES = '.csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Failed = AnswerOf<typeof takeCases>['failed'][number];
/** How far the taking of a list is; `total` is known from its preview. */
type Course = {
  readonly at: number;
  readonly total: number;
  readonly taken: number;
  readonly repeated: number;
  readonly failed: readonly Failed[];
  readonly problem: CallProblem | null;
};

/** A desk's list of cases: looked at first, then taken part by part, so that what breaks off goes on where it was. */
export function ListUpload({ desk, onSee }: { desk: string; onSee: () => void }): ReactNode {
  const w = useWords(listWords);
  const [chosen, setChosen] = useState<{ readonly name: string; readonly sheet: string } | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const [course, setCourse] = useState<Course | null>(null);
  const preview = useMove(previewCases);
  const take = useMove(takeCases);
  const heading = useListHeading();
  const saveRefused = useSaveRefused();
  const look = async (file: File): Promise<void> => {
    setCourse(null);
    preview.reset();
    setTooLarge(file.size > MOST_BYTES);
    if (file.size > MOST_BYTES) return setChosen(null);
    const sheet = await base64Of(file);
    setChosen({ name: file.name, sheet });
    preview.mutate({ params: { desk }, body: { sheet } });
  };
  const found = preview.data;
  const run = async (begun: Course): Promise<void> => {
    if (chosen === null || found === undefined) return;
    let now: Course = { ...begun, problem: null };
    setCourse(now);
    try {
      while (now.at < now.total) {
        const body = { sheet: chosen.sheet, digest: found.digest, part: { from: now.at, count: AT_ONCE } };
        const { taken, failed, total } = await take.mutateAsync({ params: { desk }, body });
        now = {
          ...{ at: Math.min(now.at + AT_ONCE, total), total, problem: null },
          taken: now.taken + taken.length,
          repeated: now.repeated + taken.filter((one) => one.repeated).length,
          failed: [...now.failed, ...failed],
        };
        setCourse(now);
      }
    } catch (thrown) {
      setCourse({ ...now, problem: problemFrom(thrown) });
    }
  };
  // Rows that the intake itself would refuse can be read as well: they count among what is gone through.
  const total = found === undefined ? 0 : found.rows.length + found.readable;
  const isDone = course !== null && course.at >= course.total && course.problem === null;
  const refused = found?.refused ?? [];
  // What a preview refused is refused again when it is taken.
  const later = (course?.failed ?? []).filter((one) => !refused.some((each) => each.row === one.row));
  const allRefused = [
    ...refused,
    ...later.map(({ row, cells, reason }) => ({ row, cells, reasons: [{ path: '', message: reason }] })),
  ];
  return (
    <div className="stack">
      <p className="soft">{w('lead')}</p>
      <p className="soft small">{w('columns')}</p>
      <div className="admin-file">
        <FileButton
          accept={TABLES}
          label={w(chosen === null ? 'choose' : 'another')}
          onFile={(file) => void look(file)}
        />
        <Button look="plain" onPress={() => void sheetOfTexts(heading, []).then((blob) => save(blob, w('f_template')))}>
          {w('template')}
        </Button>
      </div>
      {tooLarge && <Notice tone="bad">{w('tooLarge')}</Notice>}
      {chosen && <p>{w('chosen', { name: chosen.name })}</p>}
      {preview.isPending && <Waiting what={w('reading')} />}
      <ProblemNotice problem={preview.error} />
      {course !== null && <Progress course={course} onGoOn={() => void run(course)} />}
      {isDone && course !== null && (
        <Notice tone={course.taken > 0 ? 'good' : 'warn'}>
          <strong>{w(course.taken > 0 ? 'done' : 'doneNone', { n: course.taken })}</strong>{' '}
          {course.repeated > 0 && w('doneRepeated', { n: course.repeated })}{' '}
          {later.length > 0 && w('failedN', { n: later.length })}{' '}
          <Button look="plain" onPress={onSee}>
            {w('toTraffic')}
          </Button>
        </Notice>
      )}
      {found && chosen && (
        <Card label={w('rows')}>
          <h2>{w('rows')}</h2>
          <ListRows rows={found.rows} refused={allRefused} />
          {allRefused.length > 0 && (
            <div>
              <Button onPress={() => void saveRefused(found.heading, allRefused)}>{w('download')}</Button>
            </div>
          )}
          {found.rows.length === 0 && <Notice tone="warn">{w('nothing')}</Notice>}
          {course === null && found.rows.length > 0 && (
            <Button
              look="primary"
              large
              wide
              onPress={() => void run({ at: 0, total, taken: 0, repeated: 0, failed: [], problem: null })}
            >
              {w('take', { n: found.rows.length })}
            </Button>
          )}
        </Card>
      )}
    </div>
  );
}

function Progress({ course, onGoOn }: { course: Course; onGoOn: () => void }): ReactNode {
  const w = useWords(listWords);
  return (
    <div className="stack small-gap">
      <progress className="progress" aria-label={w('progress')} max={course.total} value={course.at} />
      {course.at < course.total && (
        <p className="soft small" role="status">
          {w('taking', { n: course.at, of: course.total })}
        </p>
      )}
      {course.problem && (
        <>
          <Notice tone="warn">{w('stopped', { n: course.at })}</Notice>
          <ProblemNotice problem={course.problem} />
          <div>
            <Button look="primary" onPress={onGoOn}>
              {w('goOn')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

type Refused = AnswerOf<typeof previewCases>['refused'];

/** The refused rows as a sheet, as they stood and with the reasons beside: the further column is passed over when it comes back. */
function useSaveRefused(): (heading: readonly string[], rows: Refused) => Promise<void> {
  const w = useWords(listWords);
  const reason = useReason();
  return async (heading, rows) => {
    const lines = rows.map(({ cells, reasons }) => [
      ...heading.map((_, at) => cells[at] ?? ''),
      reasons.map(reason).join(w('separator')),
    ]);
    save(await sheetOfTexts([...heading, w('reason')], lines), w('f_refused'));
  };
}
