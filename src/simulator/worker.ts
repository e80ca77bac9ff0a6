import { createAnswering } from './answering.ts';
import type { Reply, Request } from './messages.ts';

/** What a worker has of the browser. */
interface Scope {
  onmessage: ((event: { readonly data: Request }) => void) | null;
  readonly postMessage: (message: Reply) => void;
}
const scope = globalThis as unknown as Scope;

// The engine comes first: the page begins with a lab. The command line follows at once.
const lab = import('../world/lab.ts');
const due = lab.then(() => import('../world/due.ts'));
const shell = lab.then(() => import('../shell/run.ts'));

const parts = {
  lab: () => lab,
  due: () => due,
  shell: () => shell,
  questions: () => import('./questions.ts'),
};
const answer = createAnswering(parts, (reply) => scope.postMessage(reply));
scope.onmessage = ({ data }) => answer(data);
// Where it cannot be loaded, the first line that is to run says so.
shell.then(
  () => scope.postMessage({ kind: 'ready' }),
  () => undefined,
);
