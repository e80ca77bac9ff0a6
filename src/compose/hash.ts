/** The hashes by which compose sees that something was changed (compose pkg/compose/hash.go). */
import { resourceJson, serviceJson } from './print/print.ts';
import type { ProjectNetwork, ProjectVolume, Service } from './project.ts';
import { sha256 } from './sha256.ts';

/** What may change without a container being made anew. */
const APART = new Set(['build', 'pull_policy', 'scale', 'depends_on', 'profiles']);

/** Of what a container is made of. Equal services of two projects have equal hashes. */
export function serviceHash(service: Service): string {
  const kept = Object.fromEntries(Object.entries(service).filter(([key]) => !APART.has(key)));
  const deploy = service.deploy && {
    deploy: Object.fromEntries(Object.entries(service.deploy).filter(([key]) => key !== 'replicas')),
  };
  return sha256(
    serviceJson({ ...kept, ...deploy, name: service.name, command: service.command, entrypoint: service.entrypoint }),
  );
}

export const networkHash = (network: ProjectNetwork): string => sha256(resourceJson('networks', network));

export const volumeHash = (volume: ProjectVolume): string =>
  sha256(resourceJson('volumes', { ...volume, driver: volume.driver ?? 'local' }));
