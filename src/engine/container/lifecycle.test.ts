import { describe, expect, test } from 'vitest';
import {
  containerForExec,
  containerLogs,
  finishContainer,
  inspectContainer,
  killContainer,
  listContainers,
  pauseContainer,
  removeContainer,
  renameContainer,
  restartContainer,
  settleEngine,
  startContainer,
  stopContainer,
  unpauseContainer,
} from '../api.ts';
import type { ContainerConfig } from './container.ts';
import { addressesOf, hostNamespace, refusal, run, testHost } from '../engine.fixture.ts';

const stateOf = (host: ReturnType<typeof testHost>, name: string) => inspectContainer(host, name).State;

describe('stopping', () => {
  test.each([
    ['nginx', undefined, 0],
    ['redis', undefined, 0],
    ['alpine', undefined, 137],
    ['nginx', { Init: true }, 0],
    ['alpine', { Init: true }, 143],
  ])('%s with %j exits with %i', (image, hostConfig, exitCode) => {
    const host = testHost();
    run(host, 'c1', { image, hostConfig: hostConfig ?? {} });
    const before = host.clock.now;
    stopContainer(host, 'c1');
    expect(stateOf(host, 'c1')).toMatchObject({ Status: 'exited', ExitCode: exitCode, Pid: 0 });
    expect(host.clock.now - before > 10_000).toBe(exitCode === 137);
  });

  test('is done by signals that are handled, and by SIGKILL', () => {
    const host = testHost();
    run(host, 'mm');
    for (const signal of ['TERM', 'SIGHUP', '10']) killContainer(host, 'mm', signal);
    expect(stateOf(host, 'mm').Status).toBe('running');
    const { id } = containerForExec(host, 'mm');
    expect(refusal(() => killContainer(host, 'mm', '0'))).toBe('cannot kill container: mm: invalid signal: 0');
    expect(refusal(() => killContainer(host, 'mm', '99'))).toBe(
      'cannot kill container: mm: the linux daemon does not support signal 99',
    );
    expect(refusal(() => killContainer(host, 'mm', 'SIGSTOPP'))).toBe(
      'cannot kill container: mm: invalid signal: SIGSTOPP',
    );
    killContainer(host, 'mm');
    expect(stateOf(host, 'mm')).toMatchObject({ Status: 'exited', ExitCode: 137 });
    expect(refusal(() => killContainer(host, 'mm'))).toBe(`cannot kill container: mm: container ${id} is not running`);
  });

  test('removes a container that asked for it, but not when it restarts', () => {
    const host = testHost();
    run(host, 'brief', { image: 'nginx', hostConfig: { AutoRemove: true } });
    restartContainer(host, 'brief');
    expect(stateOf(host, 'brief').Status).toBe('running');
    stopContainer(host, 'brief');
    expect(listContainers(host, { all: true })).toEqual([]);
  });
});

