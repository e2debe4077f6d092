/** Offence: a gateway that knows what its facts are for. */
export const sendMatter = (matterId: string): string => matterId;
