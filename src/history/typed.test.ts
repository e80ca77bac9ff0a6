import { expect, test } from 'vitest';
import { played } from './replay.ts';
import { createLab } from '../world/lab.ts';
import { run } from '../shell/run.ts';

const at = (place: string, ...lines: readonly string[]) => lines.map((line) => ({ place, line }));

async function last(...commands: readonly { place: string; line: string }[]) {
  const steps = await played({ seed: 1, commands });
  return steps.at(-1)?.outcome;
}

test("history lists what was typed at the terminal, the terminal's own lines alone", async () => {
  const commands = [...at('host1', 'hostname', 'docker ps'), ...at('client', 'pwd'), ...at('host1', 'history')];
  expect((await last(...commands))?.stdout).toBe('    1  hostname\n    2  docker ps\n    3  history\n');
});

test('as many as are asked for, and through a pipe', async () => {
  expect((await last(...at('host1', 'hostname', 'pwd', 'history 2')))?.stdout).toBe('    2  pwd\n    3  history 2\n');
  expect((await last(...at('host1', 'hostname', 'pwd', 'history | grep -c .')))?.stdout).toBe('3\n');
  expect((await last(...at('host1', 'history x')))?.stderr).toBe('bash: history: x: numeric argument required\n');
});

test('dash has no such command, and a bash that nobody types at has no lines', async () => {
  const options = { fresh: true };
  expect(await run(createLab({ seed: 1 }), 'host1', 'history', options)).toMatchObject({
    stderr: 'sh: 1: history: not found\n',
    exit: 127,
  });
  expect(await run(createLab({ seed: 1 }), 'host1', 'bash -c history', options)).toMatchObject({ stdout: '', exit: 0 });
});
