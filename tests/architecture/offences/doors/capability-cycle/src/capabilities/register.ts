/** Offence: each leans on the other. */
export const register = [
  { name: 'kinds', leansOn: ['matters'] },
  { name: 'matters', leansOn: ['kinds'] },
  { name: 'figures', leansOn: [] },
] as const;
