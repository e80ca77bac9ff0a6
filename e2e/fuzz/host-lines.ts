import fc from 'fast-check';
import { LAN } from '../../src/world/world.ts';
import type { Command } from '../../src/history/history.ts';
import { either, mostly, name, one, some, words } from './words.ts';

const network = mostly('lan | over | mesh | red | bridge', 'nosuch | ingress | docker_gwbridge');
const service = mostly('api | web', 'nosuch | a_b!');
const node = mostly('host1 | host2 | self', 'nosuch');

const swarm = either(
  one('docker swarm init | docker swarm init --advertise-addr eth0 | docker swarm init --advertise-addr 192.168.65.10'),
  one('docker swarm join-token -q worker > /run/sock/token | docker swarm join-token -q manager > /run/sock/token'),
  one(
    'docker swarm join --token $(cat /run/sock/token) 192.168.65.10:2377 | docker swarm join --token x 192.168.65.10',
  ),
  one('docker swarm leave | docker swarm leave --force'),
  words('docker node update --availability', one('active | drain | pause'), node),
  words(one('docker node rm | docker node rm --force | docker node promote | docker node demote'), node),
);

const subnet = mostly(
  '--subnet 192.168.65.0/24 --ip-range 192.168.65.96/29 | --subnet 10.60.0.0/28 | --subnet fd00:60::/64 --ipv6',
  '--subnet 10.0.0.0/33 | --subnet 10.0.0.0/24',
);
const networks = either(
  words(
    'docker network create -d macvlan -o',
    one('parent=eth0 | parent=eth0.10 | parent=eth9 | x=y'),
    some(1, words('-o', one('macvlan_mode=private | macvlan_mode=vepa | macvlan_mode=passthru | macvlan_mode=x'))),
    some(1, subnet),
    network,
  ),
  words(
    'docker network create -d ipvlan -o parent=eth0',
    some(1, words('-o', one('ipvlan_mode=l3 | ipvlan_mode=l3s | ipvlan_flag=private'))),
    some(1, subnet),
    network,
  ),
  words(
    'docker network create -d overlay',
    some(2, one('--attachable | --internal | --opt encrypted'), subnet),
    network,
  ),
  words('docker network rm', network),
  words(one('docker network connect | docker network disconnect'), network, name),
);

const containers = either(
  words('docker run -d --name', name, '--network', network, some(1, one('-p 8080:80 | -P')), one('nginx | busybox')),
  words(one('docker restart -t 0 | docker stop -t 0 | docker start | docker rm -f'), name),
  words('docker inspect', name),
);

const services = either(
  words(
    'docker service create -d --no-resolve-image --name',
    service,
    some(3, one('--replicas 2 | --mode global | --endpoint-mode dnsrr | --constraint node.role==worker')),
    some(1, one('-p 8080:80 | -p 80 | --publish mode=host,target=80,published=8081')),
    some(1, words('--network', network)),
    one('nginx | busybox | nosuch'),
  ),
  words(
    'docker service scale -d',
    service.map((each) => `${each}=3`),
  ),
  words('docker service update -d', one('--publish-add 8082:80 | --replicas 1 | --env-add A=b | --force'), service),
  words(one('docker service rm | docker service ps | docker service inspect | docker service rollback -d'), service),
  one('sleep 1 | sleep 3 | sleep 12'),
);

const traffic = words(
  one('curl -s -m 1 | ping -c 1 -W 1'),
  one(
    '192.168.65.10:8080 | 192.168.65.11:8080 | a1 | api | tasks.api | 10.0.1.2 | 10.0.1.3 | 192.168.65.96 | 203.0.113.10',
  ),
);

const line = fc.oneof(
  { weight: 2, arbitrary: swarm },
  { weight: 4, arbitrary: networks },
  { weight: 4, arbitrary: containers },
  { weight: 3, arbitrary: services },
  { weight: 2, arbitrary: traffic },
);
const place = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom('host1', 'host2') },
  { weight: 3, arbitrary: one('a1 | host2/a1 | host2/b2 | client') },
);

const at = (where: string, ...lines: readonly string[]): Command[] =>
  lines.map((each) => ({ place: where, line: each }));

/** A second host, often in a swarm with the first and with a network that both have. */
const beginnings = fc.constantFrom(at(LAN, 'add host host2'), [
  ...at(LAN, 'add host host2'),
  ...at('host1', 'docker swarm init', 'docker swarm join-token -q worker > /run/sock/token'),
  ...at('host2', 'docker swarm join --token $(cat /run/sock/token) 192.168.65.10:2377'),
  ...at('host1', 'docker network create -d overlay --attachable over'),
]);

/** Commands on two hosts, for networks of the LAN and of a swarm. */
export const commandsOnHosts: fc.Arbitrary<Command[]> = fc
  .tuple(beginnings, fc.array(fc.record({ place, line }), { minLength: 3, maxLength: 15 }))
  .map(([first, then]) => [...first, ...then]);
