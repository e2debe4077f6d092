/** Every capability, and whose door it may knock at. The only central list; the architecture test holds to it. */
export const register = [
  { name: 'kinds', leansOn: [] },
  { name: 'clock', leansOn: ['kinds'] },
  { name: 'matters', leansOn: ['kinds', 'clock'] },
  { name: 'mediation', leansOn: ['matters'] },
  { name: 'subscriptions', leansOn: ['kinds', 'matters'] },
  { name: 'figures', leansOn: ['kinds', 'matters', 'mediation'] },
  { name: 'admissions', leansOn: [] },
  { name: 'handover', leansOn: ['matters'] },
  { name: 'notices', leansOn: ['clock', 'matters'] },
] as const;
