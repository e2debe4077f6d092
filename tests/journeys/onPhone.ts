import type { Page } from 'playwright-core';

/** Names of everything that the pages keep on the phone, beside choices of language and size: IndexedDB, localStorage, session. */
export function keptOn(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const inDatabase = await new Promise<string[]>((done, fail) => {
      const asked = indexedDB.open('lianan');
      asked.onerror = () => fail(asked.error);
      asked.onsuccess = () => {
        const base = asked.result;
        if (!base.objectStoreNames.contains('kept')) {
          base.close();
          done([]);
          return;
        }
        const keys = base.transaction('kept').objectStore('kept').getAllKeys();
        keys.onerror = () => fail(keys.error);
        keys.onsuccess = () => {
          base.close();
          done(keys.result.map(String));
        };
      };
    });
    const named = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
    return [...inDatabase, ...named.filter((one) => one !== 'lianan.choices')];
  });
}
