import type { Command } from '../history/history.ts';
import { on } from '../teaching/lesson.ts';
import { LAN } from '../world/world.ts';
import { monitoring, sharing, shop, sidecar } from './gallery-stacks.ts';

/** A command, with the exit code by which it ends. */
type Sent = Command & { readonly exit: number };

/** A topology to begin from: the commands that build it, traffic that shows what it is about, and what to try then. */
export interface Example {
  readonly id: ExampleId;
  readonly build: readonly Command[];
  /** The last of the traffic is what plays. */
  readonly traffic: readonly Sent[];
  /** What to try then. */
  readonly next: readonly Sent[];
}

export const exampleIds = [
  ...(['published', 'default', 'named', 'isolated', 'proxy', 'host', 'macvlan', 'overlay'] as const),
  ...(['shop', 'sharing', 'sidecar', 'monitoring'] as const),
] as const;
export type ExampleId = (typeof exampleIds)[number];

/** From the first thing to know to what is rarely needed. Titles and texts are in i18n, by id. */
const gallery: Readonly<Record<ExampleId, Omit<Example, 'id'>>> = {
  published: {
    build: on('host1', 'docker run -d --name web -p 8080:80 nginx', 'docker run -d --name box busybox'),
    traffic: [{ place: 'client', line: 'curl -sI -m 2 http://192.168.65.10:8080', exit: 0 }],
    next: [{ place: 'host1', line: 'curl -sI -m 2 http://localhost:8080', exit: 0 }],
  },
  default: {
    build: on('host1', 'docker run -d --name web nginx', 'docker run -d --name box busybox'),
    traffic: [{ place: 'host1/box', line: 'curl -s -m 2 http://web', exit: 6 }],
    next: [{ place: 'host1/box', line: 'curl -s -m 2 http://172.17.0.2', exit: 0 }],
  },
  named: {
    build: on(
      'host1',
      'docker network create shop',
      'docker run -d --name api --network shop --network-alias backend nginx',
      'docker run -d --name box --network shop busybox',
    ),
    traffic: [{ place: 'host1/box', line: 'curl -s -m 2 http://backend', exit: 0 }],
    next: [{ place: 'host1/box', line: 'ping -c 1 -W 1 api', exit: 0 }],
  },
  isolated: {
    build: on(
      'host1',
      'docker network create red',
      'docker network create blue',
      'docker run -d --name web --network red nginx',
      'docker run -d --name friend --network red busybox',
      'docker run -d --name stranger --network blue busybox',
    ),
    traffic: [
      { place: 'host1/friend', line: 'ping -c 1 -W 1 172.18.0.2', exit: 0 },
      { place: 'host1/stranger', line: 'ping -c 1 -W 1 172.18.0.2', exit: 1 },
    ],
    next: [
      { place: 'host1', line: 'docker network connect red stranger', exit: 0 },
      { place: 'host1/stranger', line: 'ping -c 1 -W 1 172.18.0.2', exit: 0 },
    ],
  },
  proxy: {
    build: on(
      'host1',
      'docker network create edge',
      'docker network create --internal private',
      'docker run -d --name app --network private nginx',
      'docker run -d --name proxy --network edge -p 80:80 nginx',
      'docker network connect private proxy',
    ),
    traffic: [
      { place: 'client', line: 'curl -s -m 2 http://192.168.65.10', exit: 0 },
      { place: 'host1/proxy', line: 'curl -s -m 2 http://app', exit: 0 },
    ],
    next: [{ place: 'host1/app', line: 'ping -c 1 -W 1 203.0.113.10', exit: 2 }],
  },
  host: {
    build: on('host1', 'docker run -d --name web --network host nginx', 'docker run -d --name box busybox'),
    traffic: [{ place: 'client', line: 'curl -s -m 2 http://192.168.65.10', exit: 0 }],
    next: [{ place: 'host1/box', line: 'curl -s -m 2 http://172.17.0.1', exit: 0 }],
  },
  macvlan: {
    build: on(
      'host1',
      'docker network create -d macvlan --subnet 192.168.65.0/24 --gateway 192.168.65.1 --ip-range 192.168.65.128/28 -o parent=eth0 lan',
      'docker run -d --name web --network lan nginx',
    ),
    traffic: [
      { place: 'client', line: 'curl -s -m 2 http://192.168.65.128', exit: 0 },
      { place: 'host1', line: 'curl -s -m 2 http://192.168.65.128', exit: 28 },
    ],
    next: [{ place: 'client', line: 'ping -c 1 -W 1 192.168.65.128', exit: 0 }],
  },
  overlay: {
    build: [
      ...on(LAN, 'add host host2'),
      ...on(
        'host1',
        'docker swarm init --advertise-addr 192.168.65.10',
        'docker swarm join-token -q worker > /run/sock/token',
      ),
      ...on('host2', 'docker swarm join --token $(cat /run/sock/token) 192.168.65.10:2377'),
      ...on(
        'host1',
        'docker network create -d overlay --attachable mesh',
        'docker run -d --name web --network mesh nginx',
      ),
      ...on('host2', 'docker run -d --name box --network mesh busybox'),
    ],
    traffic: [{ place: 'host2/box', line: 'curl -s -m 2 http://web', exit: 0 }],
    next: [{ place: 'host2/box', line: 'ping -c 1 -W 1 web', exit: 0 }],
  },
  shop: {
    build: shop,
    traffic: [
      { place: 'host1/shop-proxy-1', line: 'curl -s -m 2 http://app', exit: 0 },
      { place: 'host1/shop-proxy-1', line: 'curl -s -m 2 http://db:5432', exit: 6 },
      { place: 'client', line: 'curl -s -m 2 http://192.168.65.10', exit: 0 },
    ],
    next: [{ place: 'host1/shop-app-1', line: 'curl -s -m 2 http://db:5432', exit: 0 }],
  },
  sharing: {
    build: sharing,
    traffic: [{ place: 'host1/desk-box-1', line: 'curl -s -m 2 http://web', exit: 0 }],
    next: [{ place: 'host1/desk-box-1', line: 'curl -s -m 2 http://db:5432', exit: 6 }],
  },
  sidecar: {
    build: sidecar,
    traffic: [
      { place: 'host1/pair-side-1', line: 'curl -s -m 2 http://localhost', exit: 0 },
      { place: 'host1/pair-box-1', line: 'curl -s -m 2 http://main:8080', exit: 0 },
    ],
    next: [{ place: 'host1/pair-side-1', line: 'ip -br addr', exit: 0 }],
  },
  monitoring: {
    build: monitoring,
    traffic: [
      { place: 'host1/watch-prometheus-1', line: 'curl -s -m 2 http://web', exit: 0 },
      { place: 'client', line: 'curl -s -m 2 http://192.168.65.10:3000', exit: 0 },
    ],
    next: [{ place: 'host1/watch-grafana-1', line: 'curl -s -m 2 http://prometheus:9090', exit: 0 }],
  },
};

export const exampleOf = (id: ExampleId): Example => ({ id, ...gallery[id] });
