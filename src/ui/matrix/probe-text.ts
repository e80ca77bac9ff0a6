import type { Probe } from '../../world/reach.ts';

/** What is sent, in short: the same in every language. */
export const probeText = (probe: Probe): string => (probe.kind === 'ping' ? 'ping' : `TCP ${probe.port}`);
