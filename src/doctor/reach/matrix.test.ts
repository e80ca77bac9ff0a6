import { describe, expect, test } from 'vitest';
import { openSession } from '../../shell/session.ts';
import { atFor, labAfter } from '../../shell/shell.fixture.ts';
import { createLab } from '../../world/lab.ts';
import { canReach } from './ask.ts';
import { matrixOf, reachedOf, rowsOf } from './matrix.ts';

async function told(...lines: readonly string[]) {
  const { session } = await labAfter(...lines);
  const all = [...reachedOf(session.world)];
  return {
    world: session.world,
    all,
    /** `result kind` of one answer. */
    of: (from: string, asked: string): string | undefined => {
      const found = all.find(
        (each) =>
          each.from.name === from &&
          `${each.target.to} ${each.target.address}:${each.target.port}/${each.target.protocol}` === asked,
      );
      return found && `${found.result} ${found.why.kind}`;
    },
  };
}

describe('who reaches what', () => {
  test('networks, published ports, the host, the LAN, the internet', async () => {
    const { of } = await told(
      'docker network create shop',
      'docker run -d --name web -p 8080:80 nginx',
      'docker run -d --name db --network shop -p 127.0.0.1:5432:80 nginx',
      'docker run -d --name box --network shop busybox sleep 1d',
      'docker run -d --name near --network host busybox nc -lk -p 9000',
      'docker run -d --name quiet busybox nc -u -lk -p 91',
      'docker run -d --name deaf -p 92:93/udp busybox sleep 1d',
    );
    expect(of('box', 'db 172.18.0.2:80/tcp')).toBe('answers same-network');
    expect(of('db', 'db 172.18.0.2:80/tcp')).toBe('answers itself');
    expect(of('box', 'web 172.17.0.2:80/tcp')).toBe('silent isolation');
    expect(of('box', 'web 192.168.65.10:8080/tcp')).toBe('answers published-proxy');
    expect(of('lan', 'web 192.168.65.10:8080/tcp')).toBe('answers published-rule');
    expect(of('lan', 'web 172.17.0.2:80/tcp')).toBe('unreachable container-subnet');
    expect(of('host', 'web 172.17.0.2:80/tcp')).toBe('answers from-host');
    expect(of('host', 'db 127.0.0.1:5432/tcp')).toBe('answers published-proxy');
    expect(of('near', 'db 127.0.0.1:5432/tcp')).toBe('answers published-proxy');
    expect(of('lan', 'db 127.0.0.1:5432/tcp')).toBeUndefined();
    expect(of('box', 'near 192.168.65.10:9000/tcp')).toBe('answers routed');
    expect(of('lan', 'deaf 192.168.65.10:92/udp')).toBe('refused no-listener');
    expect(of('web', 'quiet 172.17.0.3:91/udp')).toBe('silent heard');
    expect(of('box', 'quiet 172.17.0.3:91/udp')).toBe('silent isolation');
    expect(of('box', 'internet 203.0.113.10:80/tcp')).toBe('answers way-out');
  });

  test('what listens on loopback only is not behind its published port', async () => {
    const { of, all } = await told('docker run -d --name web -p 8080:81 busybox nc -lk 127.0.0.1 81');
    expect(of('lan', 'web 192.168.65.10:8080/tcp')).toBe('refused loopback-only');
    expect(of('web', 'web 127.0.0.1:81/tcp')).toBe('answers itself');
    expect(all.filter(({ target }) => target.address === '127.0.0.1').map(({ from }) => from.name)).toEqual(['web']);
  });

  test('a rule that decides is named', async () => {
    const { all } = await told(
      'docker run -d --name web -p 8080:80 nginx',
      'iptables -I DOCKER-USER -i eth0 -p tcp --dport 80 -j REJECT',
    );
    const [barred] = all.filter(({ from, target }) => from.name === 'lan' && target.port === 8080);
    expect(barred).toMatchObject({
      result: 'refused',
      why: { kind: 'docker-user', rule: { place: 'host1', chain: 'DOCKER-USER', number: 1 } },
    });
    expect(barred?.why.rule?.text).toContain('-A DOCKER-USER -i eth0 -p tcp -m tcp --dport 80 -j REJECT');
  });

  test('no value of a sentence is missing', async () => {
    const { all } = await told(
      'docker network create --internal inner',
      'docker run -d --name web -p 8080:80 nginx',
      'docker run -d --name db --network inner nginx',
      'docker run -d --name alone --network none nginx',
    );
    for (const { why } of all) expect(JSON.stringify(why)).not.toContain('undefined');
  });
});

describe('two hosts whose containers have the same address', () => {
  const lab = async () => {
    const session = openSession(createLab({ seed: 1, hosts: ['host1', 'host2'] }), { inPlace: true });
    const at = atFor(session);
    for (const host of ['host1', 'host2']) {
      await at(host, 'docker run -d --name web nginx');
      await at(host, 'docker run -d --name box busybox sleep 1d');
    }
    await at('host2', 'docker run -d --name cache redis');
    return session.world;
  };

  test('are told apart, and neither is met where the other is meant', async () => {
    const world = await lab();
    const all = [...reachedOf(world)];
    const of = (from: string, to: string, port = 80) =>
      all
        .filter((each) => each.from.name === from && each.target.to === to && each.target.port === port)
        .map(({ target, result, why }) => [target.address, result, why.kind, why.values['place']].join(' '));
    expect(of('host1/box', 'host1/web')).toEqual(['172.17.0.2 answers same-network ']);
    expect(of('host2/box', 'host2/web')).toEqual(['172.17.0.2 answers same-network ']);
    expect(of('host2/box', 'host1/web')).toEqual(['172.17.0.2 unreachable another host2/web']);
    expect(of('host1/web', 'host2/web')).toEqual(['172.17.0.2 unreachable another host1/web']);
    expect(of('host1', 'host2/web')).toEqual(['172.17.0.2 unreachable another host1/web']);
    expect(of('lan', 'host2/web')).toEqual(['172.17.0.2 unreachable container-subnet router']);
    // Nobody has this address on the other host.
    expect(of('host1/box', 'cache', 6379)[0]).toMatch(/^172.17.0.4 unreachable (?!another)/);
    const { rows } = matrixOf(world);
    expect(rows.flat().filter((result) => result !== undefined)).toEqual(all.map(({ result }) => result));
  });

  test('so it is where a port is asked for by name', async () => {
    const world = await lab();
    const ask = { port: 80, protocol: 'tcp' } as const;
    const result = (from: string, to: string, whose?: string) =>
      canReach(world, { ...ask, from, to, ...(whose !== undefined && { whose }) })?.result;
    expect(result('host1/box', 'host1/web')).toBe('answers');
    expect(result('host1/box', 'host2/web')).toBe('unreachable');
    expect(result('host1/box', '172.17.0.2')).toBe('answers');
    expect(result('host1/box', '172.17.0.2', 'host2/web')).toBe('unreachable');
  });
});

test('a matrix has the results alone, and can be left after any row', async () => {
  const { world, all } = await told(
    'docker run -d --name web -p 8080:80 nginx',
    'docker run -d --name box busybox sleep 1d',
  );
  const { sources, targets, rows } = matrixOf(world);
  expect(rows.flat().filter((result) => result !== undefined)).toEqual(all.map(({ result }) => result));
  const [first] = rowsOf(world, sources, targets);
  expect(first).toEqual(rows[0]);
});
