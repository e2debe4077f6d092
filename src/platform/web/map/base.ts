import type { AddProtocolAction, LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { AnswerOf } from '../../http/contract.ts';
import type { baseMap } from '../../places/places.contract.ts';
import { type MapColours, styleOf } from './style.ts';

export type Base = AnswerOf<typeof baseMap>;

type Under = { readonly sources: Record<string, SourceSpecification>; readonly layers: LayerSpecification[] };

/**
 * The style of a map on its base: what MapLibre is to be given, and how a style from elsewhere is brought below our own lines.
 * Throws when an archive of tiles cannot be read.
 */
export async function styleOn(
  base: Base,
  colours: MapColours,
  register: (protocol: string, action: AddProtocolAction) => void,
): Promise<{ style: StyleSpecification | string; transform?: (theirs: StyleSpecification) => StyleSpecification }> {
  const own = styleOf(colours);
  if (base.kind === 'none') return { style: own };
  if (base.kind === 'style')
    return {
      style: base.url,
      transform: (theirs) => ({
        ...theirs,
        sources: { ...theirs.sources, ...own.sources },
        layers: [...theirs.layers, ...linesOf(own)],
      }),
    };
  const under = base.kind === 'tiles' ? pictures(base.layers) : await archived(base.url, colours, register);
  const [ground, ...rest] = own.layers;
  return {
    style: {
      ...own,
      sources: { ...under.sources, ...own.sources },
      layers: [...(ground ? [ground] : []), ...under.layers, ...linesOf({ ...own, layers: rest })],
    },
  };
}

/** Our lines and points; the filled land would hide what lies below. */
const linesOf = ({ layers }: StyleSpecification): LayerSpecification[] =>
  layers.filter((one) => one.type !== 'background' && one.id !== 'land');

function pictures(layers: readonly (readonly string[])[]): Under {
  return {
    sources: Object.fromEntries(
      layers.map((tiles, at) => [`base-${at}`, { type: 'raster', tiles: [...tiles], tileSize: 256, maxzoom: 18 }]),
    ),
    layers: layers.map((_, at) => ({ id: `base-${at}`, type: 'raster', source: `base-${at}` })),
  };
}

/** An archive's own header says whether it holds pictures or vectors. */
async function archived(
  address: string,
  colours: MapColours,
  register: (protocol: string, action: AddProtocolAction) => void,
): Promise<Under> {
  const { PMTiles, Protocol, TileType } = await import('pmtiles');
  const url = new URL(address, window.location.href).href;
  const protocol = new Protocol();
  const archive = new PMTiles(url);
  protocol.add(archive);
  register('pmtiles', protocol.tile);
  const { tileType, maxZoom } = await archive.getHeader();
  const source = { url: `pmtiles://${url}` };
  return tileType === TileType.Mvt
    ? { sources: { base: { type: 'vector', ...source } }, layers: vectors(colours) }
    : {
        sources: { base: { type: 'raster', tileSize: 256, maxzoom: maxZoom, ...source } },
        layers: [{ id: 'base', type: 'raster', source: 'base' }],
      };
}

/** Layers by the names of the Protomaps basemap (https://docs.protomaps.com/basemaps/layers), as archives of OpenStreetMap carry them; no letters, since fonts would come from elsewhere. */
function vectors(c: MapColours): LayerSpecification[] {
  const of = (name: string) => ({ source: 'base', 'source-layer': name });
  return [
    { id: 'base-earth', type: 'fill', ...of('earth'), paint: { 'fill-color': c.land } },
    { id: 'base-landuse', type: 'fill', ...of('landuse'), paint: { 'fill-color': c.good, 'fill-opacity': 0.08 } },
    { id: 'base-water', type: 'fill', ...of('water'), paint: { 'fill-color': c.info, 'fill-opacity': 0.25 } },
    {
      id: 'base-buildings',
      type: 'fill',
      ...of('buildings'),
      minzoom: 14,
      paint: { 'fill-color': c.line, 'fill-opacity': 0.2 },
    },
    {
      id: 'base-roads',
      type: 'line',
      ...of('roads'),
      paint: {
        'line-color': c.line,
        'line-opacity': 0.5,
        'line-width': ['interpolate', ['linear'], ['zoom'], 9, 0.4, 14, 1.6, 17, 5],
      },
    },
  ];
}
