/** The lab's images as Docker Hub has them: what they run and say, and which programs are in them (their Dockerfiles). */

/** What an image's root file system was made of. */
export type HubRoot = keyof typeof ROOTS;

/** Packages of a minimal Debian: those that are essential, and apt with what it needs. */
const MINIMAL = `adduser apt base-passwd bash bsdutils coreutils dash debconf debianutils diffutils dpkg findutils grep gzip hostname
init-system-helpers libc-bin libpam-modules-bin libpam-runtime login mawk mount ncurses-bin passwd perl-base sed sqv sysvinit-utils
tar util-linux`;

/** Programs that busybox is all of, as Alpine builds it. */
const BUSYBOX = `[ adduser addgroup arch arp arping ash awk base64 basename bc brctl cat chgrp chmod chown chroot clear cmp comm cp cut date dc dd
delgroup deluser df diff dirname dmesg dnsdomainname du echo ed egrep env expand expr factor false fgrep find flock fold free fsync fuser
getopt getty grep groups gunzip gzip head hexdump hostid hostname id ifconfig install ionice ip ipcalc kill killall less link ln logger
login ls lsof lzcat md5sum mkdir mkfifo mknod mktemp more mount mountpoint mv nc netstat nice nl nologin nohup nproc nsenter nslookup od
passwd paste pgrep pidof ping ping6 pkill pmap printenv printf ps pstree pwd pwdx readlink realpath renice reset rev rm rmdir route sed
seq setsid sh sha1sum sha256sum sha512sum shred shuf sleep sort split stat strings stty su sum sync sysctl tac tail tar tee test time
timeout top touch tr traceroute traceroute6 tree true truncate tty umount uname unexpand uniq unlink unshare unzip uptime usleep uuencode
vi watch wc wget which who whoami xargs xxd yes zcat`;

export const ROOTS = {
  debian: { packages: MINIMAL, tool: 'apt-get' },
  ubuntu: { packages: `${MINIMAL} procps`, tool: 'apt-get' },
  /** Ubuntu's images had these until 16.04. */
  trusty: { packages: `${MINIMAL} procps iproute2 iputils-ping net-tools vim`, tool: 'apt-get' },
  centos: {
    packages: `${MINIMAL.replace(/apt|dpkg|debconf|sqv|debianutils/g, '')} curl procps iproute2 iputils-ping`,
    tool: 'yum',
  },
  oracle: { packages: MINIMAL.replace(/apt|dpkg|debconf|sqv|debianutils/g, ''), tool: 'microdnf' },
  alpine: { programs: `${BUSYBOX} apk getent getconf iconv ldd`, tool: 'apk' },
  busybox: { programs: `${BUSYBOX} dnsd httpd telnet telnetd tftp udhcpc` },
  /** Everything that the lab has. */
  whole: {},
  /** No file but the image's own program. */
  empty: { programs: '' },
} as const satisfies Readonly<Record<string, RootRow>>;

export interface RootRow {
  /** Debian's names of the packages whose programs are there; or the programs themselves. All of them without either. */
  readonly packages?: string;
  readonly programs?: string;
  /** What installs more. */
  readonly tool?: string;
}

export interface HubRow {
  readonly root: HubRoot;
  /** Packages that it has beyond its root's. */
  readonly adds?: string;
  readonly entrypoint?: readonly string[];
  readonly cmd: readonly string[];
  readonly expose?: readonly number[];
  readonly env?: readonly string[];
  /** Its own programs, which the lab has not; what runs in their place, and what they say to begin with. */
  readonly own?: readonly string[];
  readonly serve?: readonly string[];
  /** What its entrypoint says, and ends, where none of these variables is given. */
  readonly needs?: { readonly variables: readonly string[]; readonly complaint: string };
}

const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const SCRIPT = ['docker-entrypoint.sh'];
const NGINX = {
  entrypoint: ['/docker-entrypoint.sh'],
  cmd: ['nginx', '-g', 'daemon off;'],
  expose: [80],
} as const;

const MYSQL_COMPLAINT = `Database is uninitialized and password option is not specified
    You need to specify one of the following as an environment variable:
    - MYSQL_ROOT_PASSWORD
    - MYSQL_ALLOW_EMPTY_PASSWORD
    - MYSQL_RANDOM_ROOT_PASSWORD`;