describe('commands that end', () => {
  test('do so by themselves when their time has come', () => {
    const host = testHost();
    run(host, 'done', { config: { Image: 'alpine', Cmd: ['false'] } });
    run(host, 'later', { config: { Image: 'alpine', Cmd: ['sleep', '2'] } });
    host.clock.now += 1000;
    settleEngine(host);
    expect(['done', 'later'].map((name) => stateOf(host, name).Status)).toEqual(['exited', 'running']);
    expect(stateOf(host, 'done').ExitCode).toBe(1);
    host.clock.now += 1500;
    settleEngine(host);
    expect(stateOf(host, 'later')).toMatchObject({ Status: 'exited', ExitCode: 0 });
  });

  test('begin anew by their restart policy, with longer and longer waits', () => {
    const host = testHost();
    run(host, 'e3', {
      config: { Image: 'alpine', Cmd: ['false'] },
      hostConfig: { RestartPolicy: { Name: 'always', MaximumRetryCount: 0 } },
    });
    run(host, 'e4', {
      config: { Image: 'alpine', Cmd: ['false'] },
      hostConfig: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 2 } },
    });
    host.clock.now += 4000;
    settleEngine(host);
    expect(inspectContainer(host, 'e4')).toMatchObject({ RestartCount: 2, State: { Status: 'exited', ExitCode: 1 } });
    expect(inspectContainer(host, 'e3').RestartCount).toBeGreaterThan(3);
    stopContainer(host, 'e3');
    host.clock.now += 100_000;
    settleEngine(host);
    expect(stateOf(host, 'e3').Status).toBe('exited');
  });

  test('are ended by whoever ran them; what they wrote stays', () => {
    const host = testHost();
    run(host, 'ad', { config: { Image: 'alpine', Cmd: ['echo', 'hi'] } });
    finishContainer(host, 'ad', 0, 'hi\n');
    restartContainer(host, 'ad');
    host.clock.now += 1000;
    settleEngine(host);
    expect([containerLogs(host, 'ad'), stateOf(host, 'ad').Status]).toEqual(['hi\nhi\n', 'exited']);
  });

  test('fail where the port is taken', () => {
    const host = testHost();
    run(host, 'n5', { image: 'nginx', network: 'host' });
    run(host, 'n6', { image: 'httpd', network: 'host' });
    run(host, 'n7', { image: 'nginx', network: 'host' });
    host.clock.now += 4000;
    settleEngine(host);
    expect(['n5', 'n6', 'n7'].map((name) => stateOf(host, name).ExitCode)).toEqual([0, 98, 1]);
    expect(containerLogs(host, 'n6', 'stderr')).toBe(
      'port 80: Address already in use at /usr/local/bin/http-echo line 6.\n',
    );
  });

  test('that do not exist leave a created container', () => {
    const host = testHost();
    const message = refusal(() => run(host, 'bad', { config: { Image: 'alpine', Cmd: ['nosuch'] } }));
    expect(message).toMatch(
      /^failed to create task for container: .*exec: "nosuch": executable file not found in \$PATH$/,
    );
    expect(stateOf(host, 'bad')).toMatchObject({ Status: 'created', ExitCode: 127 });
    expect(addressesOf(hostNamespace(host))).toHaveLength(3);
  });
});

describe('renaming', () => {
  test('gives the attachments of a container that runs new names, on all networks', () => {
    const host = testHost();
    const { id } = run(host, 'old');
    const namesOf = () => inspectContainer(host, id).NetworkSettings.Networks.bridge?.DNSNames;
    expect(namesOf()).toBeNull();
    renameContainer(host, 'old', 'new');
    expect(namesOf()).toEqual(['new', id.slice(0, 12)]);
    restartContainer(host, 'new', { timeout: 0 });
    expect(namesOf()).toEqual(['new', id.slice(0, 12)]);
  });
});

describe('pausing', () => {
  test('freezes processes and keeps everything else', () => {
    const host = testHost();
    const { id } = run(host, 'web', { image: 'nginx' });
    pauseContainer(host, 'web');
    expect(Object.values(host.kernel.processes).filter(({ frozen }) => frozen)).toHaveLength(3);
    expect(listContainers(host)[0]?.Status).toMatch(/\(Paused\)$/);
    expect(refusal(() => pauseContainer(host, 'web'))).toBe(`Container ${id} is already paused`);
    expect(refusal(() => containerForExec(host, 'web'))).toBe(
      'Container web is paused, unpause the container before exec',
    );
    expect(refusal(() => removeContainer(host, 'web'))).toBe(
      'cannot remove container "web": container is paused and must be unpaused first',
    );
    expect(refusal(() => startContainer(host, 'web'))).toBe('cannot start a paused container, try unpause instead');
    unpauseContainer(host, 'web');
    expect(refusal(() => unpauseContainer(host, 'web'))).toBe(`Container ${id} is not paused`);
    pauseContainer(host, 'web');
    stopContainer(host, 'web');
    expect(stateOf(host, 'web')).toMatchObject({ Status: 'exited', ExitCode: 0 });
  });
});

