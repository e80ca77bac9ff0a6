import { expect, test } from 'vitest';
import { nameOf } from '../cli/command.ts';
import type { ComposeCommand } from './command.ts';
import { commandHelp, composeHelp } from './help.ts';
import recorded from './help.recorded.json' with { type: 'json' };
import { composeCommands } from './tree.ts';

function helpOf(words: readonly string[]): string {
  let commands = composeCommands;
  let command: ComposeCommand | undefined;
  let parent = 'docker compose';
  for (const word of words) {
    if (command) parent = `${parent} ${nameOf(command)}`;
    command = commands.find((each) => nameOf(each) === word || each.aliases?.includes(word));
    commands = command?.commands ?? [];
  }
  return command ? commandHelp(command, parent) : composeHelp(composeCommands);
}

test.each(Object.entries(recorded))('docker compose %s --help', (command, text) => {
  expect(helpOf(command === '' ? [] : command.split(' '))).toBe(text);
});

test('at a terminal a command says nothing of what is off only without one', () => {
  const exec = composeCommands.find((command) => nameOf(command) === 'exec');
  expect(exec && commandHelp(exec, 'docker compose', true)).not.toContain('(default\n');
});
