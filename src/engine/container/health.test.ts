import { describe, expect, test } from 'vitest';
import {
  createContainer,
  dueForProbe,
  inspectContainer,
  listContainers,
  pauseContainer,
  recordProbes,
} from '../api.ts';
import { startContainer, stopContainer, unpauseContainer } from '../api.ts';
import { refusal, run, testHost } from '../engine.fixture.ts';
import type { HealthConfig } from './health.ts';

const SECOND = 1e9;
const CHECK: HealthConfig = { Test: ['CMD-SHELL', 'true'], Interval: SECOND, Retries: 2 };

function lab(check: HealthConfig = CHECK) {
  const host = testHost();
  const container = run(host, 'box', { config: { Image: 'alpine', Healthcheck: check } });
  const probe = (seconds: number, exitCode: number) => {
    host.clock.now += seconds * 1000;
    for (const due of dueForProbe(host)) recordProbes(host, due, exitCode, 'said\n');
    return inspectContainer(host, 'box').State.Health;
  };
  return { host, container, probe };
}

describe('a health check', () => {
  test('starts, and tells after its interval', () => {
    const { host, probe } = lab();
    expect(probe(0.5, 0)).toEqual({ Status: 'starting', FailingStreak: 0, Log: [] });
    expect(listContainers(host)[0]?.Status).toBe('Up Less than a second (health: starting)');
    expect(probe(1, 0)).toMatchObject({ Status: 'healthy', Log: [{ ExitCode: 0, Output: 'said\n' }] });
    expect(listContainers(host, { filters: { health: ['healthy'] } })).toHaveLength(1);
  });

  test('fails as often as it may before the container is unhealthy, and keeps five results', () => {
    const { probe } = lab();
    expect(probe(1.1, 1)).toMatchObject({ Status: 'starting', FailingStreak: 1 });
    expect(probe(1.1, 1)).toMatchObject({ Status: 'unhealthy', FailingStreak: 2 });
    expect(probe(20, 1)?.Log).toHaveLength(5);
    expect(probe(1.1, 0)).toMatchObject({ Status: 'healthy', FailingStreak: 0 });
  });

  test('is spared while the container starts', () => {
    const { probe } = lab({ ...CHECK, StartPeriod: 30 * SECOND });
    expect(probe(20, 1)).toMatchObject({ Status: 'starting', FailingStreak: 0 });
    expect(probe(20, 1)).toMatchObject({ Status: 'unhealthy' });
  });

  test('rests while the container is frozen or down, and begins anew', () => {
    const { host, probe } = lab();
    probe(2, 0);
    pauseContainer(host, 'box');
    expect(probe(5, 0)).toMatchObject({ Status: 'unhealthy' });
    unpauseContainer(host, 'box');
    expect(probe(2, 0)).toMatchObject({ Status: 'healthy' });
    stopContainer(host, 'box', { timeout: 0 });
    expect(dueForProbe(host)).toEqual([]);
    startContainer(host, 'box');
    expect(probe(0, 0)).toMatchObject({ Status: 'starting', FailingStreak: 0 });
  });

  test.each(['Interval', 'Timeout', 'StartPeriod', 'StartInterval'] as const)(
    'needs a millisecond as its %s',
    (key) => {
      const Healthcheck = { ...CHECK, [key]: 1000 };
      expect(refusal(() => createContainer(testHost(), { config: { Image: 'alpine', Healthcheck } }))).toBe(
        `${key} in Healthcheck cannot be less than 1ms`,
      );
    },
  );

  test('can be none', () => {
    const { host } = lab({ Test: ['NONE'] });
    expect(inspectContainer(host, 'box').State.Health).toBeUndefined();
  });
});
