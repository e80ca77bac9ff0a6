import { describe, expect, it } from 'vitest';
import { createLab } from './lab.ts';
import { engineHost } from './engine-host.ts';
import { locate } from './place.ts';

describe('the lab', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(createLab({ seed: 4 })).toEqual(createLab({ seed: 4 }));
    expect(JSON.stringify(createLab({ seed: 4 }))).not.toBe(JSON.stringify(createLab({ seed: 5 })));
  });

  it('is plain data', () => {
    const lab = createLab({ seed: 1 });
    expect(JSON.parse(JSON.stringify(lab))).toEqual(lab);
  });

  it('gives the machines their addresses and interface numbers', () => {
    const { namespaces } = createLab({ seed: 1 }).kernel;
    const links = (name: string) =>
      Object.values(namespaces[name]?.links ?? {}).map(
        ({ index, name: link, addresses }) =>
          `${index} ${link} ${addresses
            .filter(({ scope }) => scope === 'global')
            .map(({ address }) => address)
            .join(' ')}`,
      );
    expect(links('host1')).toEqual(['1 lo ', '2 eth0 192.168.65.10', '3 docker0 172.17.0.1']);
    expect(links('client')).toEqual(['1 lo ', '2 eth0 192.168.65.50']);
    expect(links('inet')).toEqual(['1 lo ', '2 eth0 203.0.113.10 203.0.113.53']);
    expect(links('router')).toEqual([
      '1 lo ',
      '2 lan0 192.168.65.1',
      '3 p-host1 ',
      '4 p-host2 ',
      '5 p-client ',
      '6 wan0 203.0.113.1',
    ]);
  });

  it('runs engines where it is told', () => {
    const { machines } = createLab({ seed: 1, hosts: ['host1', 'host2'] });
    expect(Object.values(machines).flatMap(({ name, engine }) => (engine ? [name] : []))).toEqual(['host1', 'host2']);
    expect(() => createLab({ seed: 1, hosts: ['client'] })).toThrow('client: hosts are called host1 to host8');
  });
});

describe('locate', () => {
  it('finds machines, and nothing where there is nothing', () => {
    const lab = createLab({ seed: 1 });
    expect(locate(lab, 'client')).toMatchObject({ namespace: 'client', hostname: 'client' });
    expect(locate(lab, 'nosuch')).toBeUndefined();
    expect(locate(lab, 'host1/nosuch')).toBeUndefined();
    expect(() => engineHost(lab, 'client')).toThrow('no engine on client');
  });
});
