import { type ReactNode, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { territories } from '../../../platform/places/places.contract.ts';
import { useCall, usePages } from '../../../platform/web/asking.ts';
import { Button } from '../../../platform/web/kit/controls.tsx';
import { ProblemNotice } from '../../../platform/web/kit/problem.tsx';
import { Empty, Waiting } from '../../../platform/web/kit/surfaces.tsx';
import { boxOf as aroundOf, type MapPoint, type View as Sight } from '../../../platform/web/map/map.ts';
import { MapBox } from '../../../platform/web/map/mapBox.tsx';
import { CopyButton, usePageTitle } from '../../../platform/web/page.tsx';
import { useText, useWords } from '../../../platform/web/words.ts';
import { around, aroundMap } from '../around.contract.ts';
import { boxOf, boxText } from '../around.rules.ts';
import { aroundWords } from './around.words.ts';
import { AroundFilters } from './aroundFilters.tsx';
import { AroundLine } from './aroundLine.tsx';
import { askOf, TONE_OF_STATE, useView, type View } from './aroundView.ts';
import { useMapGround } from './mapGround.ts';
import './around.css';

const PAGE = 20;

/** What is around: the map and, beneath it, the list of the same view; where no map can be drawn the list is all there. */
export default function AroundPage(): ReactNode {
  const w = useWords(aroundWords);
  usePageTitle(w('title'));
  const [view, set] = useView();
  const [drawn, setDrawn] = useState(0);
  return (
    <div className="stack around wide-page">
      <div>
        <h1>{w('title')}</h1>
        <p className="soft small">{w('lead')}</p>
      </div>
      <AroundFilters view={view} set={set} />
      <Within
        view={view}
        onClear={() => {
          set({ territory: undefined, box: undefined });
          setDrawn(drawn + 1);
        }}
      />
      <div className={view.map === 'no' ? 'around-both' : 'around-both with-map'}>
        <div className="stack">
          {view.map !== 'no' && <AroundMap key={drawn} view={view} onBox={(box) => set({ box })} />}
          <div className="row">
            <Button sign="nearby" onPress={() => set({ map: view.map === 'no' ? undefined : 'no' })}>
              {w(view.map === 'no' ? 'mapShow' : 'mapHide')}
            </Button>
            <ShareButtons title={w('title')} />
            <Button sign="bell" to={view.territory ? `/areas?territory=${view.territory}` : '/areas'}>
              {w('subscribe')}
            </Button>
          </div>
        </div>
        <AroundList view={view} />
      </div>
    </div>
  );
}

/** The link of this very view: into the device's own share sheet where there is one, and to copy. */
export function ShareButtons({ title }: { title: string }): ReactNode {
  const w = useWords(aroundWords);
  const url = window.location.href;
  const canShare = typeof navigator.share === 'function';
  return (
    <>
      {canShare && (
        // Closing the sheet is no fault.
        <Button sign="send" onPress={() => void navigator.share({ title, url }).catch(() => undefined)}>
          {w('share')}
        </Button>
      )}
      <CopyButton text={url}>{w('copyLink')}</CopyButton>
    </>
  );
}

/** Says what part of the ground the view is narrowed to, and lets it go. */
function Within({ view, onClear }: { view: View; onClear: () => void }): ReactNode {
  const w = useWords(aroundWords);
  const t = useText();
  const { data } = useCall(territories, {}, { enabled: view.territory !== undefined, fresh: Number.POSITIVE_INFINITY });
  if (view.territory === undefined && view.box === undefined) return null;
  const name = t(data?.territories.find((one) => one.code === view.territory)?.name);
  return (
    <div className="row apart">
      <span className="small">{view.territory ? w('within', { name: name || view.territory }) : w('listInSight')}</span>
      <Button look="plain" sign="close" onPress={onClear}>
        {view.territory ? w('clearPlace') : w('everywhere')}
      </Button>
    </div>
  );
}

function AroundMap({ view, onBox }: { view: View; onBox: (box: string) => void }): ReactNode {
  const w = useWords(aroundWords);
  const [, go] = useLocation();
  const ground = useMapGround(view.territory);
  const [sight, setSight] = useState<string | null>(null);
  const asked = view.box ?? sight;
  const { data, error } = useCall(
    aroundMap,
    { query: { ...askOf(view), box: asked ?? '' } },
    { enabled: asked !== null, keep: true },
  );
  const points = useMemo<MapPoint[]>(
    () =>
      (data?.cells ?? []).map((one) => ({
        id: one.number ?? `${one.lon},${one.lat}`,
        lon: one.lon,
        lat: one.lat,
        n: one.n,
        tone: one.state ? TONE_OF_STATE[one.state] : 'brand',
        label: one.state ? w(one.state) : '',
      })),
    [data, w],
  );
  const moved = ({ bbox: [west, south, east, north], fitted }: Sight): void => {
    // A map that was pulled out beyond the earth shows the earth.
    const box = boxText({
      west: Math.max(west, -180),
      south: Math.max(south, -90),
      east: Math.min(east, 180),
      north: Math.min(north, 90),
    });
    if (boxOf(box) === null) return;
    setSight(box);
    if (!fitted) onBox(box);
  };
  const box = view.box === undefined ? null : boxOf(view.box);
  const own = ground.boundaries?.features.filter((one) => one.properties.code === view.territory) ?? [];
  const start = box
    ? ([box.west, box.south, box.east, box.north] as const)
    : aroundOf({ type: 'FeatureCollection', features: own });
  return (
    <section className="around-map" aria-label={w('title')}>
      <MapBox
        key={start === undefined ? '' : view.territory}
        height="min(24rem, 52dvh)"
        boundaries={ground.boundaries}
        approximate={ground.approximate}
        points={points}
        box={start}
        onOpen={(id) => {
          if (data?.cells.some((one) => one.number === id)) go(`/m/${id}`);
        }}
        onView={moved}
      />
      <ProblemNotice problem={error} />
      <p className="soft small" role="status">
        {data && w(data.more ? 'inSightMore' : 'inSight', { n: data.total })}
      </p>
    </section>
  );
}

function AroundList({ view }: { view: View }): ReactNode {
  const w = useWords(aroundWords);
  const pages = usePages(
    around,
    (after) => ({
      query: {
        ...askOf(view),
        limit: PAGE,
        ...(view.box ? { box: view.box } : {}),
        ...(after === undefined ? {} : { after }),
      },
    }),
    (answer) => answer.after,
  );
  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  return (
    <section className="stack" aria-label={w('list')}>
      <ProblemNotice problem={pages.error} onAgain={() => void pages.refetch()} />
      {pages.isPending && <Waiting />}
      {pages.isSuccess && items.length === 0 && <Empty sign="nearby" title={w('none')} hint={w('noneHint')} />}
      <ul className="around-list">
        {items.map((one) => (
          <AroundLine key={one.number} matter={one} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button wide busy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          {w('more')}
        </Button>
      )}
    </section>
  );
}
