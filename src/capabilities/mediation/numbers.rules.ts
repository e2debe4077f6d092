import type { Party } from './mediation.rules.ts';
import type { PartyIn } from './move.contract.ts';

/** What is known of a party that says by which telephones its page is opened. */
export type Known = Pick<Party, 'id' | 'side'> & Pick<PartyIn, 'name' | 'phone' | 'guardian' | 'representative'>;

/** A party as far as its side and telephones go. */
type Numbered = Pick<Known, 'side'> & {
  readonly [Of in 'guardian' | 'representative']?: { readonly phone?: string | undefined } | undefined;
} & { readonly phone?: string | undefined };

/** A telephone as all ways of writing it are one. */
export const plainPhone = (phone: string): string => phone.replaceAll(/[\s-]/g, '').replace(/^\+?86(?=1)/, '');

/** The telephones by which a party's page is opened: its own, and those of who speaks for it. */
const phonesOf = ({ phone, guardian, representative }: Numbered): string[] =>
  [phone, guardian?.phone, representative?.phone].flatMap((one) => plainPhone(one ?? '') || []);

/**
 * Whether one telephone was left for both sides of a dispute. Whoever has it would read what each side says alone, and consent and sign for both:
 * nobody acts for the two sides of one agreement (民法典 art. 168) [B].
 */
export function isOneNumber(parties: readonly Numbered[]): boolean {
  const of = (side: Party['side']) => parties.filter((one) => one.side === side).flatMap(phonesOf);
  const applicants = new Set(of('applicant'));
  return of('respondent').some((one) => applicants.has(one));
}
