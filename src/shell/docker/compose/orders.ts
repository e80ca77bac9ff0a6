/** What compose lets the engine change. In a dry run nothing is changed, and what would be made is known by a made-up id. */
import * as engine from '../../../engine/api.ts';
import type {
  ContainerInput,
  ContainerSummaryJson,
  EndpointInput,
  NetworkInput,
  StopOptions,
  VolumeInput,
} from '../../../engine/api.ts';
import { restartGently, stopGently } from '../container/process/stop.ts';
import { checkSources } from '../container/create/sources.ts';
import type { ComposeAsking } from './command.ts';
import { order } from '../engine.ts';

type Ref = Pick<ContainerSummaryJson, 'Id'>;

/** An order at the engine; nothing in a dry run. */
function give(asking: ComposeAsking, change: (host: Parameters<Parameters<typeof order>[1]>[0]) => void): void {
  if (!asking.globals.dryRun) order(asking, change);
}

/** Makes a container. Returns its id, and what the engine warns of. */
export function makeContainer(asking: ComposeAsking, input: ContainerInput): { Id: string; Warnings: string[] } {
  if (asking.globals.dryRun) return { Id: `dryRunId-${input.name ?? ''}`, Warnings: [] };
  checkSources(asking, input);
  return order(asking, (host) => engine.createContainer(host, input));
}

export const startContainer = (asking: ComposeAsking, { Id }: Ref): void =>
  give(asking, (host) => engine.startContainer(host, Id));

export const stopContainer = (asking: ComposeAsking, { Id }: Ref, options: StopOptions): void | Promise<void> =>
  asking.globals.dryRun ? undefined : stopGently(asking, Id, options);

export const restartContainer = (asking: ComposeAsking, { Id }: Ref, options: StopOptions): void | Promise<void> =>
  asking.globals.dryRun ? undefined : restartGently(asking, Id, options);

export const killContainer = (asking: ComposeAsking, { Id }: Ref, signal: string): void =>
  give(asking, (host) => engine.killContainer(host, Id, signal));

export const pauseContainer = (asking: ComposeAsking, { Id }: Ref): void =>
  give(asking, (host) => engine.pauseContainer(host, Id));

export const unpauseContainer = (asking: ComposeAsking, { Id }: Ref): void =>
  give(asking, (host) => engine.unpauseContainer(host, Id));

export const renameContainer = (asking: ComposeAsking, { Id }: Ref, name: string): void =>
  give(asking, (host) => engine.renameContainer(host, Id, name));

export const removeContainer = (
  asking: ComposeAsking,
  { Id }: Ref,
  options: { readonly force?: boolean; readonly volumes?: boolean } = {},
): void => give(asking, (host) => engine.removeContainer(host, Id, options));

export const makeNetwork = (asking: ComposeAsking, input: NetworkInput): string =>
  asking.globals.dryRun ? `dryRunId-${input.Name}` : order(asking, (host) => engine.createNetwork(host, input)).Id;

export const removeNetwork = (asking: ComposeAsking, ref: string): void =>
  give(asking, (host) => engine.removeNetwork(host, ref));

export const connect = (asking: ComposeAsking, network: string, { Id }: Ref, endpoint?: EndpointInput): void =>
  give(asking, (host) => engine.connectNetwork(host, network, Id, endpoint));

export const disconnect = (asking: ComposeAsking, network: string, { Id }: Ref): void =>
  give(asking, (host) => engine.disconnectNetwork(host, network, Id, true));

export const makeVolume = (asking: ComposeAsking, input: VolumeInput): void =>
  give(asking, (host) => engine.createVolume(host, input));

export const removeVolume = (asking: ComposeAsking, name: string): void =>
  give(asking, (host) => engine.removeVolume(host, name, { force: true }));

export const removeImage = (asking: ComposeAsking, name: string): void =>
  give(asking, (host) => engine.removeImage(host, name));
