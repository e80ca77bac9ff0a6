import type { Command } from '../history/history.ts';

/** A topology to begin from: the commands that build it, and traffic that shows what it is about. */
export interface Example {
  readonly id: ExampleId;
  /** On host1, in order. */
  readonly build: readonly string[];
  /** The traffic, each with the exit code by which it ends. The last is the one that plays. */
  readonly traffic: readonly (Command & { readonly exit: number })[];
}

export const exampleIds = [
  'published',
  'default',
  'named',
  'isolated',
  'proxy',
  'sidecar',
  'host',
  'addresses',
] as const;
export type ExampleId = (typeof exampleIds)[number];

/** From the first thing to know to what is rarely needed. Titles and texts are in i18n, by id. */
const gallery: Readonly<Record<ExampleId, Omit<Example, 'id'>>> = {
  published: {
    build: ['docker run -d --name web -p 8080:80 nginx', 'docker run -d --name box busybox'],
    traffic: [{ place: 'client', line: 'curl -sI -m 2 http://192.168.65.10:8080', exit: 0 }],
  },
  default: {
    build: ['docker run -d --name web nginx', 'docker run -d --name box busybox'],
    traffic: [
      { place: 'host1/box', line: 'curl -s -m 2 http://web', exit: 6 },
      { place: 'host1/box', line: 'curl -s -m 2 http://172.17.0.2', exit: 0 },
    ],
  },
  named: {
    build: [
      'docker network create shop',
      'docker run -d --name api --network shop --network-alias backend nginx',
      'docker run -d --name box --network shop busybox',
    ],
    traffic: [{ place: 'host1/box', line: 'curl -s -m 2 http://backend', exit: 0 }],
  },
  isolated: {
    build: [
      'docker network create red',
      'docker network create blue',
      'docker run -d --name web --network red nginx',
      'docker run -d --name friend --network red busybox',
      'docker run -d --name stranger --network blue busybox',
    ],
    traffic: [
      { place: 'host1/friend', line: 'ping -c 1 -W 1 172.18.0.2', exit: 0 },
      { place: 'host1/stranger', line: 'ping -c 1 -W 1 172.18.0.2', exit: 1 },
    ],
  },
  proxy: {
    build: [
      'docker network create edge',
      'docker network create --internal private',
      'docker run -d --name app --network private nginx',
      'docker run -d --name proxy --network edge -p 80:80 nginx',
      'docker network connect private proxy',
    ],
    traffic: [
      { place: 'host1/app', line: 'ping -c 1 -W 1 203.0.113.10', exit: 2 },
      { place: 'client', line: 'curl -s -m 2 http://192.168.65.10', exit: 0 },
      { place: 'host1/proxy', line: 'curl -s -m 2 http://app', exit: 0 },
    ],
  },
  sidecar: {
    build: [
      'docker run -d --name app -p 8080:80 nginx',
      'docker run -d --name sidecar --network container:app busybox',
    ],
    traffic: [{ place: 'host1/sidecar', line: 'curl -s -m 2 http://localhost', exit: 0 }],
  },
  host: {
    build: ['docker run -d --name web --network host nginx', 'docker run -d --name box busybox'],
    traffic: [{ place: 'client', line: 'curl -s -m 2 http://192.168.65.10', exit: 0 }],
  },
  addresses: {
    build: [
      'docker network create --subnet 10.10.0.0/24 --ip-range 10.10.0.128/25 --gateway 10.10.0.254 office',
      'docker run -d --name db --network office --ip 10.10.0.10 postgres',
      'docker run -d --name box --network office busybox',
    ],
    traffic: [{ place: 'host1/box', line: 'ping -c 1 -W 1 10.10.0.10', exit: 0 }],
  },
};

export const exampleOf = (id: ExampleId): Example => ({ id, ...gallery[id] });
