/** How much the picture tells: containers on networks; devices and addresses; the hooks and chains besides. */
export const levels = ['overview', 'wiring', 'netfilter'] as const;
export type Level = (typeof levels)[number];
