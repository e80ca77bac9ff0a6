/** Examples that are compose files, written and brought up as a person would do it. */
import type { Command } from '../history/history.ts';
import { on } from '../teaching/lesson.ts';
import { LAN } from '../world/world.ts';

const file = (folder: string, text: string): readonly string[] => [
  `mkdir -p ${folder} && cat > ${folder}/compose.yaml <<'EOF'\n${text.trim()}\nEOF`,
];
const up = (folder: string): string => `docker compose --project-directory ${folder} up -d`;

export const shop: readonly Command[] = on(
  'host1',
  ...file(
    'shop',
    `
services:
  proxy:
    image: nginx
    ports: ["80:80"]
    networks: [edge, back]
    depends_on: [app]
  app:
    image: httpd
    networks: [back, data]
    depends_on: [db]
  db:
    image: postgres
    environment:
      POSTGRES_PASSWORD: secret
    networks: [data]
networks:
  edge:
  back:
    internal: true
  data:
    internal: true
`,
  ),
  up('shop'),
);

export const sharing: readonly Command[] = on(
  'host1',
  ...file(
    'store',
    `
services:
  web:
    image: nginx
    networks: [plaza, own]
    depends_on: [db]
  db:
    image: postgres
    environment:
      POSTGRES_PASSWORD: secret
    networks: [own]
networks:
  plaza:
    name: plaza
  own:
`,
  ),
  ...file(
    'desk',
    `
services:
  box:
    image: busybox
    command: sleep infinity
    networks: [plaza]
networks:
  plaza:
    external: true
`,
  ),
  up('store'),
  up('desk'),
);

export const sidecar: readonly Command[] = on(
  'host1',
  ...file(
    'pair',
    `
services:
  main:
    image: nginx
  side:
    image: nicolaka/netshoot
    command: sh -c 'http-echo 8080'
    network_mode: service:main
  box:
    image: busybox
    command: sleep infinity
    depends_on: [side]
`,
  ),
  up('pair'),
);

export const monitoring: readonly Command[] = [
  ...on(LAN, 'add image prom/prometheus'),
  ...on(
    'host1',
    ...file(
      'watch',
      `
services:
  web:
    image: nginx
    ports: ["80:80"]
    networks: [front]
  prometheus:
    image: prom/prometheus
    networks: [front, watch]
    depends_on: [web]
  grafana:
    image: grafana/grafana
    ports: ["3000:3000"]
    networks: [watch]
    depends_on: [prometheus]
networks:
  front:
  watch:
`,
    ),
    up('watch'),
  ),
];
