import { describe, expect, test } from 'vitest';
import { createContainer, startContainer, startEngine, stopContainer, stopEngine } from '../api.ts';
import { rules, run, network, testHost } from '../engine.fixture.ts';
import type { EngineHost } from '../engine.ts';
import { findContainer } from '../refs.ts';

function restart(host: EngineHost, file?: string): boolean {
  stopEngine(host);
  return startEngine(host, file);
}

const status = (host: EngineHost, name: string): string => findContainer(host, name).state.status;
const policy = (Name: 'always' | 'unless-stopped' | 'on-failure') => ({
  hostConfig: { RestartPolicy: { Name, MaximumRetryCount: 0 } },
});

describe('a restart of the daemon', () => {
  test('makes the same rules again, and leaves those by hand in chains of others', () => {
    const host = testHost();
    network(host, 'shop');
    const before = rules(host, 'filter').toSorted();
    restart(host);
    restart(host);
    expect(rules(host, 'filter').toSorted()).toEqual(before);
  });

  test('brings back whom the policies want', () => {
    const host = testHost();
    run(host, 'none', { image: 'nginx' });
    run(host, 'always', { image: 'nginx', ...policy('always') });
    run(host, 'stopped', { image: 'nginx', ...policy('unless-stopped') });
    run(host, 'killed', { image: 'nginx', ...policy('always') });
    stopContainer(host, 'stopped');
    stopContainer(host, 'killed');
    createContainer(host, { name: 'fresh', config: { Image: 'nginx' }, ...policy('always') });
    restart(host);
    expect(['none', 'always', 'stopped', 'killed', 'fresh'].map((name) => status(host, name))).toEqual([
      'exited',
      'running',
      'exited',
      'running',
      'created',
    ]);
  });

  test('with live restore leaves processes and addresses as they are', () => {
    const host = testHost();
    restart(host, '{"live-restore": true}');
    const { state, endpoints } = run(host, 'web', {
      image: 'nginx',
      hostConfig: { PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] } },
    });
    const [pid, ip] = [state.pid, endpoints.bridge?.ipv4];
    stopEngine(host);
    expect(Object.values(host.kernel.processes).map(({ program }) => program)).not.toContain('docker-proxy');
    startEngine(host, '{"live-restore": true, "bip": "10.8.0.1/24"}');
    const after = findContainer(host, 'web');
    expect([after.state.pid, after.endpoints.bridge?.ipv4]).toEqual([pid, ip]);
    expect(Object.values(host.kernel.processes).map(({ program }) => program)).toContain('docker-proxy');
  });

  test('gives the default bridge what the file says, and its containers another network of the same name', () => {
    const host = testHost();
    run(host, 'web', { image: 'nginx' });
    restart(host, '{"bip": "10.20.0.1/30", "icc": false}');
    startContainer(host, 'web');
    expect(findContainer(host, 'web').endpoints.bridge?.ipv4).toBe('10.20.0.2');
    expect(() => run(host, 'second', { image: 'nginx' })).toThrow('no available IPv4 addresses');
  });

  test('that fails says why in the journal, and leaves no daemon', () => {
    const host = testHost();
    expect(restart(host, '{"bip": "10.20.0.0/24"}')).toBe(false);
    expect(host.engine.down).toBe(true);
    expect(host.engine.journal.at(-1)?.text).toBe(
      'failed to start daemon: Error initializing network controller: error creating default "bridge" network: failed to allocate gateway (10.20.0.0): Address already in use',
    );
    expect(Object.values(host.kernel.processes).map(({ program }) => program)).not.toContain('dockerd');
    expect(startEngine(host, '{}')).toBe(true);
  });
});
