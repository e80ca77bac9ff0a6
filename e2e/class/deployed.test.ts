import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../src/classroom/class.fixture.ts';
import { LIMITS } from '../../src/classroom/limits.ts';
import { topicsOf } from '../../src/classroom/messages.ts';
import type { Status } from '../../src/classroom/transport/transport.ts';
import { connectTo } from './class.fixture.ts';
import { findMosquitto, startMosquitto, type Mosquitto } from './mosquitto.ts';

const deployed = (name: string) => new URL(`../../deploy/${name}`, import.meta.url);

/** The deployed configuration, but for where it listens, where its files are, and what it says. */
const lines = readFileSync(deployed('mosquitto.conf'), 'utf8')
  .replace('/mosquitto/config/mosquitto.acl', deployed('mosquitto.acl').pathname)
  .split('\n')
  .filter((line) => line !== '' && !/^(#|listener|protocol|persistence|allow_anonymous|log_)/.test(line));

let broker: Mosquitto;

describe.skipIf(findMosquitto() === undefined)('the deployed mosquitto', () => {
  beforeAll(async () => {
    broker = await startMosquitto({ lines });
  });
  afterAll(() => broker.stop());

  test('carries the largest lab, and nothing but what a class says', async () => {
    const told: Status[] = [];
    const heard = new Map<string, number>();
    const transport = connectTo(broker.url)({ onStatus: (status) => told.push(status) });
    const watching = connectTo(broker.url)({ onStatus: () => undefined });
    const { state, steps, reportsOf } = topicsOf('room');
    for (const filter of [state, steps, reportsOf('+'), 'elsewhere/+', '$SYS/broker/version'])
      watching.subscribe(filter, (message, topic) => heard.set(topic, message.length));
    transport.publish(state, new Uint8Array(LIMITS.state), { keep: true });
    await until(() => heard.size === 1); // it is kept: whoever comes later hears it
    transport.publish(reportsOf('me'), new Uint8Array(LIMITS.report));
    transport.publish(steps, new Uint8Array(LIMITS.step));
    await until(() => heard.size === 3);
    expect(told).toEqual(['open']);
    transport.publish('elsewhere/x', new Uint8Array(10));
    await until(() => told.includes('refused'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([...heard]).toEqual(
      expect.arrayContaining([
        [state, LIMITS.state],
        [steps, LIMITS.step],
        [reportsOf('me'), LIMITS.report],
      ]),
    );
    expect(heard.size).toBe(3);
    transport.close();
    watching.close();
  });
});
