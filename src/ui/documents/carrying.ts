/** Reading, writing and keeping documents takes code that the first picture does not need. */
export const carrier = () => import('./carrier.ts');
