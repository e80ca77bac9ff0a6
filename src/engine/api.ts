/** The engine's API. Refs are a name, a full id, or the beginning of an id; operations throw `EngineError` and edit their host in place. */
import * as lifecycle from './api/lifecycle.ts';
import * as networks from './api/networks.ts';
import * as services from './api/services.ts';
import * as nodes from './api/swarm.ts';
import type { EngineHost } from './engine.ts';
import { settleEngine } from './settle.ts';
import * as volumes from './api/volumes.ts';
import * as membership from './swarm/membership.ts';

/** An operation that sees what has come due by now: it happens before. */
const settled =
  <Rest extends unknown[], Result>(operation: (host: EngineHost, ...rest: Rest) => Result) =>
  (host: EngineHost, ...rest: Rest): Result => {
    settleEngine(host);
    return operation(host, ...rest);
  };

export const createContainer = settled(lifecycle.createContainer);
export const startContainer = settled(lifecycle.startContainer);
export const stopContainer = settled(lifecycle.stopContainer);
export const restartContainer = settled(lifecycle.restartContainer);
export const killContainer = settled(lifecycle.killContainer);
export const pauseContainer = settled(lifecycle.pauseContainer);
export const unpauseContainer = settled(lifecycle.unpauseContainer);
export const renameContainer = settled(lifecycle.renameContainer);
export const removeContainer = settled(lifecycle.removeContainer);
export const updateContainer = settled(lifecycle.updateContainer);
export const pruneContainers = settled(lifecycle.pruneContainers);

export const createNetwork = settled(networks.createNetwork);
export const removeNetwork = settled(networks.removeNetwork);
export const pruneNetworks = settled(networks.pruneNetworks);
export const connectNetwork = settled(networks.connectNetwork);
export const disconnectNetwork = settled(networks.disconnectNetwork);

export const createVolume = settled(volumes.createVolume);
export const removeVolume = settled(volumes.removeVolume);
export const pruneVolumes = settled(volumes.pruneVolumes);

export const newService = settled(services.newService);
export const changeService = settled(services.changeService);
export const rollBackService = settled(services.rollBackService);
export const removeService = settled(services.removeService);
export const listServices = settled(services.listServices);
export const listTasks = settled(services.listTasks);

export const listNodes = settled(nodes.listNodes);
export const removeNode = settled(nodes.removeNode);
export const updateNode = settled(nodes.updateNode);

export const newSwarm = settled(membership.initSwarm);
export const joinSwarm = settled(membership.joinSwarm);
export const leaveSwarm = settled(membership.leaveSwarm);

export type * from './api/container-json.ts';
export type * from './api/image-json.ts';
export type * from './api/network-json.ts';
export { EngineError } from './errors.ts';

export { inspectContainer } from './api/containers.ts';
export { commitContainer } from './api/commit.ts';
export { inspectImage, listImages, removeImage } from './api/images.ts';
export { addImage, takeHub, foreseenProbe } from './api/stand-ins.ts';
export { askToStop, containerForExec, endMain, finishContainer, signalMain } from './api/lifecycle.ts';
export { listContainers } from './api/list.ts';
export { containerLogs } from './api/logs.ts';
export { writeLog, writtenAt } from './container/log.ts';
export { inspectNetwork, listNetworks } from './api/networks.ts';
export { inspectNode, joinTokens, rotateToken, setTaskHistory, swarmInfo, swarmUnlockKey } from './api/swarm.ts';
export { inspectVolume, listVolumes, mountpointOf } from './api/volumes.ts';
export { eventsFrom, noteContainer, noteExec, noteExecEnd, noteMounts, type EngineEvent } from './events/events.ts';
export { isIncluded } from './events/filter.ts';
export type { VolumeJson } from './api/volumes.ts';
export type { VolumeInput } from './volumes/volume.ts';
export type { MountInput } from './volumes/mounts.ts';
export { inspectService, serviceSpec } from './api/services.ts';
export type { StopOptions } from './container/lifecycle.ts';
export type { NodeJson } from './api/swarm.ts';
export type { ServiceJson, TaskJson } from './api/services.ts';
export type { ServicePort } from './swarm/service.ts';
export type { ServiceRequest } from './swarm/services.ts';
export { findContainer } from './refs.ts';
export { write as writeJournal } from './daemon/journal.ts';
export { reloadEngine } from './daemon/reload.ts';
export { beginFirewalld, endFirewalld, isOver, reloadFirewalld, settleFirewalld } from './firewalld/firewalld.ts';
export { remakeRules } from './daemon/remake-rules.ts';
export { CONFIG_FILE, CONTAINERD, createEngine, installEngine, startEngine } from './daemon/start.ts';
export { loseContainers, stopEngine } from './daemon/stop.ts';
export { isDue, settleEngine } from './settle.ts';
export { dueForProbe, probeOf, recordProbes } from './container/health.ts';
export { become, commandOf } from './container/processes.ts';
export { stopSignalOf } from './container/stopping.ts';
export { parseSignal } from './container/signals.ts';
export { containerEnvironment } from './container/environment.ts';
export { readAddress, socatWords, type Address } from './programs/socat/address.ts';
export { report as iperf3Report } from './programs/iperf3/report.ts';
export { request as iperf3Request } from './programs/iperf3/server.ts';
export { httpServerOf, httpServerWords } from './programs/python/words.ts';
export { readRow } from './programs/socat/command.ts';
export { enginePrograms } from './programs/programs.ts';
export { imagePrograms } from './images/programs.ts';
export { describeCommand, type Command, type Ending } from './images/command.ts';
export { namesToTry, parseHosts, parseResolvConf, type HostsLine, type ResolvConf } from './dns/resolv-conf.ts';
export { serverFiles, type ServerFiles } from './files/server-files.ts';
export { prepare as prepareNginx, type Ready as NginxReady } from './programs/nginx/start.ts';
export { checkUser } from './container/user-spec.ts';
