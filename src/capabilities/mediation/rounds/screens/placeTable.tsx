import type { ReactNode } from 'react';
import { Badge } from '../../../../platform/web/kit/surfaces.tsx';
import { useText, useWords } from '../../../../platform/web/words.ts';
import { type GroundPlace, PLACE_SIGNS, PLACE_TONES } from './roundMap.tsx';
import { screenWords } from './rounds.screen.words.ts';

/** Territories with what stands of each in words, beside the map: whoever reads no map reads the same here. */
export function PlaceTable<P extends GroundPlace>(props: {
  readonly places: readonly P[];
  readonly chosen: string | null;
  readonly nameOf?: (place: P) => ReactNode;
  readonly last?: { readonly head: string; readonly of: (place: P) => string };
}): ReactNode {
  const w = useWords(screenWords);
  const t = useText();
  const { places, chosen, nameOf, last } = props;
  return (
    /* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */
    <section className="round-table" tabIndex={0} aria-label={w('placeTable')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{w('placeName')}</th>
            <th scope="col">{w('placeState')}</th>
            {last && <th scope="col">{last.head}</th>}
          </tr>
        </thead>
        <tbody>
          {places.map((one) => (
            <tr key={one.code} id={`place-${one.code}`} data-place-row={one.code} aria-current={one.code === chosen}>
              <th scope="row">{nameOf?.(one) ?? t(one.name)}</th>
              <td>
                <Badge tone={PLACE_TONES[one.state]}>
                  <span aria-hidden="true">{PLACE_SIGNS[one.state]} </span>
                  {w(`place_${one.state}`)}
                </Badge>
              </td>
              {last && <td className="small soft">{last.of(one)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Brings a place's row into sight, within its own table. */
export function showRow(code: string): void {
  document.getElementById(`place-${code}`)?.scrollIntoView({ block: 'nearest' });
}
