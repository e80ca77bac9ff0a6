import { options } from '../../tool/grammar.ts';
import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { commandObstacle } from './command-obstacle.ts';
import { quote } from '../text/input.ts';
import { own } from '../../../kernel/own.ts';

const variables = (env: Readonly<Record<string, string>>): string =>
  Object.entries(env)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

/** coreutils env: prints the environment, or runs a command with another one. */
export const env: Tool = {
  name: 'env',
  grammar: {
    optionsFirst: true,
    options: options({
      '-i,--ignore-environment -0,--null -v': 'none',
      '-u,--unset': 'text',
      '-C,--chdir': 'folder',
      '-S': 'text',
    }),
    operands: ['command'],
  },
  run(call) {
    const { has, all, operands } = readOptions(call, env, 125);
    const cleared = has('i') || operands[0] === '-';
    const words = operands[0] === '-' ? operands.slice(1) : operands;
    const set = new Map(cleared ? [] : Object.entries(call.env));
    for (const name of all('u')) set.delete(name);
    let at = 0;
    for (; at < words.length; at += 1) {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(words[at] ?? '') ?? [];
      if (name === undefined || value === undefined) break;
      set.set(name, value);
    }
    const result = Object.fromEntries(set);
    const command = words.slice(at);
    if (command.length === 0) {
      call.out(variables(result));
      return 0;
    }
    const [name = ''] = command;
    const obstacle = commandObstacle(call, name);
    if (obstacle) throw new ToolError(`env: ${quote(call, name)}: ${obstacle.reason}\n`, obstacle.exit);
    return call.run(call.place, command, call.stdin, {
      cwd: call.cwd,
      env: result,
      namespace: call.namespace,
    });
  },
};

/** coreutils printenv */
export const printenv: Tool = {
  name: 'printenv',
  grammar: { operands: ['text'] },
  run(call) {
    const names = call.argv.slice(1).filter((word) => !word.startsWith('-'));
    if (names.length === 0) {
      call.out(variables(call.env));
      return 0;
    }
    for (const name of names) if (own(call.env, name) !== undefined) call.out(`${own(call.env, name)}\n`);
    return names.every((name) => own(call.env, name) !== undefined) ? 0 : 1;
  },
};
