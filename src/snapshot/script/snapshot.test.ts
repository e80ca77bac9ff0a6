import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import recorded from '../host.recorded.json' with { type: 'json' };
import { isOwnLabel, isNetworkOption } from '../engine/options.ts';
import { readSnapshot } from '../read.ts';

const outputs: Readonly<Record<string, string>> = recorded;
const script = readFileSync(join(import.meta.dirname, 'snapshot.sh'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
afterAll(() => rmSync(folder, { recursive: true }));

const inspected = JSON.parse(outputs['docker inspect $(docker ps -aq) $(docker network ls -q)'] ?? '') as {
  Id: string;
  IPAM?: unknown;
}[];
const containers = inspected.filter(({ IPAM }) => IPAM === undefined);
const networks = inspected.filter(({ IPAM }) => IPAM !== undefined);

/** Says of containers and networks what a real engine said, secrets and all. */
function docker(name: string, version = 'Docker version 28.5.2, build ecc6942'): string {
  const file = join(folder, name);
  writeFileSync(join(folder, 'containers.json'), JSON.stringify(containers, null, 4));
  writeFileSync(join(folder, 'networks.json'), JSON.stringify(networks, null, 4));
  writeFileSync(join(folder, 'info.json'), outputs['docker info --format json'] ?? '');
  writeFileSync(
    file,
    `#!/bin/sh
case "$*" in
  --version) echo '${version}' ;;
  info*) cat ${folder}/info.json ;;
  'network ls'*) echo '${networks.map(({ Id }) => Id).join("' '")}' ;;
  'ps -a'*) echo '${containers.map(({ Id }) => Id).join("' '")}' ;;
  'network inspect '*) cat ${folder}/networks.json ;;
  'container inspect '*) cat ${folder}/containers.json ;;
esac
`,
  );
  chmodSync(file, 0o755);
  return file;
}

/** Prints rules that ask for a set, and sets, with what somebody wrote. */
const tools = join(folder, 'tools');
mkdirSync(tools);
for (const [name, text] of [
  ['iptables-save', '*filter\n:INPUT ACCEPT [0:0]\n[0:0] -A INPUT -m set --match-set bad src -j DROP\nCOMMIT'],
  ['ip6tables-save', '*filter\n:INPUT ACCEPT [0:0]\nCOMMIT'],
  [
    'ipset',
    [
      'create bad hash:net family inet hashsize 1024 maxelem 65536 timeout 600 comment bucketsize 12 initval 0x5ec2e7',
      'add bad 198.51.100.0/24 timeout 599 comment "SECRET range SECRET timeout 7"',
      'add bad 198.51.100.7 timeout 0 nomatch',
    ].join('\n'),
  ],
] as const)
  writeFileSync(join(tools, name), `#!/bin/sh\ncat <<'END'\n${text}\nEND\n`, { mode: 0o755 });

const ran = (shell: readonly string[], fake: string) => {
  const [file = 'sh', ...words] = shell;
  return spawnSync(file, [...words, '-s'], {
    input: script,
    encoding: 'utf8',
    env: { PATH: `${tools}:${process.env.PATH}`, DOCKER: fake },
  });
};

const shells = [['sh'], ['dash'], ['bash', '--posix'], ['busybox', 'sh']].filter(
  ([file = '']) => spawnSync(file, file === 'busybox' ? ['true'] : ['-c', 'true']).status === 0,
);

describe.each(shells.map((shell) => [shell.join(' '), shell] as const))('the snapshot script in %s', (_, shell) => {
  const { stdout, stderr, status } = ran(shell, docker('docker'));

  test('prints one JSON text that tells what the engine tells', () => {
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const reading = readSnapshot([{ text: stdout }]);
    const pasted = readSnapshot([{ text: JSON.stringify(inspected) }]);
    if (!reading.ok || !pasted.ok) throw new Error('cannot be read');
    expect(reading.recognised).toEqual([{ name: '', kind: 'script' }]);
    expect(reading.snapshot.hosts[0]?.networks).toEqual(pasted.snapshot.hosts[0]?.networks);
    const bare = (each: typeof reading) =>
      each.snapshot.hosts[0]?.containers?.map(({ stack: _, resolv: __, hosts: ___, ...rest }) => rest);
    expect(bare(reading)).toEqual(bare(pasted));
  });

  test('tells the sets that rules ask for', () => {
    const reading = readSnapshot([{ text: stdout }]);
    expect(reading.ok && reading.snapshot.hosts[0]?.stack?.sets).toEqual([
      {
        name: 'bad',
        type: 'hash:net',
        options: 'family inet hashsize 1024 maxelem 65536 timeout 600'.split(' '),
        members: ['198.51.100.0/24 timeout 599', '198.51.100.7 timeout 0 nomatch'],
      },
    ]);
    expect(reading.ok && reading.assumed.map(({ kind }) => kind)).not.toContain('no-sets');
  });

  test('holds no secret', () => {
    expect(stdout.length).toBeGreaterThan(5000);
    expect(stdout).not.toMatch(/SECRET/);
  });
});

test('Podman is told apart', () => {
  const { stderr, status } = ran(['sh'], docker('podman', 'podman version 5.2.2'));
  expect(status).toBe(1);
  expect(stderr).toBe('This is Podman under the name docker: Hopscope reads Docker Engine.\n');
});

test('a host without docker tells the rest', () => {
  const { stdout, status } = ran(['sh'], '/nonexistent/docker');
  expect(status).toBe(0);
  expect((JSON.parse(stdout) as { missing: string[] }).missing).toContain('docker');
});

test('what the script names of options and labels is what is kept', () => {
  const [, list = ''] = /DOCKER_KEEP='([^']*)'/.exec(script) ?? [];
  const named = list.split(/\s+/).filter((name) => name.startsWith('com.docker.'));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !isNetworkOption(name) && !isOwnLabel(name))).toEqual([]);
});
