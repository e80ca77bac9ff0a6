import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync, chmodSync, copyFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { sh } from './shell.ts';

/** Where the reference engine's files are kept, about 1 GiB: HOPSCOPE_REFERENCE, or a folder in the home directory. */
export const HOME = process.env.HOPSCOPE_REFERENCE ?? join(homedir(), '.hopscope-reference');
/** The root file systems: of the hosts with their engine, and of every image. */
export const ENGINE_ROOT = join(HOME, 'engine');
export const IMAGE_ROOT = join(HOME, 'image');
export const IMAGE_TAR = join(HOME, 'image.tar');

/** The Debian release whose docker.io is Engine 28.5. */
const SUITE = 'forky';
const TOOLS = [
  ...['iproute2', 'iputils-ping', 'iputils-tracepath', 'curl', 'ca-certificates', 'bind9-dnsutils', 'net-tools'],
  ...['netcat-openbsd', 'traceroute', 'procps', 'bridge-utils', 'tcpdump'],
];
const HOST_TOOLS = [...TOOLS, 'iptables', 'nftables', 'conntrack', 'ufw', 'dbus', 'ipset', 'dnsmasq-base', 'jq'];
const IMAGE_TOOLS = [...TOOLS, 'nginx-light'];
/** Installed by apt: debootstrap does not choose who provides what firewalld asks for. */
const ENGINE = ['docker.io', 'docker-cli', 'docker-compose', 'containerd', 'runc', 'firewalld'];

/** What recording needs of this machine's own packages. */
const NEEDED = ['debootstrap', 'iproute2', 'tcpdump', 'util-linux'];

/** Builds both root file systems, once: some minutes. Needs root on Debian or Ubuntu and a Debian mirror (DEBIAN_MIRROR). */
export function buildRoots(echoScript: string): void {
  if (process.getuid?.() !== 0) throw new Error('recording needs root: network namespaces and an engine are made');
  if (existsSync(IMAGE_TAR)) return;
  mkdirSync(HOME, { recursive: true });
  sh(`DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends ${NEEDED.join(' ')}`);
  const script = `/usr/share/debootstrap/scripts/${SUITE}`;
  if (!existsSync(script)) symlinkSync('sid', script);
  bootstrap(ENGINE_ROOT, HOST_TOOLS);
  installEngine();
  bootstrap(IMAGE_ROOT, IMAGE_TOOLS);
  const target = join(IMAGE_ROOT, 'usr/local/bin/http-echo');
  copyFileSync(echoScript, target);
  chmodSync(target, 0o755);
  for (const folder of ['doc', 'man', 'locale'])
    rmSync(join(IMAGE_ROOT, 'usr/share', folder), { recursive: true, force: true });
  sh(`tar -C ${IMAGE_ROOT} -cf ${IMAGE_TAR} .`);
}

function mirror(): string {
  const known = process.env.DEBIAN_MIRROR;
  if (known) return known;
  const sources = sh(`cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null || true`);
  const found = /https?:\/\/[^\s\]]+\/debian\/?(?=\s|$)/m.exec(sources);
  return found?.[0] ?? 'http://deb.debian.org/debian';
}

function bootstrap(root: string, packages: readonly string[]): void {
  rmSync(root, { recursive: true, force: true });
  sh(`debootstrap --variant=minbase --include=${packages.join(',')} ${SUITE} ${root} ${mirror()}`);
  rmSync(join(root, 'var/cache/apt/archives'), { recursive: true, force: true });
}

function installEngine(): void {
  const policy = join(ENGINE_ROOT, 'usr/sbin/policy-rc.d');
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  mkdirSync(join(ENGINE_ROOT, 'var/cache/apt/archives/partial'), { recursive: true });
  // A mirror's release file may be out of date, which is no fault here.
  sh(`chroot ${ENGINE_ROOT} apt-get update -q -o Acquire::Check-Valid-Until=false`);
  sh(
    `DEBIAN_FRONTEND=noninteractive chroot ${ENGINE_ROOT} apt-get install -y -q --no-install-recommends ${ENGINE.join(' ')}`,
  );
  writeFileSync(join(ENGINE_ROOT, 'etc/resolv.conf'), 'nameserver 203.0.113.53\n');
}
