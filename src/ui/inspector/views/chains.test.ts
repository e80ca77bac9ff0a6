import { beforeAll, expect, test } from 'vitest';
import type { Hook, Netfilter } from '../../../kernel/netfilter/table.ts';
import { run } from '../../../shell/run.ts';
import { createLab } from '../../../world/lab.ts';
import { chainsOf } from './chains.ts';

let tables: Netfilter;

beforeAll(async () => {
  const { world } = await run(createLab({ seed: 1 }), 'host1', 'docker run -d --name web -p 8080:80 nginx');
  tables = world.kernel.namespaces['host1']?.netfilter.ip ?? {};
});

const names = (table: 'nat' | 'filter', hook?: Hook) => chainsOf(tables[table], hook).map(({ name }) => name);

test('of a hook are its own chain and those it leads to, built-in ones first', () => {
  expect(names('nat', 'PREROUTING')).toEqual(['PREROUTING', 'DOCKER']);
  expect(names('nat', 'POSTROUTING')).toEqual(['POSTROUTING']);
  expect(names('filter', 'FORWARD')).toContain('DOCKER-USER');
});

test('PREROUTING has no chain of the filter table', () => {
  expect(names('filter', 'PREROUTING')).toEqual([]);
});

test('without a hook all are listed', () => {
  expect(names('nat')).toEqual(expect.arrayContaining(['PREROUTING', 'POSTROUTING', 'OUTPUT', 'DOCKER']));
});
