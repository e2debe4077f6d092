/** Offence: nobody can see whom this leans on. */
export const load = (name: string): Promise<unknown> => import(`../${name}/${name}.store.ts`);
