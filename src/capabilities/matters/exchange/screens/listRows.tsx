import { type ReactNode, useMemo, useState } from 'react';
import type { AnswerOf } from '../../../../platform/http/contract.ts';
import { territories } from '../../../../platform/places/places.contract.ts';
import { useCall } from '../../../../platform/web/asking.ts';
import { Button } from '../../../../platform/web/kit/controls.tsx';
import { Badge } from '../../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { doorWords } from '../../screens/doors.words.ts';
import { useKindName } from '../../screens/kindsNow.ts';
import type { previewCases } from '../exchange.contract.ts';
import { useReason } from './listHeading.ts';
import { listWords } from './lists.words.ts';

type Previewed = AnswerOf<typeof previewCases>;
const SHOWN = 100;

/** What a list holds: refused rows with every reason first, then what each of the others becomes. */
export function ListRows(props: {
  readonly rows: Previewed['rows'];
  readonly refused: Previewed['refused'];
}): ReactNode {
  const w = useWords(listWords);
  const reason = useReason();
  const { rows, refused } = props;
  const [most, setMost] = useState(SHOWN);
  const known = rows.filter((one) => one.known).length;
  return (
    <>
      <p className="row" role="status">
        <Badge tone="good">{w('good', { n: rows.length })}</Badge>
        <Badge tone={refused.length > 0 ? 'bad' : 'plain'}>{w('refusedN', { n: refused.length })}</Badge>
        {known > 0 && <Badge tone="info">{w('knownN', { n: known })}</Badge>}
      </p>
      {refused.length > 0 && (
        <table className="admin-table" aria-label={w('refused')}>
          <thead>
            <tr>
              <th scope="col">{w('refused')}</th>
              <th scope="col">{w('reason')}</th>
            </tr>
          </thead>
          <tbody>
            {refused.slice(0, most).map((one) => (
              <tr key={one.row}>
                <th scope="row">{w('row', { n: one.row })}</th>
                <td data-label={w('reason')} className="admin-wrong">
                  <span>{one.reasons.map(reason).join(w('separator'))}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.length > 0 && (
        <table className="admin-table" aria-label={w('rows')}>
          <thead>
            <tr>
              <th scope="col">{w('number')}</th>
              <th scope="col">{w('what')}</th>
              <th scope="col">{w('becomes')}</th>
              <th scope="col">{w('where')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map((one) => (
              <Row key={`${one.number} ${one.what}`} one={one} />
            ))}
          </tbody>
        </table>
      )}
      {Math.max(rows.length, refused.length) > most && (
        <Button wide onPress={() => setMost(most + SHOWN)}>
          {w('more', { n: Math.max(rows.length, refused.length) - most })}
        </Button>
      )}
    </>
  );
}

function Row({ one }: { one: Previewed['rows'][number] }): ReactNode {
  const w = useWords(listWords);
  const d = useWords(doorWords);
  const kindName = useKindName();
  const placeName = usePlaceName();
  const becomes = one.door !== null ? w('door', { door: d(one.door) }) : one.kind === null ? '—' : kindName(one.kind);
  return (
    <tr>
      <th scope="row">{one.number}</th>
      <td data-label={w('what')}>
        <span>
          {w(`w_${one.what}`)} {one.known && <Badge tone="info">{w('known')}</Badge>}
        </span>
      </td>
      <td data-label={w('becomes')}>
        <span>{becomes}</span>
      </td>
      <td data-label={w('where')}>
        <span>{one.outside ? w('outside') : one.territory === null ? '—' : placeName(one.territory)}</span>
      </td>
    </tr>
  );
}

/** What a territory is called, by its code. */
function usePlaceName(): (code: string) => string {
  const t = useText();
  const { data } = useCall(territories, { query: {} }, { fresh: 3_600_000 });
  const names = useMemo(() => new Map((data?.territories ?? []).map((one) => [one.code, one.name])), [data]);
  return (code) => t(names.get(code)) || code;
}
