import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { find, treeAt } from '../../../shell/files/tree.ts';
import { run } from '../../../shell/run.ts';
import { createLab } from '../../../world/lab.ts';
import type { World } from '../../../world/world.ts';
import { planOf, type Choices, type Plan } from './plan.ts';
import type { GivenFile } from './given.ts';

const lab = createLab({ seed: 1 });
const choices: Choices = { host: 'host1', name: 'shop', variables: {}, profiles: [], lenient: false };
const plan = (texts: Readonly<Record<string, string>>, more: Partial<Choices> = {}, world = lab): Plan =>
  planOf(
    world,
    Object.entries(texts).map(([name, text]) => ({ name, text })),
    { ...choices, ...more },
  );

/** Carries a plan out; stops at what fails. */
async function carriedOut({ commands }: Plan, start: World = lab) {
  let world = start;
  for (const { place, line } of commands) {
    const outcome = await run(world, place, line);
    world = outcome.world;
    if (outcome.exit !== 0) return { world, exit: outcome.exit, line, stderr: outcome.stderr };
  }
  return { world, exit: 0, line: '', stderr: '' };
}

const stack = `services:
  web:
    image: ghcr.io/x/web:1
    ports: ["8080:3000"]
    command: npm start
    environment: {DB: "mysql://db:3306"}
    depends_on: {db: {condition: service_healthy}, migrate: {condition: service_completed_successfully}}
  migrate:
    image: ghcr.io/x/web:1
    command: npm run migrate
  db:
    image: mariadb:11
    healthcheck: {test: [CMD, healthcheck.sh], interval: 1s}
`;

