/** What a terminal sends for Ctrl-C. */
export const INTERRUPT = '\u0003';
/** What a terminal sends for Ctrl-D at the beginning of a line. */
export const END_OF_INPUT = '\u0004';
