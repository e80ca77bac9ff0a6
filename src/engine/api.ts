import type { Programs } from '../kernel/program.ts';
import type { Container } from './container.ts';
import type { Engine, EngineHost } from './engine.ts';
import type { Command } from './images/command.ts';
import type {
  ContainerInput,
  ContainerJson,
  ContainerSummaryJson,
  EndpointInput,
  Filters,
} from './api/container-json.ts';
import type { ImageJson, ImageSummaryJson } from './api/image-json.ts';
import type { NetworkInput, NetworkJson } from './api/network-json.ts';

export type * from './api/container-json.ts';
export type * from './api/image-json.ts';
export type * from './api/network-json.ts';
export { EngineError } from './engine.ts';

/** Refs are a name, a full id, or the beginning of an id. All of these throw `EngineError`, and edit `host` in place. */

export declare function createContainer(host: EngineHost, input: ContainerInput): { Id: string; Warnings: string[] };
export declare function startContainer(host: EngineHost, ref: string): void;
export declare function stopContainer(
  host: EngineHost,
  ref: string,
  options?: { timeout?: number; signal?: string },
): void;
export declare function restartContainer(
  host: EngineHost,
  ref: string,
  options?: { timeout?: number; signal?: string },
): void;
export declare function killContainer(host: EngineHost, ref: string, signal?: string): void;
export declare function pauseContainer(host: EngineHost, ref: string): void;
export declare function unpauseContainer(host: EngineHost, ref: string): void;
export declare function renameContainer(host: EngineHost, ref: string, name: string): void;
export declare function removeContainer(
  host: EngineHost,
  ref: string,
  options?: { force?: boolean; volumes?: boolean; link?: boolean },
): void;
/** Its main process ended by itself; `output` is what it had written. */
export declare function finishContainer(host: EngineHost, ref: string, exitCode: number, output?: string): void;
export declare function updateContainer(
  host: EngineHost,
  ref: string,
  changes: { restartPolicy?: { Name: string; MaximumRetryCount: number } },
): { Warnings: string[] };
export declare function findContainer(host: EngineHost, ref: string): Container;
/** The container in which `docker exec` may run a command: it must be running and not paused. */
export declare function containerForExec(host: EngineHost, ref: string): Container;
export declare function inspectContainer(host: EngineHost, ref: string): ContainerJson;
export declare function listContainers(
  host: EngineHost,
  options?: { all?: boolean; limit?: number; filters?: Filters },
): ContainerSummaryJson[];
export declare function containerLogs(host: EngineHost, ref: string): string;
export declare function pruneContainers(
  host: EngineHost,
  filters?: Filters,
): { ContainersDeleted: string[]; SpaceReclaimed: number };

export declare function createNetwork(host: EngineHost, input: NetworkInput): { Id: string; Warning: string };
export declare function removeNetwork(host: EngineHost, ref: string): void;
export declare function inspectNetwork(
  host: EngineHost,
  ref: string,
  options?: { verbose?: boolean; scope?: string },
): NetworkJson;
export declare function listNetworks(host: EngineHost, options?: { filters?: Filters }): NetworkJson[];
export declare function connectNetwork(
  host: EngineHost,
  network: string,
  container: string,
  settings?: EndpointInput,
): void;
export declare function disconnectNetwork(host: EngineHost, network: string, container: string, force?: boolean): void;
export declare function pruneNetworks(host: EngineHost, filters?: Filters): { NetworksDeleted: string[] };

/** Newest first. */
export declare function listImages(host: EngineHost, options?: { filters?: Filters }): ImageSummaryJson[];
export declare function inspectImage(host: EngineHost, ref: string): ImageJson;

/** An engine that has its images and nothing else yet; `startEngine` makes docker0, its rules and the predefined networks. */
export declare function createEngine(random: { state: number }, now: number): Engine;
export declare function startEngine(host: EngineHost): void;

/** docker-proxy, and the embedded DNS server that dockerd holds in the sandboxes. */
export declare function enginePrograms(host: EngineHost): Programs;
/** What the images' servers do: nginx, http-echo, nc. */
export declare const imagePrograms: Programs;
/** What a container's command does once it runs. */
export declare function describeCommand(command: readonly string[]): Command;
