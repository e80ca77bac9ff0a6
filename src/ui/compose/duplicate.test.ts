import { describe, expect, test } from 'vitest';
import type { Container } from '../../engine/container/container.ts';
import type { Engine } from '../../engine/engine.ts';
import { execute } from '../../shell/run.ts';
import { openSession } from '../../shell/session.ts';
import { createLab } from '../../world/lab.ts';
import { duplicateLine, freeName } from './duplicate.ts';

/** Runs commands on host1; the last has to succeed. */
async function engineAfter(...lines: string[]): Promise<Engine> {
  const session = openSession(createLab({ seed: 1 }));
  let last = '';
  for (const line of lines) last = (await execute(session, 'host1', line)).stderr;
  expect(last).toBe('');
  const engine = session.world.machines['host1']?.engine;
  if (engine === undefined) throw new Error('host1 has no engine');
  return engine;
}

const named = (engine: Engine, name: string): Container => {
  const container = engine.containers[engine.names[name] ?? ''];
  if (container === undefined) throw new Error(`no container ${name}`);
  return container;
};

/** What both must share: all that a command line gave, but for what can be had once only. */
function likeness({ id, config, hostConfig, networks, command, image }: Container) {
  return {
    command,
    image,
    config: { ...config, Hostname: config.Hostname === id.slice(0, 12) ? 'its id' : config.Hostname },
    hostConfig: { ...hostConfig, PortBindings: Object.keys(hostConfig.PortBindings) },
    networks: Object.entries(networks).map(([name, { aliases }]) => [name, aliases]),
  };
}

const shop = 'docker network create shop';
const yard = 'docker network create yard';

describe('a duplicate is like the original', () => {
  test.each([
    ['plain', ['docker run -d --name web nginx']],
    ['published ports', ['docker run -d --name web -p 8080:80 -p 127.0.0.1:9000:90/udp -p 443 nginx']],
    ['all exposed ports', ['docker run -d --name web -P --expose 7000 nginx']],
    [
      'a network and aliases',
      [shop, 'docker run -d --name web --network shop --network-alias a --network-alias b nginx'],
    ],
    ['two networks', [shop, yard, 'docker run -d --name web --network shop --network name=yard,alias=y nginx']],
    ['the host’s network', ['docker run -d --name web --network host nginx']],
    ['no network', ['docker run -d --name web --network none busybox']],
    [
      'a shared network',
      ['docker run -d --name app nginx', 'docker run -d --name web --network container:app busybox'],
    ],
    ['a command', ['docker run -d --name web busybox sh -c \'sleep 100; echo "done"\'']],
    ['an entrypoint', ['docker run -d --name web --entrypoint sleep busybox 1000']],
    ['environment and labels', ["docker run -d --name web -e A=1 -e 'B=two words' -l app=web -l 'x=a b' nginx"]],
    [
      'many options',
      [
        'docker run -dit --name web --hostname www --restart on-failure:3 --cap-add NET_ADMIN --cap-drop MKNOD --privileged --init --dns 9.9.9.9 --dns-search x.org --dns-option ndots:2 --add-host db:10.0.0.1 --sysctl net.ipv4.ip_forward=1 -w /srv -u 1000 -v /data:/data --stop-signal SIGINT busybox sleep 1000',
      ],
    ],
    ['a link', ['docker run -d --name db redis', 'docker run -d --name web --link db:store nginx']],
    ['removed at its end', ['docker run -d --rm --name web nginx']],
  ])('%s', async (_name, lines) => {
    const engine = await engineAfter(...lines);
    const line = duplicateLine(engine, named(engine, 'web'), 'twin');
    const after = await engineAfter(...lines, line);
    expect(likeness(named(after, 'twin'))).toEqual(likeness(named(after, 'web')));
    expect(named(after, 'twin').state.status).toBe(named(after, 'web').state.status);
  });

  test('host ports become the next free ones', async () => {
    const engine = await engineAfter(
      'docker run -d --name web -p 8080:80 nginx',
      'docker run -d --name other -p 8081:80 nginx',
    );
    expect(duplicateLine(engine, named(engine, 'web'), 'web-2')).toBe('docker run -d --name web-2 -p 8082:80 nginx');
  });

  test('a fixed address is not asked for again', async () => {
    const engine = await engineAfter(
      'docker network create --subnet 10.9.0.0/24 lan',
      'docker run -d --name web --network lan --ip 10.9.0.9 nginx',
    );
    expect(duplicateLine(engine, named(engine, 'web'), 'web-2')).toBe('docker run -d --name web-2 --network lan nginx');
  });
});

test('the next name that is free', async () => {
  const engine = await engineAfter('docker run -d --name web nginx', 'docker run -d --name web-2 nginx');
  expect(freeName(engine, 'web')).toBe('web-3');
  expect(freeName(engine, 'web-2')).toBe('web-3');
  expect(freeName(engine, 'api')).toBe('api-2');
});
