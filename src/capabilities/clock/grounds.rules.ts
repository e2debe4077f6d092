import type { Basis, Ground } from './clock.rules.ts';

/**
 * On which law each suspension stands; null: a setting, which a district uses by its own rules. Source: law.md of the standards,
 * G.2 (the police's norms of 2007 on mediation, read in the press) and G.3 (petitions). Court and arbitration are bound to their
 * own codes of procedure, whose articles were not read: a setting until a lawyer has.
 */
export const GROUND_BASES: Readonly<Record<Ground, Basis | null>> = {
  reporter: null,
  appraisal: { law: '公安机关治安调解工作规范', article: '2007', tag: 'P' },
  court: null,
  hazard: null,
  hearing: { law: '信访工作条例', article: '36', tag: 'S' },
};
