import fc from 'fast-check';
import { strFromU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { played, replay } from '../history/replay.ts';
import { run } from '../shell/run.ts';
import type { World } from '../world/world.ts';
import type { Document } from './document.ts';
import { mermaidOf } from './mermaid.ts';
import { pcapngOf } from './pcapng.ts';
import { shellScriptOf } from './shell-script.ts';

const documentOf = (...lines: (string | [string, string])[]): Document => ({
  name: 'Week 3',
  history: {
    seed: 1,
    commands: lines.map((item) =>
      typeof item === 'string' ? { place: 'host1', line: item } : { place: item[0], line: item[1] },
    ),
  },
  positions: {},
});

const scriptOf = async ({ name, history }: Document) => shellScriptOf(name, await played(history));

/** The lines between the script's head and its end. */
const bodyOf = (script: string) => script.split('\n').slice(4, -1);

describe('a shell script', () => {
  it('builds anew what a real host had that was brought in, without the text of it', async () => {
    const network = { id: 'a'.repeat(64), name: 'shop', driver: 'bridge', subnets: [{ subnet: '172.30.0.0/16' }] };
    const container = {
      id: 'b'.repeat(64),
      name: 'db',
      image: 'postgres',
      status: 'running',
      mode: 'shop',
      bindings: [{ port: '5432/tcp', hostIp: '127.0.0.1', hostPort: '5433' }],
      attachments: [{ network: 'shop', ipv4: '172.30.0.9', ipv4Length: 16 }],
    };
    const snapshot = { version: 1, hosts: [{ name: 'prod', networks: [network], containers: [container] }] };
    const script = await scriptOf(
      documentOf(['@lan', `import '${JSON.stringify(snapshot)}'`], 'docker network create later'),
    );
    expect(bodyOf(script).filter((line) => !line.startsWith('#'))).toEqual([
      expect.stringMatching(/^docker network create .*--subnet 172\.30\.0\.0\/16.* shop$/),
      'docker run -d --name db --network shop --ip 172.30.0.9 -p 127.0.0.1:5433:5432 postgres',
      'docker network create later',
    ]);
    expect(script).not.toContain('import');
  });

  it('keeps what changed something and tells the traffic to try', async () => {
    const script = await scriptOf(
      documentOf(
        'docker network create shop',
        'docker ps',
        'docker run -d --name web --network shop -p 8080:80 nginx',
        ['client', 'curl -sI http://192.168.65.10:8080/'],
        'iptables -I DOCKER-USER -s 192.168.65.50 -j DROP',
        ['client', 'ip route add 172.18.0.0/16 via 192.168.65.10'],
      ),
    );
    expect(script.startsWith('#!/usr/bin/env bash\n# Week 3, made with Hopscope.')).toBe(true);
    expect(bodyOf(script)).toEqual([
      'docker network create shop',
      'docker run -d --name web --network shop -p 8080:80 nginx',
      'iptables -I DOCKER-USER -s 192.168.65.50 -j DROP',
      '# On client: ip route add 172.18.0.0/16 via 192.168.65.10',
      '',
      '# Then try:',
      '#   client$ curl -sI http://192.168.65.10:8080/',
    ]);
  });

  it('gives real images what they need, and no terminal', async () => {
    const script = await scriptOf(
      documentOf(
        'docker run -d --name box alpine',
        'docker run -it --name shell ubuntu',
        'docker run -d --name db postgres',
      ),
    );
    expect(bodyOf(script)).toEqual([
      '# The real alpine starts a shell, which ends at once.',
      'docker run -d --name box alpine sleep infinity',
      expect.stringMatching(/^# Detached/),
      'docker run -d -it --name shell ubuntu',
      '# The real postgres wants a password.',
      'docker run -e POSTGRES_PASSWORD=hopscope -d --name db postgres',
    ]);
  });

  it('goes into containers, and says which commands fail', async () => {
    const script = await scriptOf(
      documentOf(
        'docker run -d --name web --cap-add NET_ADMIN nginx',
        ['host1/web', "ip route add 10.0.0.0/8 via 172.17.0.1 # it's"],
        'docker run -d --name two -p 99999:80 nginx',
        'docker run -d --name three --network missing nginx',
      ),
    );
    expect(bodyOf(script)).toEqual([
      'docker run -d --name web --cap-add NET_ADMIN nginx',
      String.raw`docker exec web sh -c 'ip route add 10.0.0.0/8 via 172.17.0.1 # it'\''s'`,
      '# Ends with exit code 125, as in the lab.',
      'docker run -d --name three --network missing nginx',
    ]);
  });
});

describe('a played script', () => {
  const name = fc.constantFrom('web', 'api', 'db');
  const network = fc.constantFrom('shop', 'back', 'bridge');
  const line = fc.oneof(
    network.map((net) => `docker network create ${net}`),
    fc.tuple(name, network).map(([n, net]) => `docker run -d --name ${n} --network ${net} nginx`),
    fc.tuple(name, fc.constantFrom('alpine', 'postgres')).map(([n, image]) => `docker run -d --name ${n} ${image}`),
    fc.tuple(name, fc.integer({ min: 8080, max: 8082 })).map(([n, p]) => `docker run -d --name ${n} -p ${p}:80 nginx`),
    fc.tuple(fc.constantFrom('stop', 'start', 'rm -f'), name).map(([verb, n]) => `docker ${verb} ${n}`),
    fc
      .tuple(fc.constantFrom('connect', 'disconnect'), network, name)
      .map(([verb, net, n]) => `docker network ${verb} ${net} ${n}`),
    fc.constantFrom('docker ps', 'curl -s -m 1 172.17.0.2', 'iptables -P FORWARD DROP'),
  );

  it('gives the same networks, addresses, ports and rules', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 15 }), async (lines) => {
        const document = documentOf(...lines);
        const script = (await scriptOf(document)).split('\n').slice(4);
        const kept = script.filter((text) => text !== '' && !text.startsWith('#'));
        expect(setUp(await replay(documentOf(...kept).history))).toEqual(setUp(await replay(document.history)));
      }),
      { numRuns: 30 },
    );
  });

  const setUp = ({ machines, kernel }: World) => {
    const { containers = {}, networks = {} } = machines['host1']?.engine ?? {};
    return {
      networks: Object.values(networks).map((network) => [network.name, network.pools.map(({ subnet }) => subnet)]),
      containers: Object.values(containers).map((container) => [
        container.name,
        container.state.status,
        Object.entries(container.endpoints).map(([on, { ipv4 }]) => [on, ipv4]),
        container.ports.map(({ hostPort, containerPort }) => [hostPort, containerPort]),
      ]),
      policy: kernel.namespaces['host1']?.netfilter.ip.filter?.chains['FORWARD']?.policy,
    };
  };
});

