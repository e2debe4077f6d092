import { type ComponentType, createContext } from 'react';
import type { MatterPage } from './moveShapes.ts';

/** A part that somebody else brings to a matter's page, as the page has it. */
export type FurtherPart = ComponentType<{ readonly page: MatterPage }>;

/**
 * What neighbours bring to the page of a matter, below what may be done. The shells put it together: matters know of none of those who
 * lean on them.
 */
export const Further = createContext<readonly FurtherPart[]>([]);
