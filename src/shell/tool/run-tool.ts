import type { Call } from './call.ts';
import type { Tool } from './tool.ts';
import { ToolError } from './tool-error.ts';

/** Runs a tool. What ends it early is told here, for all tools. Returns the exit code. */
export function runTool(tool: Tool, call: Call): number | Promise<number> {
  const ended = (error: unknown): number => {
    if (!(error instanceof ToolError)) throw error;
    call.err(error.stderr);
    return error.exit;
  };
  try {
    const exit = tool.run(call);
    return typeof exit === 'number' ? exit : exit.catch(ended);
  } catch (error) {
    return ended(error);
  }
}
