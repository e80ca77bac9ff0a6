import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../src/classroom/class.fixture.ts';
import { LIMITS } from '../../src/classroom/limits.ts';
import { topicsOf } from '../../src/classroom/messages.ts';
import type { Status } from '../../src/classroom/transport/transport.ts';
import { connectTo } from './class.fixture.ts';
import { findMosquitto, startMosquitto, type Mosquitto, type Ports } from './mosquitto.ts';

const deployed = (name: string) => new URL(`../../deploy/${name}`, import.meta.url);

/** The deployed configuration, line by line, but for the numbers of its ports, where its files are, and that it is for this machine alone. */
const whole = ({ plain, websockets }: Ports): string =>
  readFileSync(deployed('mosquitto.conf'), 'utf8')
    .replace('/mosquitto/config/mosquitto.acl', deployed('mosquitto.acl').pathname)
    .replace('listener 1883 127.0.0.1', `listener ${plain} 127.0.0.1`)
    .replace(
      'listener 9001\nprotocol websockets',
      `listener ${websockets} 127.0.0.1\nprotocol websockets\nsocket_domain ipv4`,
    );

/** The ports that a process listens on, by what Linux tells. */
function listening(pid: number | undefined): ReadonlySet<number> {
  const sockets = new Set(readdirSync(`/proc/${pid}/fd`).map((fd) => linkOf(`/proc/${pid}/fd/${fd}`)));
  const lines = ['tcp', 'tcp6'].flatMap((kind) =>
    readFileSync(`/proc/${pid}/net/${kind}`, 'utf8').split('\n').slice(1),
  );
  const ports = lines.flatMap((line) => {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
    return state === LISTEN && sockets.has(`socket:[${inode}]`) ? [parseInt(local.split(':')[1] ?? '', 16)] : [];
  });
  return new Set(ports);
}

const LISTEN = '0A';

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return ''; // it was closed meanwhile
  }
}

let broker: Mosquitto;

describe.skipIf(findMosquitto() === undefined)('the deployed mosquitto', () => {
  beforeAll(async () => {
    broker = await startMosquitto({ whole });
  });
  afterAll(() => broker.stop());

  // An option of listeners above them opens the default one too: in a container two that want port 1883 keep it from starting.
  test('listens where its file says, and nowhere else', () => {
    const { plain, websockets } = broker.ports;
    expect(listening(broker.pid())).toEqual(new Set([plain, websockets]));
  });

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