const POSTGRES_COMPLAINT = `Error: Database is uninitialized and superuser password is not specified.
       You must specify POSTGRES_PASSWORD to a non-empty value for the
       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
       connections without a password. This is *not* recommended.

       See PostgreSQL documentation about "trust":
       https://www.postgresql.org/docs/current/auth-trust.html`;

/** By name and tag. */
export const HUB: Readonly<Record<string, HubRow>> = {
  // The image has had curl since 1.17, and neither ip nor ping (nginx/docker-nginx mainline/debian/Dockerfile).
  'nginx:latest': { root: 'debian', adds: 'curl nginx', env: [PATH, 'NGINX_VERSION=1.30.6'], ...NGINX },
  'nginx:1.25.0-alpine': { root: 'alpine', adds: 'curl nginx', env: [PATH, 'NGINX_VERSION=1.25.0'], ...NGINX },
  'httpd:latest': {
    root: 'debian',
    cmd: ['httpd-foreground'],
    expose: [80],
    own: ['httpd-foreground', 'httpd'],
    serve: ['http-echo', '80'],
  },
  'traefik/whoami:latest': {
    root: 'empty',
    entrypoint: ['/whoami'],
    cmd: [],
    expose: [80],
    own: ['whoami'],
    serve: ['http-echo', '80'],
  },
  'redis:latest': {
    root: 'debian',
    entrypoint: SCRIPT,
    cmd: ['redis-server'],
    expose: [6379],
    own: ['redis-server', 'redis-cli', 'redis-sentinel'],
    serve: ['http-echo', '6379'],
  },
  'mysql:latest': {
    root: 'oracle',
    entrypoint: SCRIPT,
    cmd: ['mysqld'],
    expose: [3306, 33060],
    own: ['mysqld', 'mysql', 'mysqladmin', 'mysqldump'],
    serve: ['http-echo', '3306', '33060'],
    needs: {
      variables: ['MYSQL_ROOT_PASSWORD', 'MYSQL_ALLOW_EMPTY_PASSWORD', 'MYSQL_RANDOM_ROOT_PASSWORD'],
      complaint: MYSQL_COMPLAINT,
    },
  },
  'postgres:latest': {
    root: 'debian',
    entrypoint: SCRIPT,
    cmd: ['postgres'],
    expose: [5432],
    own: ['postgres', 'psql', 'pg_isready', 'pg_dump'],
    serve: ['http-echo', '5432'],
    needs: { variables: ['POSTGRES_PASSWORD', 'POSTGRES_HOST_AUTH_METHOD=trust'], complaint: POSTGRES_COMPLAINT },
  },
  'grafana/grafana:latest': {
    root: 'alpine',
    adds: 'bash curl',
    entrypoint: ['/run.sh'],
    cmd: [],
    expose: [3000],
    own: ['run.sh', 'grafana'],
    serve: ['http-echo', '3000'],
  },
  'ubuntu:latest': { root: 'ubuntu', cmd: ['/bin/bash'] },
  'ubuntu:22.04': { root: 'ubuntu', cmd: ['/bin/bash'] },
  'ubuntu:focal': { root: 'ubuntu', cmd: ['/bin/bash'] },
  'ubuntu:14.04': { root: 'trusty', cmd: ['/bin/bash'] },
  'centos:7': { root: 'centos', cmd: ['/bin/bash'] },
  'node:20': {
    root: 'debian',
    // It is made of buildpack-deps, which brings what is needed to build things.
    adds: 'ca-certificates curl openssl procps python3-minimal wget',
    entrypoint: SCRIPT,
    cmd: ['node'],
    env: [PATH, 'NODE_VERSION=20.19.5', 'YARN_VERSION=1.22.22'],
    own: ['node', 'npm', 'npx', 'yarn'],
    serve: ['http-echo', '3000'],
  },
  'alpine:latest': { root: 'alpine', cmd: ['/bin/sh'] },
  'busybox:latest': { root: 'busybox', cmd: ['sh'] },
  'hello-world:latest': { root: 'empty', cmd: ['/hello'], own: ['hello'], serve: ['/hello'] },
  'nicolaka/netshoot:latest': { root: 'whole', cmd: ['zsh'], own: ['zsh'], serve: ['bash'] },
};
