import type { Command } from '../../history/history.ts';
import { on } from '../../teaching/lesson.ts';

export const comparisonIds = ['ports', 'networks', 'dockerUser'] as const;
export type ComparisonId = (typeof comparisonIds)[number];

/** Two traffics worth seeing beside each other, each in a lab of its own: what one has sent the other does not know. */
interface Comparison {
  readonly build: readonly Command[];
  readonly first: Command;
  /** What is done as well before the second. */
  readonly between: readonly Command[];
  readonly second: Command;
}

const ask: Command = { place: 'client', line: 'curl -sI -m 2 http://192.168.65.10:8080' };

/** They are played apart from the lab. Their names are in i18n, by id. */
const comparisons: Readonly<Record<ComparisonId, Comparison>> = {
  ports: {
    build: on('host1', 'docker run -d --name web -p 8080:80 nginx'),
    first: ask,
    between: on('host1', 'docker rm -f web', 'docker run -d --name web --expose 80 nginx'),
    second: ask,
  },
  networks: {
    build: on('host1', 'docker run -d --name web nginx', 'docker run -d --name box busybox'),
    first: { place: 'host1/box', line: 'curl -s -m 2 http://web' },
    between: on(
      'host1',
      'docker network create shop',
      'docker rm -f web box',
      'docker run -d --name web --network shop nginx',
      'docker run -d --name box --network shop busybox',
    ),
    second: { place: 'host1/box', line: 'curl -s -m 2 http://web' },
  },
  dockerUser: {
    build: on('host1', 'docker run -d --name web -p 8080:80 nginx'),
    first: ask,
    between: on('host1', 'iptables -I DOCKER-USER -i eth0 -p tcp --dport 80 -j DROP'),
    second: ask,
  },
};

/** The commands of both labs of an example; what the last of each sends is compared. */
export function labsOf(id: ComparisonId): readonly [first: readonly Command[], second: readonly Command[]] {
  const { build, first, between, second } = comparisons[id];
  return [
    [...build, first],
    [...build, ...between, second],
  ];
}