describe('opening compose files', () => {
  test('stands in for images by what their ports and names tell, and comes up', async () => {
    const read = plan({ 'compose.yaml': stack });
    expect(read.runs.map(({ image, as, ports, jobs }) => [image, as, ports, jobs])).toEqual([
      ['ghcr.io/x/web:1', 'serves', ['3000'], ['npm run migrate']],
      ['mariadb:11', 'serves', ['3306'], []],
    ]);
    const { world, exit, stderr } = await carriedOut(read);
    expect([exit, exit === 0 ? '' : stderr]).toEqual([0, '']);
    const asked = await run(world, 'client', 'curl -s -m 2 http://192.168.65.10:8080');
    expect(asked.stdout).toContain('LocalPort: 3000');
    expect((await run(world, 'host1/shop-web-1', 'curl -s -m 2 http://db:3306')).exit).toBe(0);
  });

  test('takes override, .env and env files together, and asks for what is not set', async () => {
    const files = {
      'docker-compose.yml': 'services:\n  web:\n    image: nginx:${TAG:?which}\n    env_file: ./web.env\n',
      'docker-compose.override.yml': 'services:\n  web:\n    ports: ["${PORT}:80"]\n',
      'web.env': 'A=1\n',
    };
    const unset = plan(files);
    expect([unset.ok, unset.missing]).toEqual([false, { kind: 'variable', name: 'TAG' }]);
    expect(unset.variables).toEqual([
      { name: 'TAG', required: true },
      { name: 'PORT', required: false },
    ]);
    const filled = plan(files, { variables: { TAG: 'latest', PORT: '81' } });
    expect(filled.services[0]?.ports).toEqual(['81:80']);
    const { world, exit } = await carriedOut(filled);
    expect(exit).toBe(0);
    expect((await run(world, 'host1', 'cat /root/shop/.env')).stdout).toBe('TAG=latest\nPORT=81\n');
  });

  test('names what is missing, and the line of what is wrong', () => {
    expect(plan({ 'compose.yaml': 'services: {web: {image: nginx, env_file: db/x.env}}' }).missing).toEqual({
      kind: 'env-file',
      name: 'db/x.env',
    });
    const wrong = plan({ 'compose.yaml': 'services:\n  web:\n    image: nginx\n    network: x\n' });
    expect([wrong.problem?.spot?.file, wrong.problem?.spot?.line]).toEqual(['compose.yaml', 4]);
  });

  test('opens the rest leniently, and says what it left out', async () => {
    const text = `services:
  web: {image: nginx, networks: [lost], depends_on: [gone], env_file: no.env}
  gone: {labels: {a: b}}
`;
    expect(plan({ 'compose.yaml': text }).ok).toBe(false);
    const read = plan({ 'compose.yaml': text }, { lenient: true });
    expect(read.leftOut.map(({ kind, service, name }) => `${kind} ${service} ${name}`).sort()).toEqual([
      'dependency web gone',
      'env-file web no.env',
      'network web lost',
      'service gone ',
    ]);
    expect((await carriedOut(read)).exit).toBe(0);
  });

  test('says which networks lead nowhere but to their members', () => {
    const { networks } = plan({
      'compose.yaml':
        'services: {web: {image: nginx, networks: [in, out]}}\nnetworks: {in: {internal: true}, out: {}}\n',
    });
    expect(networks.map(({ name, internal }) => [name, internal])).toEqual([
      ['shop_in', true],
      ['shop_out', false],
    ]);
  });

  test('makes external networks first, offers profiles, and takes another folder where one is taken', async () => {
    const text = `services:
  web: {image: nginx, networks: [out]}
  extra: {image: nginx, profiles: [more], networks: [out]}
networks: {out: {external: true, name: plaza}}
`;
    const read = plan({ 'compose.yaml': text });
    expect([read.external, read.profiles, read.services.length]).toEqual([
      ['docker network create plaza'],
      ['more'],
      1,
    ]);
    const { world, exit } = await carriedOut(read);
    expect(exit).toBe(0);
    const again = plan({ 'compose.yaml': text }, { profiles: ['more'] }, world);
    expect([again.folder, again.external, again.services.length]).toEqual(['/root/shop-2', [], 2]);
    expect((await carriedOut(again, world)).exit).toBe(0);
  });

  test.each([
    ['nothing', {}],
    ['no yaml', { 'compose.yaml': '\t{]' }],
    ['a list', { 'compose.yaml': 'services:\n- a\n' }],
    ['__proto__', { 'compose.yaml': 'services:\n  __proto__: {image: nginx}\n  constructor: {image: constructor}\n' }],
    [
      'ways out',
      { '../../etc/passwd': 'x', 'compose.yaml': 'include: [../../../etc/passwd]\nservices: {a: {image: b}}\n' },
    ],
    ['itself', { 'compose.yaml': 'include: [compose.yaml]\nservices: {a: {image: b}}\n' }],
    ['very much', { 'compose.yaml': `services:\n${'  a: {image: b}\n'.repeat(50_000)}` }],
    [
      'a bomb',
      {
        'compose.yaml': `x-a: &a [1,1,1,1,1,1,1,1,1]\n${'bcdefghijk'
          .split('')
          .map((key, i) => `x-${key}: &${key} [${`*${'abcdefghij'[i]},`.repeat(9)}]`)
          .join('\n')}\nservices: {a: {image: b}}\n`,
      },
    ],
    ['many ports', { 'compose.yaml': 'services: {a: {image: b, ports: ["1-65535:1-65535"]}}\n' }],
    ['many replicas', { 'compose.yaml': 'services: {a: {image: b, scale: 1000000000}}\n' }],
  ])('says plainly what it makes of %s', (_, texts) => {
    const read = plan(texts);
    expect(JSON.stringify(read)).not.toMatch(/undefined|NaN|\[object Object\]|TypeError|RangeError/);
    if (!read.ok) expect(read.problem?.text).toMatch(/\S/);
  });
});

const AREA = 'e2e/conformance/11-compose';

describe('files of the shapes that people have', () => {
  const scenarios = readdirSync(AREA).filter((name) => /^shapes-.*\.scenario$/.test(name));

  test.each(scenarios)(
    '%s: each comes up, or the plan or the engine says why not',
    async (name) => {
      for (const line of readFileSync(`${AREA}/${name}`, 'utf8').split('\n')) {
        const folder = /^host1\$ mkdir -p (\/tmp\/s\d+);/.exec(line)?.[1];
        if (folder === undefined) continue;
        const { world } = await run(lab, 'host1', line.slice('host1$ '.length));
        const listed = await run(world, 'host1', `cd ${folder}; find . -type f`);
        const tree = treeAt(world, 'host1');
        const files = listed.stdout
          .trim()
          .split('\n')
          .flatMap((path): GivenFile[] => {
            const entry = find(tree, `${folder}/${path.slice(2)}`);
            return entry?.kind === 'file' ? [{ name: path.slice(2), text: entry.read() }] : [];
          });
        const read = planOf(lab, files, choices);
        if (!read.ok) {
          expect([folder, read.problem?.text ?? '']).toEqual([folder, expect.stringMatching(/\S/)]);
          continue;
        }
        const { exit, stderr } = await carriedOut(read);
        if (exit !== 0)
          expect([folder, stderr]).toEqual([
            folder,
            expect.stringMatching(/Error response from daemon|invalid|no such/),
          ]);
      }
    },
    60_000,
  );
});
