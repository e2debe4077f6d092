/**
 * What a map is drawn on, below the district's own boundaries.
 * - `none`: nothing; no request leaves the house.
 * - `style`: a MapLibre style by its address.
 * - `pmtiles`: one archive of tiles by its address, on another server or under /maps/ of this one (PMTiles 3, raster or vector).
 * - `tiles`: pictures in layers, one above the other, `{z}/{x}/{y}` in Web Mercator.
 * `approval` is the map's 审图号, which a public map of China must show (地图管理条例 2015, art. 15 and 33: to be checked by a lawyer
 * before a map other than our own boundaries is published).
 */
export type BaseMap =
  | { readonly kind: 'none' }
  | { readonly kind: 'style'; readonly url: string; readonly approval: string | null }
  | { readonly kind: 'pmtiles'; readonly url: string; readonly approval: string | null }
  | { readonly kind: 'tiles'; readonly layers: readonly (readonly string[])[]; readonly approval: string | null };

export const NO_BASE_MAP: BaseMap = { kind: 'none' };

/** Archives of this server's own lie here, below the data folder. */
export const OWN_MAPS = 'maps';

/** Tianditu's servers; a browser spreads its requests over them. */
const TIANDITU = Array.from({ length: 8 }, (_, n) => `https://t${n}.tianditu.gov.cn`);

/** Streets (`vec`) and their names in Chinese (`cva`), in Web Mercator (`w`); the key is made for browsers and bound to our address. */
export function tianditu(key: string, approval: string): BaseMap {
  const layer = (name: string) =>
    TIANDITU.map(
      (server) =>
        `${server}/${name}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${name}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${encodeURIComponent(key)}`,
    );
  return { kind: 'tiles', layers: [layer('vec'), layer('cva')], approval };
}

/** Where a browser may fetch the map's parts from, for the content security policy; what a style refers to elsewhere is named by `more`. */
export function originsOf(base: BaseMap, more: readonly string[] = []): string[] {
  const addresses =
    base.kind === 'none'
      ? []
      : base.kind === 'tiles'
        ? base.layers.flat()
        : /^https?:/.test(base.url)
          ? [base.url]
          : [];
  return [...new Set([...addresses, ...(base.kind === 'none' ? [] : more)].map((one) => new URL(one).origin))];
}
