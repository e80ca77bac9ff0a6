/** What belongs to a project, found by its labels at the engine (pkg/compose/containers.go). */
import { listContainers, listNetworks, listVolumes } from '../../../engine/api.ts';
import type { ContainerSummaryJson, NetworkJson, VolumeJson } from '../../../engine/api.ts';
import { own } from '../../../kernel/own.ts';
import type { Asking } from '../cli/command.ts';
import { ask } from '../engine.ts';
import { LABELS } from '../../../world/compose-labels.ts';

export interface Wanted {
  /** Containers of `run` (one-off ones): with the others unless told. */
  readonly oneoff?: 'only' | 'none' | undefined;
  /** Also those that do not run. */
  readonly all?: boolean | undefined;
  /** Of these services; empty: of all. */
  readonly services?: readonly string[] | undefined;
}

/** The containers of a project, newest first. */
export function containersOf(
  asking: Asking,
  project: string,
  { oneoff, all = false, services = [] }: Wanted = {},
): readonly ContainerSummaryJson[] {
  const label = [
    `${LABELS.project}=${project}`,
    LABELS.configHash,
    ...(oneoff ? [`${LABELS.oneoff}=${oneoff === 'only' ? 'True' : 'False'}`] : []),
  ];
  const found = ask(asking, (host) => listContainers(host, { all, filters: { label } }));
  return services.length === 0 ? found : found.filter((container) => services.includes(serviceOf(container)));
}

/** The networks of a project. */
export const networksOf = (asking: Asking, project: string): readonly NetworkJson[] =>
  ask(asking, (host) => listNetworks(host, { filters: { label: [`${LABELS.project}=${project}`] } }));

/** The volumes of a project. */
export const volumesOf = (asking: Asking, project: string): readonly VolumeJson[] =>
  ask(asking, (host) => listVolumes(host, { label: [`${LABELS.project}=${project}`] }));

/** A container's own name: not one that a link gave it. */
export const nameOfContainer = ({ Names, Id }: Pick<ContainerSummaryJson, 'Names' | 'Id'>): string =>
  (Names.find((name) => name.lastIndexOf('/') === 0) ?? Names[0] ?? Id.slice(0, 12)).replace(/^\//, '');

/** By their names. */
export const byName = (containers: readonly ContainerSummaryJson[]): readonly ContainerSummaryJson[] =>
  containers.toSorted((a, b) => (nameOfContainer(a) < nameOfContainer(b) ? -1 : 1));

type Labelled = Pick<ContainerSummaryJson, 'Labels'>;

const labelOf = ({ Labels }: Labelled, label: string): string => own(Labels, label) ?? '';

/** The service that a container stands for. */
export const serviceOf = (container: Labelled): string => labelOf(container, LABELS.service);

/** Its number among the service's; 0 where it has none. */
export const numberOf = (container: Labelled): number => Number(labelOf(container, LABELS.number)) || 0;

export const isOneoff = (container: Labelled): boolean => labelOf(container, LABELS.oneoff) === 'True';
