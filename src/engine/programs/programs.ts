import type { Programs } from '../../kernel/process/program.ts';
import type { EngineHost } from '../engine.ts';
import { dockerProxy } from './docker-proxy.ts';
import { dockerd } from './dockerd.ts';

/** The engine's own programs: docker-proxy, and the DNS server that dockerd is in the sandboxes of its machine. */
export const enginePrograms = (hostOf: (machine: string) => EngineHost): Programs => ({
  'docker-proxy': dockerProxy,
  dockerd: dockerd(hostOf),
});
