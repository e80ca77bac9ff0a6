/** Bounds of what a snapshot may hold: nothing is made of more. */
export const LIMITS = {
  /** Of the normalised JSON: characters. */
  text: 8_000_000,
  hosts: 8,
  containers: 2_000,
  networks: 1_000,
  links: 8_000,
  routes: 20_000,
  /** Of one table dump: characters. */
  rules: 2_000_000,
  sets: 256,
  /** Of one set. */
  members: 65_536,
  word: 512,
} as const;
