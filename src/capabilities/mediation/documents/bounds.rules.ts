/** The longest template, in characters and in lines. */
export const MOST_TEMPLATE = 20_000;
export const MOST_LINES = 500;