describe('a packet capture', () => {
  it('has every device as an interface and every frame, for Wireshark to read', async () => {
    const built = documentOf('docker run -d --name web -p 8080:80 nginx').history;
    const before = await replay(built);
    const { traces } = await run(before, 'client', 'curl -s http://192.168.65.10:8080/');
    const blocks = blocksOf(pcapngOf(before, traces));
    const text = (type: number) => blocks.filter((each) => each.type === type).map(({ body }) => strFromU8(body, true));
    expect(blocks[0]).toMatchObject({ type: 0x0a0d0d0a });
    for (const name of ['client eth0', 'router lan0', 'host1 docker0', 'host1/web eth0'])
      expect(text(1).some((body) => body.includes(name))).toBe(true);
    const frames = traces.flatMap(({ hops }) => hops.filter(({ stage, device }) => stage === 'link' && device));
    expect(text(6).length).toBe(frames.length);
    expect(text(6).some((body) => body.includes('GET / HTTP/1.1'))).toBe(true);
  });

  it('has right checksums in the headers of whole packets and of fragments', async () => {
    const world = await replay(documentOf('docker run -d --name web nginx').history);
    const { traces } = await run(world, 'client', 'ping -c 1 -s 4000 192.168.65.10');
    const headers = blocksOf(pcapngOf(world, traces))
      .filter(({ type, body }) => type === 6 && body[32] === 8 && body[33] === 0)
      .map(({ body }) => body.subarray(34, 54));
    const fragments = headers.filter((header) => ((header[6] ?? 0) & 0x3f) + (header[7] ?? 0) > 0);
    expect(fragments.length).toBeGreaterThan(2);
    for (const header of headers) {
      const words = Array.from({ length: 10 }, (_, i) => (header[2 * i] ?? 0) * 256 + (header[2 * i + 1] ?? 0));
      const total = words.reduce((sum, word) => sum + word);
      expect((total & 0xffff) + (total >> 16)).toBe(0xffff);
    }
  });

  /** The blocks, each of whose lengths must be told at both of its ends. */
  const blocksOf = (file: Uint8Array) => {
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    const blocks: { type: number; body: Uint8Array }[] = [];
    for (let at = 0; at < file.length;) {
      const length = view.getUint32(at + 4, true);
      expect(view.getUint32(at + length - 4, true)).toBe(length);
      expect(length % 4).toBe(0);
      blocks.push({ type: view.getUint32(at, true), body: file.subarray(at + 8, at + length - 4) });
      at += length;
    }
    return blocks;
  };
});

describe('Mermaid', () => {
  it('shows networks, containers and published ports', async () => {
    const { history } = documentOf(
      'docker network create --internal back',
      'docker run -d --name web -p 8080:80 nginx',
      'docker network connect back web',
    );
    const lines = mermaidOf(await replay(history)).split('\n');
    const [, , , bridge, back, web] = lines;
    expect(lines[0]).toBe('flowchart TB');
    expect(bridge).toContain('"bridge<br/>172.17.0.0/16<br/>bridge"');
    expect(back).toContain('"back<br/>172.18.0.0/16<br/>bridge, internal"');
    expect(web).toContain('"web<br/>nginx<br/>172.17.0.2<br/>172.18.0.2"');
    expect(lines.filter((line) => line.includes(' --- ')).length).toBe(3);
    expect(lines.find((line) => line.includes('-.'))).toContain('"8080→80/tcp"');
  });
});
