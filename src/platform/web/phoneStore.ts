import { createStore, del, get, keys, set, type UseStore } from 'idb-keyval';

/**
 * What is kept on the phone itself beside the few choices in localStorage: drafts' photos and what waits to be sent. In
 * IndexedDB; where a browser has none to give (private windows, some views inside other apps), in the memory of the page.
 */
const memory = new Map<string, unknown>();
let store: UseStore | null = null;

/** Gives what was kept under a name, or undefined. */
export async function keptOnPhone<T>(name: string): Promise<T | undefined> {
  if (memory.has(name)) return memory.get(name) as T;
  return onDisk((at) => get<T>(name, at), undefined);
}

/** Keeps something; false where it lives only as long as the page. */
export async function keepOnPhone(name: string, what: unknown): Promise<boolean> {
  const kept = await onDisk(async (at) => {
    await set(name, what, at);
    return true;
  }, false);
  if (kept) memory.delete(name);
  else memory.set(name, what);
  return kept;
}

/** Lets go of something; nothing of it stays. */
export async function dropFromPhone(name: string): Promise<void> {
  memory.delete(name);
  await onDisk((at) => del(name, at), undefined);
}

/** The names that begin with `start`, in order. */
export async function namesOnPhone(start: string): Promise<string[]> {
  const found = await onDisk((at) => keys<string>(at), []);
  return [...new Set([...found, ...memory.keys()])].filter((one) => one.startsWith(start)).sort();
}

async function onDisk<T>(work: (at: UseStore) => Promise<T>, otherwise: T): Promise<T> {
  try {
    store ??= createStore('lianan', 'kept');
    return await work(store);
  } catch {
    return otherwise;
  }
}
