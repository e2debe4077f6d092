import { Card } from './screens/card.tsx';

/** Offence: Node loads no .tsx; this server does not start. */
export const print = Card;
