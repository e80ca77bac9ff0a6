import { describe, expect, test } from 'vitest';
import {
  containerLogs,
  createContainer,
  inspectContainer,
  startContainer,
  stopContainer,
  updateContainer,
} from '../api.ts';
import type { ContainerInput } from '../api/container-json.ts';
import { published, refusal, run, testHost } from '../engine.fixture.ts';

type Input = Pick<ContainerInput, 'hostConfig'> & { config?: Partial<ContainerInput['config']> };

const create = ({ config, hostConfig = {} }: Input) =>
  refusal(() => createContainer(testHost(), { name: 'box', config: { Image: 'alpine', ...config }, hostConfig }));

describe('a request for a container', () => {
  test.each<[string, Input, string]>([
    ['a signal', { config: { StopSignal: 'NOPE' } }, 'invalid signal: NOPE'],
    ['capabilities to add', { hostConfig: { CapAdd: ['CAP_NOPE'] } }, 'invalid CapAdd: unknown capability: "CAP_NOPE"'],
    ['capabilities to drop', { hostConfig: { CapDrop: ['CAP_'] } }, 'invalid CapDrop: unknown capability: "CAP_"'],
    ['an IPC mode', { hostConfig: { IpcMode: 'odd' } }, 'invalid IPC mode: odd'],
    ['another PID namespace', { hostConfig: { PidMode: 'container:ghost' } }, 'No such container: ghost'],
    ['little memory', { hostConfig: { Memory: 1024 } }, 'Minimum memory limit allowed is 6MB'],
    [
      'a name on the host',
      { config: { Hostname: 'x' }, hostConfig: { UTSMode: 'host' } },
      'conflicting options: hostname and the UTS mode',
    ],
    [
      'settings of an interface',
      { hostConfig: { Sysctls: { 'net.ipv4.conf.eth0.forwarding': '0' } } },
      'interface specific sysctl setting "net.ipv4.conf.eth0.forwarding" must be supplied using driver option \'com.docker.network.endpoint.sysctls\'',
    ],
    [
      'more ports than can be played',
      { hostConfig: published(...Array.from({ length: 5001 }, (_, i) => `${i + 1}:${i + 1}`)) },
      'too many published ports: 5001; Hopscope publishes at most 5000 of one container',
    ],
  ])('cannot have %s', (_, input, words) => {
    expect(create(input)).toBe(words);
  });

  test('may have any capability by name, and all', () => {
    expect(create({ hostConfig: { CapAdd: ['ALL'], CapDrop: ['CAP_NET_RAW'] } })).toBe('no refusal');
  });
});

describe('namespaces of other containers', () => {
  test('end with the container whose PID namespace it is', () => {
    const host = testHost();
    run(host, 'base');
    run(host, 'beside', { hostConfig: { PidMode: 'container:base' } });
    stopContainer(host, 'base', { timeout: 0 });
    expect(inspectContainer(host, 'beside').State).toMatchObject({ Status: 'exited', ExitCode: 137 });
    expect(refusal(() => startContainer(host, 'beside'))).toMatch(
      /^failed to join PID namespace: container [0-9a-f]{64} is not running$/,
    );
  });

  test('must be shareable for IPC', () => {
    const host = testHost();
    run(host, 'base');
    const message = refusal(() => run(host, 'beside', { hostConfig: { IpcMode: 'container:base' } }));
    expect(message).toMatch(/: non-shareable IPC \(hint: use IpcMode:shareable for the donor container\)$/);
    expect(inspectContainer(host, 'beside').State.Status).toBe('created');
  });
});

test('limits can be changed, memory only together with swap', () => {
  const host = testHost();
  run(host, 'box');
  const megabytes = 2 ** 20;
  expect(refusal(() => updateContainer(host, 'box', { resources: { Memory: 64 * megabytes } }))).toMatch(
    /^Cannot update container [0-9a-f]{64}: Memory limit should be smaller/,
  );
  updateContainer(host, 'box', { resources: { Memory: 64 * megabytes, MemorySwap: 128 * megabytes } });
  expect(inspectContainer(host, 'box').HostConfig.Memory).toBe(64 * megabytes);
});

test.each<[string, ContainerInput['hostConfig'], string]>([
  ['a volume', { Binds: ['a b:/x'] }, 'create a b: "a b" includes invalid characters for a local volume name'],
  ['a mount mode', { Binds: ['/a:/b:zz'] }, 'invalid mode: zz'],
  ['volumes', { VolumesFrom: ['ghost'] }, 'No such container: ghost'],
  ['a log', { LogConfig: { Type: 'nope' } }, 'error looking up logging plugin nope: plugin "nope" not found'],
])('%s that cannot be is refused', (_, hostConfig, told) => {
  expect(create({ ...(hostConfig && { hostConfig }) })).toContain(told);
});

test('a log that nobody keeps cannot be read', () => {
  const host = testHost();
  run(host, 'box', { hostConfig: { LogConfig: { Type: 'none' } } });
  expect(refusal(() => containerLogs(host, 'box'))).toBe('configured logging driver does not support reading');
});