describe('stopping with a signal', () => {
  test('is refused where the name is none; what is no signal does nothing until the time is over', () => {
    const host = testHost();
    run(host, 'web', { image: 'nginx' });
    const stop = (signal: string) => stopContainer(host, 'web', { signal, timeout: 0 });
    expect(refusal(() => stop('NOPE'))).toBe('cannot stop container: web: invalid signal: NOPE');
    expect(refusal(() => restartContainer(host, 'web', { signal: 'NOPE' }))).toBe(
      'Cannot restart container web: invalid signal: NOPE',
    );
    stop('99');
    expect(stateOf(host, 'web')).toMatchObject({ Status: 'exited', ExitCode: 137 });
    expect(refusal(() => stop('NOPE'))).toBe('no refusal');
  });
});

describe('what a container is to run', () => {
  const created = (config: Partial<ContainerConfig>) => {
    const host = testHost();
    return refusal(() => run(host, 'c1', { config: { Image: 'nginx', ...config } }));
  };

  test.each([
    [{ Entrypoint: [''] }, 'no command specified'],
    [{ Entrypoint: [''], Cmd: ['echo', 'hi'] }, 'no refusal'],
    [{ WorkingDir: 'rel' }, "the working directory 'rel' is invalid, it needs to be an absolute path"],
    [{ User: 'nosuch' }, 'unable to find user nosuch: no matching entries in passwd file'],
    [{ User: 'root:nosuch' }, 'unable to find group nosuch: no matching entries in group file'],
    [{ User: '-1' }, 'uids and gids must be in range 0-2147483647'],
    [{ User: '1234:55' }, 'no refusal'],
    [{ User: 'nobody:' }, 'no refusal'],
  ])('%o: %s', (config, message) => {
    expect(created(config)).toBe(message);
  });

  test('an empty entrypoint does away with the image’s', () => {
    const host = testHost();
    run(host, 'c1', { config: { Image: 'nginx', Entrypoint: [''], Cmd: ['echo', 'hi'] } });
    expect(inspectContainer(host, 'c1')).toMatchObject({ Path: 'echo', Args: ['hi'], Config: { Entrypoint: null } });
  });
});

describe('names', () => {
  test('are unique, well-formed, and can be changed', () => {
    const host = testHost();
    const { id } = run(host, 'box');
    run(host, 'other');
    const taken = `Conflict. The container name "/box" is already in use by container "${id}". You have to remove (or rename) that container to be able to reuse that name.`;
    expect(refusal(() => run(host, 'box'))).toBe(taken);
    expect(refusal(() => run(host, 'z'))).toBe(
      'Invalid container name (z), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed',
    );
    expect(refusal(() => renameContainer(host, 'other', 'box'))).toBe(`Error when allocating new name: ${taken}`);
    expect(refusal(() => renameContainer(host, 'other', 'a b'))).toBe(
      'Error when allocating new name: Invalid container name (/a b), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed',
    );
    expect(refusal(() => renameContainer(host, 'other', 'other'))).toBe(
      'Renaming a container with the same name as its current name',
    );
    renameContainer(host, 'other', 'third');
    expect(listContainers(host).map(({ Names }) => Names[0])).toEqual(['/third', '/box']);
    expect(inspectContainer(host, id.slice(0, 5)).Name).toBe('/box');
  });
});

test('a signal thaws a frozen container', () => {
  const host = testHost();
  run(host, 'box');
  pauseContainer(host, 'box');
  killContainer(host, 'box', 'HUP');
  expect(inspectContainer(host, 'box').State).toMatchObject({ Status: 'running', Paused: false });
});

test('what cannot be run has its files all the same', () => {
  const host = testHost();
  refusal(() => run(host, 'box', { config: { Image: 'alpine', Cmd: ['nosuch'] } }));
  const { State, HostsPath, LogPath } = inspectContainer(host, 'box');
  expect([State.Status, State.ExitCode]).toEqual(['created', 127]);
  expect([HostsPath, LogPath]).toEqual([expect.stringMatching(/\/hosts$/), expect.stringMatching(/-json\.log$/)]);
});
