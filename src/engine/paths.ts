import type { EngineHost } from './engine.ts';

/** Where an engine keeps its files: `dockerd --data-root`. */
export const dataRoot = ({ machine }: EngineHost): string => `/srv/${machine}`;
