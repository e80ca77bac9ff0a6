import type { ScriptWork } from '../../kernel/process/task.ts';

/** A shell's memory as it begins. */
export function newScript(text: string, rest: Partial<ScriptWork>): ScriptWork {
  return {
    kind: 'script',
    texts: [text],
    frames: [{ kind: 'text', at: [0], step: 0 }],
    cwd: '/',
    env: {},
    bash: false,
    name: 'sh',
    words: [],
    stdin: '',
    status: 0,
    functions: {},
    jobs: {},
    ...rest,
  };
}
