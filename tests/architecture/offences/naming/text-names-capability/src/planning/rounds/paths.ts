/** Offence: an algorithm that knows an address of a capability. */
export const path = '/api/matters';
