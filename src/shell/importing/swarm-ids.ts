/** An id of a swarm's objects (swarmkit/identity: NewID); undefined for a text that is none. */
export const swarmId = (text: string | undefined): string | undefined =>
  text !== undefined && /^[0-9a-z]{25}$/.test(text) ? text : undefined;
