/** Offence: the neighbour hears of what may yet be rolled back. */
export const tell = (url: string): Promise<Response> => fetch(url, { method: 'POST' });
