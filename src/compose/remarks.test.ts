import { describe, expect, test } from 'vitest';
import { findProject, type Files } from './find.ts';
import { loadProject } from './load.ts';
import { remarkKinds, remarksOf, type RemarkKind } from './remarks.ts';

function remarks(text: string) {
  const files: Files = {
    read: (path) => (path === '/p/compose.yaml' ? text : undefined),
    isFolder: (path) => path === '/p' || path === '/',
  };
  const loaded = loadProject(findProject({ cwd: '/p', shell: {} }, files), files, { all: true });
  if (!loaded.ok) throw new Error(loaded.problem.text);
  return remarksOf(loaded.project, loaded.warnings);
}

const web = (rest: string) => `services:\n  web:\n    image: nginx\n${rest}`;
const two = (ofWeb: string, ofDb: string) => `${web(ofWeb)}  db:\n    image: postgres\n${ofDb}`;

/** A file with the fault, and the same mended. */
const cases: Readonly<Record<RemarkKind, readonly [planted: string, mended: string]>> = {
  'database-open': [two('', '    ports: ["5432:5432"]\n'), two('', '    ports: ["127.0.0.1:5432:5432"]\n')],
  localhost: [
    two('    environment: {DB: "postgres://localhost:5432/x"}\n', '    expose: ["5432"]\n'),
    two('    environment: {DB: "postgres://db:5432/x"}\n', '    expose: ["5432"]\n'),
  ],
  'no-shared-network': [
    `${two('    environment: {DB_HOST: db}\n    networks: [a]\n', '    networks: [b]\n')}networks: {a: {}, b: {}}\n`,
    `${two('    environment: {DB_HOST: db}\n    networks: [a, b]\n', '    networks: [b]\n')}networks: {a: {}, b: {}}\n`,
  ],
  'port-twice': [
    two('    ports: ["80:80"]\n', '    ports: ["127.0.0.1:80:81"]\n'),
    two('    ports: ["80:80"]\n', '    ports: ["127.0.0.1:81:81"]\n'),
  ],
  'host-ports': [web('    network_mode: host\n    ports: ["80:80"]\n'), web('    network_mode: host\n')],
  'replicas-port': [
    web('    ports: ["80:80"]\n    deploy: {replicas: 2}\n'),
    web('    ports: ["80-81:80"]\n    deploy: {replicas: 2}\n'),
  ],
  'host-docker-internal': [
    web('    environment: {API: "http://host.docker.internal:9"}\n'),
    web(
      '    environment: {API: "http://host.docker.internal:9"}\n    extra_hosts: ["host.docker.internal:host-gateway"]\n',
    ),
  ],
  'no-condition': [
    two('    depends_on: [db]\n', ''),
    two('    depends_on: {db: {condition: service_healthy}}\n', '    healthcheck: {test: "true"}\n'),
  ],
  obsolete: [`version: "3"\n${web('')}`, web('')],
  'docker-sock': [
    web('    volumes: ["/var/run/docker.sock:/var/run/docker.sock"]\n'),
    web('    volumes: ["data:/data"]\nvolumes: {data: }\n'),
  ],
  'unused-network': [
    `${web('')}networks: {lonely: {}}\n`,
    `${web('    networks: [lonely]\n')}networks: {lonely: {}}\n`,
  ],
};

describe('remarks', () => {
  test.each(remarkKinds)('%s: made where it is planted, gone where it is mended', (kind) => {
    const [planted, mended] = cases[kind];
    expect(remarks(planted).map((remark) => remark.kind)).toEqual([kind]);
    expect(remarks(mended).map((remark) => remark.kind)).toEqual([]);
  });

  test('a service in another’s network is on its networks, and localhost is both’s', () => {
    const text = `services:
  main: {image: nginx, networks: [a], expose: ["80"]}
  side: {image: nginx, network_mode: "service:main", environment: {A: "http://localhost:80", B: "http://api:1"}}
  api: {image: nginx, networks: [a]}
networks: {a: {}}
`;
    expect(remarks(text)).toEqual([]);
  });

  test('names of JavaScript objects are names like any other', () => {
    const text = `services:\n  constructor: {image: nginx, depends_on: {toString: {condition: service_healthy}}}\n  toString: {image: nginx}\n`;
    expect(remarks(text)).toEqual([]);
  });
});
