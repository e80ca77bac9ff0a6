/** The engine's API. Refs are a name, a full id, or the beginning of an id; operations throw `EngineError` and edit their host in place. */

export type * from './api/container-json.ts';
export type * from './api/image-json.ts';
export type * from './api/network-json.ts';
export { EngineError } from './engine.ts';

export { inspectContainer } from './api/containers.ts';
export { inspectImage, listImages } from './api/images.ts';
export {
  containerForExec,
  createContainer,
  finishContainer,
  foreseeEnding,
  killContainer,
  pauseContainer,
  pruneContainers,
  removeContainer,
  renameContainer,
  restartContainer,
  signalMain,
  startContainer,
  stopContainer,
  unpauseContainer,
  updateContainer,
} from './api/lifecycle.ts';
export { listContainers } from './api/list.ts';
export { containerLogs } from './api/logs.ts';
export {
  connectNetwork,
  createNetwork,
  disconnectNetwork,
  inspectNetwork,
  listNetworks,
  pruneNetworks,
  removeNetwork,
} from './api/networks.ts';
export {
  inspectNode,
  joinTokens,
  leaveSwarm,
  listNodes,
  newSwarm,
  joinSwarm,
  removeNode,
  rotateToken,
  setTaskHistory,
  swarmInfo,
  swarmUnlockKey,
  updateNode,
} from './api/swarm.ts';
export {
  changeService,
  inspectService,
  listServices,
  listTasks,
  newService,
  removeService,
  rollBackService,
  serviceSpec,
} from './api/services.ts';
export type { StopOptions } from './api/lifecycle.ts';
export type { NodeJson } from './api/swarm.ts';
export type { ServiceJson, TaskJson } from './api/services.ts';
export type { ServicePort } from './swarm/service.ts';
export type { ServiceRequest } from './swarm/services.ts';
export { findContainer } from './refs.ts';
export { createEngine, startEngine } from './start.ts';
export { isDue, settleEngine } from './settle.ts';
export { dueForProbe, probeOf, recordProbes } from './container/health.ts';
export { containerEnvironment } from './container/environment.ts';
export { enginePrograms } from './programs/programs.ts';
export { imagePrograms } from './images/programs.ts';
export { describeCommand, type Written } from './images/command.ts';
export { checkUser } from './container/user-spec.ts';
