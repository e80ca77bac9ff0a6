/** Ends a process whose test blocks it, and says which and where: the runner's own time limits are not heard there. */
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeEach, expect } from 'vitest';

/** Minutes that a test may take, or what is between two; the longest takes one on a busy machine. */
const PATIENCE = 5;

const watch = `
  const { Session } = require('node:inspector');
  const { writeSync } = require('node:fs');
  let timer;

  function end(name) {
    writeSync(2, '\\nThis blocks its process: ' + name + '\\n');
    const session = new Session();
    session.connectToMainThread();
    const urls = new Map();
    session.on('Debugger.scriptParsed', ({ params }) => urls.set(params.scriptId, params.url));
    session.on('Debugger.paused', ({ params }) => {
      const lines = params.callFrames.slice(0, 30).map(
        ({ functionName, location }) => '  ' + functionName + ' ' + urls.get(location.scriptId) + ':' + (location.lineNumber + 1),
      );
      writeSync(2, lines.join('\\n') + '\\n');
      process.kill(process.pid, 'SIGKILL');
    });
    session.post('Debugger.enable');
    session.post('Debugger.pause');
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 5000);
  }

  require('node:worker_threads').parentPort.on('message', (name) => {
    clearTimeout(timer);
    timer = setTimeout(end, ${PATIENCE} * 60_000, name);
  });
`;

// Test files share a process, and so they do its watchdog.
const kept = globalThis as { watchdog?: Worker };
const watchdog = (kept.watchdog ??= new Worker(watch, { eval: true }));
watchdog.unref();
const file = expect.getState().testPath;

watchdog.postMessage(file);
beforeEach(({ task }) => watchdog.postMessage(`${file} > ${task.name}`));
afterEach(() => watchdog.postMessage(file));
afterAll(() => watchdog.postMessage(`after ${file}`));
