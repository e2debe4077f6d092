/** Offence: a permission that nothing uses is an open door. */
export const register = [
  { name: 'kinds', leansOn: ['figures'] },
  { name: 'matters', leansOn: ['kinds'] },
  { name: 'figures', leansOn: [] },
] as const;
