import { type ReactNode, useState } from 'react';
import { useMove } from '../../web/asking.ts';
import { Tick } from '../../web/kit/controls.tsx';
import { FileButton } from '../../web/kit/fileButton.tsx';
import { ProblemNotice } from '../../web/kit/problem.tsx';
import { Notice, Waiting } from '../../web/kit/surfaces.tsx';
import { useText, useWords } from '../../web/words.ts';
import { checkBoundary, type TerritoryOut } from '../changes/changes.contract.ts';
import { shapeFault } from '../geometry.rules.ts';
import { BoundaryMap, type Drawn } from './boundaryMap.tsx';
import { rounded } from './deskView.ts';
import { placesDeskWords } from './placesDesk.words.ts';
import { useProposing } from './proposal.tsx';

/** Faults that are spelt out; what lies wrong altogether is wrong with everything around. */
const MOST_FAULTS = 6;

/** Takes a boundary from a file, shows it before and after, says what speaks against it, and proposes it. */
export function BoundaryForm({ one, onDone }: { one: TerritoryOut; onDone: () => void }): ReactNode {
  const w = useWords(placesDeskWords);
  const t = useText();
  const proposing = useProposing(onDone);
  const [geometry, setGeometry] = useState<unknown>(null);
  const [unread, setUnread] = useState(false);
  const [approximate, setApproximate] = useState(false);
  const check = useMove(checkBoundary, { stales: [] });
  const take = async (file: File): Promise<void> => {
    proposing.touched();
    check.reset();
    const found = geometryIn(await file.text());
    setUnread(found === null);
    setGeometry(found);
    if (found !== null) check.mutate({ params: { code: one.code }, body: { geometry: found } });
  };
  const before = one.boundary?.geometry ?? null;
  // What cannot be drawn is not drawn; the check says why.
  const after = geometry !== null && shapeFault(geometry) === null ? (geometry as Drawn) : null;
  const { data } = check;
  const isFit = data !== undefined && data.faults.length === 0;
  return (
    <form
      className="stack"
      noValidate
      onSubmit={proposing.submit(isFit ? { what: 'territory-boundary', code: one.code, geometry, approximate } : null)}
    >
      <p>{w('boundaryLead')}</p>
      <div>
        <FileButton
          label={w('chooseFile')}
          accept=".geojson,.json,application/geo+json,application/json"
          onFile={(file) => void take(file)}
        />
      </div>
      {unread && (
        <Notice tone="bad" urgent>
          {w('fileUnread')}
        </Notice>
      )}
      {check.isPending && <Waiting what={w('checking')} />}
      <ProblemNotice problem={check.error} />
      {after !== null && <BoundaryMap code={one.code} before={before} after={after} height="16rem" />}
      {data && data.faults.length > 0 && (
        <Notice tone="bad" urgent>
          <strong>{w('faults')}</strong>
          <ul>
            {data.faults.slice(0, MOST_FAULTS).map((fault) => (
              <li key={fault.sentence.en}>{t(fault.sentence)}</li>
            ))}
            {data.faults.length > MOST_FAULTS && <li>{w('moreFaults', { n: data.faults.length - MOST_FAULTS })}</li>}
          </ul>
        </Notice>
      )}
      {isFit && (
        <>
          <Notice tone="good">
            {w('fits', {
              points: data.points,
              area: rounded(data.squareKilometres ?? 0),
              before: rounded(one.boundary?.squareKilometres ?? 0),
            })}
          </Notice>
          <Tick
            checked={approximate}
            onChange={(on) => {
              setApproximate(on);
              proposing.touched();
            }}
          >
            {w('approximate')}
          </Tick>
          {proposing.foot([])}
        </>
      )}
    </form>
  );
}

/** The one geometry in a file: bare, in a Feature, or in a collection of one. Null where there is none. */
function geometryIn(text: string): unknown {
  try {
    let found = JSON.parse(text) as Readonly<Record<string, unknown>> | null;
    if (found?.['type'] === 'FeatureCollection') {
      const { features } = found as { features?: unknown };
      found = Array.isArray(features) && features.length === 1 ? features[0] : null;
    }
    if (found?.['type'] === 'Feature') found = found['geometry'] as typeof found;
    return typeof found === 'object' && found !== null && 'coordinates' in found ? found : null;
  } catch {
    return null;
  }
}
