/** The lab's images, oldest first: what their process is and which ports they expose. */
export interface ImageRow {
  readonly name: string;
  readonly cmd: readonly string[];
  readonly expose?: readonly number[];
}

const NGINX = ['nginx', '-g', 'daemon off;'];
const SLEEP = ['sleep', 'infinity'];

export const IMAGES: readonly ImageRow[] = [
  { name: 'nginx:latest', cmd: NGINX, expose: [80] },
  { name: 'httpd:latest', cmd: ['http-echo', '80'], expose: [80] },
  { name: 'traefik/whoami:latest', cmd: ['http-echo', '80'], expose: [80] },
  { name: 'redis:latest', cmd: ['http-echo', '6379'], expose: [6379] },
  { name: 'mysql:latest', cmd: ['http-echo', '3306', '33060'], expose: [3306, 33060] },
  { name: 'postgres:latest', cmd: ['http-echo', '5432'], expose: [5432] },
  { name: 'grafana/grafana:latest', cmd: ['http-echo', '3000'], expose: [3000] },
  { name: 'ubuntu:latest', cmd: SLEEP },
  { name: 'ubuntu:22.04', cmd: SLEEP },
  { name: 'ubuntu:focal', cmd: SLEEP },
  { name: 'ubuntu:14.04', cmd: SLEEP },
  { name: 'centos:7', cmd: SLEEP },
  { name: 'nginx:1.25.0-alpine', cmd: NGINX, expose: [80] },
  { name: 'node:20', cmd: ['http-echo', '3000'], expose: [3000] },
  { name: 'alpine:latest', cmd: SLEEP },
  { name: 'busybox:latest', cmd: SLEEP },
  { name: 'nicolaka/netshoot:latest', cmd: SLEEP },
];
