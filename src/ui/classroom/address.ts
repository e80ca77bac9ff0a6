/** The address by which students join, given the fragment of the class. */
export const addressOf = (fragment: string): string => `${location.origin}${location.pathname}#${fragment}`;
