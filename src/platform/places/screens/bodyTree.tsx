import { type ReactNode, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { z } from 'zod';
import { useFilters } from '../../web/filters.ts';
import { Button, Field, Tick } from '../../web/kit/controls.tsx';
import { Empty, Sheet } from '../../web/kit/surfaces.tsx';
import { useText, useWords } from '../../web/words.ts';
import { BodyForm } from './bodyForm.tsx';
import { bodiesIn, type Desk, rowsNow } from './deskView.ts';
import { placesDeskWords } from './placesDesk.words.ts';
import { Days } from './territoryTree.tsx';
import '../../identity/screens/admin.css';
import './places.css';

const filters = z.object({ q: z.string().max(80).default(''), ended: z.enum(['', '1']).default('') });

/** The bodies, each under the one above it, with where they sit and what is open in their hands. */
export function BodyTree({ desk }: { desk: Desk }): ReactNode {
  const w = useWords(placesDeskWords);
  const t = useText();
  const [{ q, ended }, set] = useFilters(filters);
  const [founding, setFounding] = useState(false);
  const found = useMemo(() => bodiesIn(desk, q, ended === '1'), [desk, q, ended]);
  const names = useMemo(
    () => new Map(rowsNow(desk.territories, desk.today).map((one) => [one.code, one.name])),
    [desk],
  );
  return (
    <>
      <div className="row apart">
        <Field type="search" label={w('findBody')} value={q} onChange={(text) => set({ q: text })} maxLength={80} />
        {desk.mayPropose && (
          <Button look="primary" sign="plus" onPress={() => setFounding(true)}>
            {w('foundBody')}
          </Button>
        )}
      </div>
      <Sheet open={founding} title={w('foundBody')} onClose={() => setFounding(false)}>
        <BodyForm desk={desk} body={null} onDone={() => setFounding(false)} />
      </Sheet>
      <Tick checked={ended === '1'} onChange={(on) => set({ ended: on ? '1' : '' })}>
        {w('withEnded')}
      </Tick>
      <p className="soft small" role="status">
        {w('countBodies', { n: found.length })}
      </p>
      {found.length === 0 ? (
        <Empty sign="search" title={w('none')} />
      ) : (
        <table className="admin-table" aria-label={w('bodies')}>
          <thead>
            <tr>
              <th scope="col">{w('body')}</th>
              <th scope="col">{w('territory')}</th>
              <th scope="col">{w('openCount')}</th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ body, depth, ended: over }) => (
              <tr key={body.id} data-ended={over}>
                <th scope="row" className="place-depth" data-depth={q.trim() === '' ? Math.min(depth, 4) : 0}>
                  <Link href={`/places/bodies/${body.id}`}>{t(body.name)}</Link> <Days row={body} today={desk.today} />
                  <span className="soft small">{body.id}</span>
                </th>
                <td data-label={w('territory')}>
                  {t(names.get(body.territory) ?? { zh: body.territory, en: body.territory })}
                </td>
                <td data-label={w('openCount')}>{desk.open.bodies[body.id] ?? 0}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
