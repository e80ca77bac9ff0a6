/** All of compose's commands. */
import { askingCommands } from './asking.ts';
import { changingCommands } from './changing.ts';
import type { ComposeCommand } from './command.ts';

export const composeCommands: readonly ComposeCommand[] = [...changingCommands, ...askingCommands];
