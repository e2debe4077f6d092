/** What a list falls into, by a key of each, in the list's order. `Map.groupBy` is younger than many phones. */
export function grouped<A, K>(all: readonly A[], keyOf: (one: A) => K): Map<K, A[]> {
  const found = new Map<K, A[]>();
  for (const one of all) {
    const key = keyOf(one);
    const those = found.get(key);
    if (those === undefined) found.set(key, [one]);
    else those.push(one);
  }
  return found;
}
