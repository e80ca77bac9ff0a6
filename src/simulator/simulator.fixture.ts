import { createAnswering } from './answering.ts';
import { createSimulator, type Port } from './asking.ts';
import type { Reply } from './messages.ts';
import type { Simulator } from './simulator.ts';

/** A port to the answering side in this very thread; what passes is copied as between threads. */
export function localPort(): Port {
  let ended = false;
  let hear: (reply: Reply) => void = () => undefined;
  const parts = {
    lab: () => import('../world/lab.ts'),
    due: () => import('../world/due.ts'),
    shell: () => import('../shell/run.ts'),
    questions: () => import('./questions.ts'),
  };
  const answer = createAnswering(parts, (reply) => {
    if (!ended) hear(structuredClone(reply));
  });
  return {
    listen: (heard) => {
      hear = heard;
      queueMicrotask(() => hear({ kind: 'ready' }));
    },
    post: (request) => {
      const copy = structuredClone(request);
      queueMicrotask(() => ended || answer(copy));
    },
    terminate: () => {
      ended = true;
    },
  };
}

export const localSimulator = (): Simulator => createSimulator(localPort);
