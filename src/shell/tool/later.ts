import type { Tool } from './tool.ts';

/** Loads something when it is first asked for; from then on it is there at once. */
export function onDemand<T extends object>(load: () => Promise<T>): () => T | Promise<T> {
  let loaded: T | undefined;
  return () => loaded ?? load().then((it) => (loaded = it));
}

/** What a tool does, loaded when it is first run. */
export function later(load: () => Promise<Tool['run']>): Tool['run'] {
  const doing = onDemand(load);
  return (call) => {
    const run = doing();
    return typeof run === 'function' ? run(call) : run.then((loaded) => loaded(call));
  };
}
