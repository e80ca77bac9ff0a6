import { expect, it } from 'vitest';
import { joinTraces } from '../../kernel/join-traces.ts';
import { execute } from '../../shell/run.ts';
import { labAfter } from '../../shell/shell.fixture.ts';
import { spotsOf } from '../../world/spots.ts';
import { waysOf, type Way } from './ways.ts';

async function ways(line: string, ...before: readonly string[]): Promise<readonly Way[]> {
  const { session } = await labAfter(...before);
  const { traces } = await execute(session, 'client', line, { fresh: true });
  return waysOf(joinTraces(traces), spotsOf(session.world));
}

/** As it is read on paper; names of veth devices are random. */
const text = ({ packets, source, destination, legs }: Way) =>
  `${packets.join(', ')} ${source} → ${destination}: ${legs
    .map(({ place, points }) =>
      [
        place,
        ...points.map((point) =>
          point.kind === 'device' ? point.name : 'address' in point ? `${point.kind} ${point.address}` : point.kind,
        ),
      ].join(' '),
    )
    .join(' › ')}`
    .replace(/veth[0-9a-f]+/g, 'veth')
    .replace(/:[345]\d{4}\b/g, ':port');

const web = 'docker run -d --name web -p 8080:80 nginx';

it('packets of a connection that go the same way are one way there, and one back', async () => {
  expect((await ways('curl -s http://192.168.65.10:8080/', web)).map(text)).toEqual([
    'SYN, ACK, GET, FIN 192.168.65.50:port → 192.168.65.10:8080: client eth0 › LAN › host1 eth0 destination 172.17.0.2:80 docker0 veth › web eth0',
    'SYN-ACK, ACK, HTTP 200, FIN 172.17.0.2:80 → 192.168.65.50:port: web eth0 › host1 veth docker0 source 192.168.65.10:8080 eth0 › LAN › client eth0',
  ]);
});

it('a way that ends says where', async () => {
  const [way] = await ways('curl -m 1 http://192.168.65.10:8080/', web, 'iptables -I DOCKER-USER -p tcp -j DROP');
  expect(way && text(way)).toMatch(/host1 eth0 destination 172\.17\.0\.2:80 lost$/);
});

it('what sends nothing has none', async () => {
  expect(await ways('ip addr')).toEqual([]);
});
