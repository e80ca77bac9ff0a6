import type { Frame as KernelFrame } from '../../kernel/process/task.ts';
export type { Frame, ScriptWork, Task, TreePath } from '../../kernel/process/task.ts';

/** Files that take output, by their absolute paths; `&1` and `&2` are what the descriptor of that number leads to. */
export type Sinks = NonNullable<KernelFrame['sinks']>;
