import type { ReactNode } from 'react';
import { punctuationWords } from '../../../platform/language/punctuation.words.ts';
import { useCall } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Badge, Notice, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import type { Spot } from '../../../platform/web/map/map.ts';
import { useText, useWords } from '../../../platform/web/words.ts';
import { responsibleAt } from '../map.contract.ts';
import { useKindName } from './kindsNow.ts';
import { mapPageWords } from './mapPage.words.ts';

/** Which bodies answer for what at a place on the map, by the dated table. */
export function WhoAnswers({ spot, onClose }: { readonly spot: Spot; readonly onClose: () => void }): ReactNode {
  const w = useWords(mapPageWords);
  const p = useWords(punctuationWords);
  const t = useText();
  const kindName = useKindName();
  const { data, error } = useCall(responsibleAt, { query: { lon: spot.lon, lat: spot.lat } }, { keep: true });
  return (
    <aside className="map-side stack" aria-label={w('whoAnswers')}>
      <Button look="plain" sign="close" onPress={onClose}>
        {w('close')}
      </Button>
      <h2>{w('whoAnswers')}</h2>
      <ProblemNotice problem={error} />
      {data === undefined && !error && <Waiting />}
      {data && (
        <>
          <p className="row">
            {t(data.path)} {data.outside && <Badge tone="warn">{w('outside')}</Badge>}
          </p>
          <dl className="facts">
            {data.bodies.map((body) => (
              <div key={body.id} className="facts-row">
                <dt>{t(body)}</dt>
                <dd>{body.kinds.map(kindName).join(p('between'))}</dd>
              </div>
            ))}
          </dl>
          {data.nobody.length > 0 && (
            <Notice tone="warn">{w('nobody', { kinds: data.nobody.map(kindName).join(p('between')) })}</Notice>
          )}
        </>
      )}
    </aside>
  );
}
