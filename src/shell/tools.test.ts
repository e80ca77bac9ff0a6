import { beforeAll, describe, expect, test } from 'vitest';
import { createLab } from '../world/lab.ts';
import type { World } from '../world/world.ts';
import { bashCommands, bashTools } from './bash/commands.ts';
import { run } from './run.ts';
import type { Call } from './tool/call.ts';
import { getopt } from './tool/options.ts';
import { runTool } from './tool/run-tool.ts';
import { namesOf, type Tool } from './tool/tool.ts';
import { ToolError } from './tool/tool-error.ts';
import { commandNamesAt, programAt, tools } from './tools.ts';

let world: World;

beforeAll(async () => {
  world = (await run(createLab({ seed: 1 }), 'host1', 'docker run -d --name web nginx')).world;
});

test('no two programs have a name in common', () => {
  const names = [...tools, ...bashTools, ...bashCommands].flatMap(namesOf);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

/** Those that a host has: some are for images as on Docker Hub alone, some for the images' own root. */
const onHosts = tools.filter(({ imagesOnly, notOnHosts }) => !imagesOnly && !notOnHosts);

describe.each(onHosts.map((tool) => [tool.name, tool] as const))('%s', (_, tool) => {
  test.each(namesOf(tool))('which and command find %s', async (name) => {
    const { stdout } = await run(world, 'host1', `which ${name}`);
    expect(stdout).toBe(`${tool.folder ?? '/usr/bin'}/${name}\n`);
    expect((await run(world, 'host1', `command -v ${name} > /dev/null`)).exit).toBe(0);
  });

  test('exists where it is said to', () => {
    const everywhere = !tool.hostsOnly;
    for (const place of ['host1/web', 'client'])
      expect(commandNamesAt(world, place).includes(tool.name)).toBe(everywhere);
    expect(commandNamesAt(world, 'host1')).toContain(tool.name);
  });

  test('its options are read as they are declared', () => {
    const { options = [] } = tool.grammar;
    for (const { names, value, optional } of options)
      for (const name of names) {
        // Words with one dash and several letters (`ip -brief`) are for tools that read their words themselves.
        if (/^-[^-]./.test(name)) continue;
        const read = getopt([name, 'x'], tool.grammar);
        expect(read.error).toBeUndefined();
        expect(read.operands).toEqual(value === undefined || optional ? ['x'] : []);
        expect(read.value((names[0] ?? '').replace(/^--?/, ''))).toBe(value === undefined || optional ? '' : 'x');
      }
  });

  test('completion offers what is declared', () => {
    const { options = [], usual = '' } = tool.grammar;
    const declared = new Set(options.flatMap(({ names }) => names));
    const isDeclared = (word: string): boolean =>
      declared.has(word) || (/^-[^-]/.test(word) && [...word.slice(1)].every((letter) => declared.has(`-${letter}`)));
    expect(usual.split(' ').filter((word) => word !== '' && !isDeclared(word))).toEqual([]);
  });
});

describe('a tool that ends early', () => {
  const ended = async (act: () => number | Promise<number>) => {
    let stderr = '';
    const call = { err: (text: string) => void (stderr += text) } as unknown as Call;
    const tool: Tool = { name: 'test', grammar: {}, run: act };
    return { exit: await runTool(tool, call), stderr };
  };

  test('tells why, and has its exit code', async () => {
    const error = new ToolError('test: no\n', 7);
    const told = { stderr: 'test: no\n', exit: 7 };
    expect(
      await ended(() => {
        throw error;
      }),
    ).toEqual(told);
    expect(await ended(() => Promise.reject(error))).toEqual(told);
  });

  test('hides no other error', async () => {
    await expect(ended(() => Promise.reject(new Error('a mistake')))).rejects.toThrow('a mistake');
  });

  test('is told once where another tool runs it', async () => {
    const { stderr, exit } = await run(world, 'host1', 'timeout 5 env nohup sleep x');
    expect(stderr).toBe("sleep: invalid time interval ‘x’\nTry 'sleep --help' for more information.\n");
    expect(exit).toBe(1);
  });
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is no command', async (name) => {
  expect(programAt(world, 'host1', name)).toBeUndefined();
  const { stderr, exit } = await run(world, 'host1', name);
  expect([stderr, exit]).toEqual([`bash: ${name}: command not found\n`, 127]);
});

test.each([
  ['traceroute -n 172.17.0.2', true],
  ['docker exec web traceroute -n 172.17.0.1', true],
  ['timeout 5 tracepath -n 172.17.0.2', true],
  ['ping -c 1 172.17.0.2', undefined],
  ['echo traceroute 172.17.0.2', undefined],
])('%s looks for what goes wrong on the way: %s', async (line, probes) => {
  expect((await run(world, 'host1', line)).probes).toBe(probes);
});
