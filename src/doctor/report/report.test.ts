import { expect, test } from 'vitest';
import { labAfter } from '../../shell/shell.fixture.ts';
import { reportOf } from './report.ts';

test('a report has all there is to tell', async () => {
  const { session } = await labAfter(
    'docker network create --internal inner',
    'docker run -d --name db -p 5432:5432 postgres',
    'docker run -d --name box --network inner busybox sleep 1d',
  );
  const report = reportOf(session.world);
  expect(report.hosts).toEqual([
    { name: 'host1', hostname: 'host1', addresses: expect.arrayContaining(['192.168.65.10/24']) as unknown },
  ]);
  expect(report.networks.find(({ name }) => name === 'inner')).toMatchObject({ internal: true, members: ['box'] });
  expect(report.containers).toMatchObject([
    {
      name: 'db',
      status: 'running',
      addresses: { bridge: ['172.17.0.2'] },
      ports: ['0.0.0.0:5432->5432/tcp', '[::]:5432->5432/tcp'],
    },
    { name: 'box', addresses: { inner: ['172.18.0.2'] }, ports: [] },
  ]);
  expect(report.exposure.map(({ target }) => target.port)).toEqual([5432]);
  expect(report.findings.map(({ kind }) => kind)).toEqual(['database-open']);
  expect(report.matrix?.rows).toHaveLength(report.matrix?.sources.length ?? -1);
  expect(reportOf(session.world, 3).matrix).toBeUndefined();
  expect([report.changed, report.lacks]).toEqual([[], []]);
});
