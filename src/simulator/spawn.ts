import type { Port } from './asking.ts';
import type { Reply } from './messages.ts';

/** A new worker that runs lines. */
export function spawnWorker(): Port {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'simulator' });
  return {
    listen: (hear, failed) => {
      worker.onmessage = ({ data }) => hear(data as Reply);
      worker.onerror = ({ message }) => failed(message);
    },
    post: (request) => worker.postMessage(request),
    terminate: () => worker.terminate(),
  };
}
