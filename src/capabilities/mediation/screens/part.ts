import type { CaseOut } from '../mediation.contract.ts';
import type { Chosen } from './nextStep.ts';

/** What every part of the page is given: the case, and how a move about a part of it is opened. */
export type PartProps = { readonly it: CaseOut; readonly onMove: (chosen: Chosen) => void };
