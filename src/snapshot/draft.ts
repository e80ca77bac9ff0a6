/** What has been read of hosts so far. */
import type { ContainerFacts, EngineFacts, HostFacts, NetworkFacts, ServiceFacts, StackFacts } from './snapshot.ts';
import type { DiscardKind } from './notice.ts';

/** What is known of a container from within. */
export interface Inside {
  readonly stack: StackFacts;
  resolv?: string[];
  hosts?: string[];
}

/** A host that is being put together. */
export interface Draft {
  readonly facts: Pick<HostFacts, 'taken' | 'kernel' | 'resolv'> & { name?: string };
  readonly engine: EngineFacts;
  readonly networks: NetworkFacts[];
  /** Of `docker network ls`: names and drivers only. */
  readonly listedNetworks: NetworkFacts[];
  readonly containers: ContainerFacts[];
  /** Of `docker ps`. */
  readonly listed: ContainerFacts[];
  /** As networks list those that are on them. */
  readonly attached: ContainerFacts[];
  readonly services: ServiceFacts[];
  readonly stack: StackFacts;
  /** By the container's id or name. */
  readonly inside: Map<string, Inside>;
  /** What a script could not read. */
  readonly missing: Set<string>;
}

export const newDraft = (): Draft => ({
  facts: {},
  engine: {},
  networks: [],
  listedNetworks: [],
  containers: [],
  listed: [],
  attached: [],
  services: [],
  stack: {},
  inside: new Map(),
  missing: new Set(),
});

/** What is known of a container from within, to be added to. */
export function insideOf(draft: Draft, container: string): Inside {
  const found = draft.inside.get(container);
  if (found) return found;
  const made: Inside = { stack: {} };
  draft.inside.set(container, made);
  return made;
}

/** Counts what is thrown away. */
export type Discard = (kind: DiscardKind, count?: number) => void;
