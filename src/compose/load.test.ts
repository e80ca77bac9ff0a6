import { describe, expect, test } from 'vitest';
import { loadIn, loadText, problemOf, projectIn } from './project.fixture.ts';

describe('several files', () => {
  const base =
    'services:\n  a:\n    image: x\n    ports: ["80:80"]\n    environment: {A: 1, B: 2}\n    command: [one]\n    networks: [n]\nnetworks:\n  n:\n';
  const over = (text: string) =>
    projectIn({ 'a.yaml': base, 'b.yaml': text }, { files: ['a.yaml', 'b.yaml'] }).services['a'];

  test('mappings and lists are merged, what is said twice counts last, commands are replaced', () => {
    const text =
      'services:\n  a:\n    ports: ["80:80", "81:80"]\n    environment: [B=3, C]\n    command: two\n    networks: {n: {aliases: [z]}}\n';
    expect(over(text)).toMatchObject({
      ports: [{ published: '80' }, { published: '81' }],
      environment: { A: '1', B: '3', C: null },
      command: ['two'],
      networks: { n: { aliases: ['z'] } },
    });
  });
  test('`!reset` takes out, `!override` puts in the place', () => {
    const service = over('services:\n  a:\n    ports: !override ["90:90"]\n    environment: !reset null\n');
    expect(service).toMatchObject({ ports: [{ published: '90' }] });
    expect(service).not.toHaveProperty('environment');
  });
  test('what cannot be laid over the other is refused', () => {
    const texts = { 'a.yaml': base, 'b.yaml': 'services: {a: {ports: {c: d}}}\n' };
    expect(problemOf(loadIn(texts, { files: ['a.yaml', 'b.yaml'] }))).toBe('cannot override services.a.ports');
  });
  test('`version` is remarked, once for each file', () => {
    const texts = { 'a.yaml': `version: "3"\n${base}`, 'b.yaml': 'version: "3"\n' };
    expect(loadIn(texts, { files: ['a.yaml', 'b.yaml'] }).warnings.map(({ text }) => text.split(':')[0])).toEqual([
      '/srv/a.yaml',
      '/srv/b.yaml',
    ]);
  });
});

describe('a service that extends another', () => {
  test('of another file takes that one’s paths along', () => {
    const project = projectIn({
      'compose.yaml': 'services: {a: {extends: {file: sub/b.yaml, service: b}, environment: {X: a}}}\n',
      'sub/b.yaml': 'services: {b: {extends: c, environment: {X: b, Y: b}}, c: {image: x, volumes: ["./d:/d"]}}\n',
    });
    expect(project.services['a']).toMatchObject({
      image: 'x',
      environment: { X: 'a', Y: 'b' },
      volumes: [{ source: '/srv/sub/d' }],
    });
  });
  test.each([
    ['{extends: b}', 'cannot extend service "a" in /srv/compose.yaml: service "b" not found'],
    ['{extends: {file: gone.yaml, service: b}}', 'open /srv/gone.yaml: no such file or directory'],
    ['{extends: {file: b.yaml}}', 'extends.a.service is required'],
    [
      '{extends: {file: b.yaml, service: c}}',
      'cannot extend service "a" in /srv/compose.yaml: service "c" not found in b.yaml',
    ],
    ['{extends: a}', 'Circular reference:\n  a in /srv/compose.yaml\n  extends a in /srv/compose.yaml'],
  ])('%s', (service, why) => {
    const texts = { 'compose.yaml': `services: {a: ${service}}\n`, 'b.yaml': 'services: {b: {image: x}}\n' };
    expect(problemOf(loadIn(texts))).toBe(why);
  });
});

describe('what is included', () => {
  const main = (include: string, rest = '') => `include: ${include}\nservices: {a: {image: "x$V"}}\n${rest}`;
  test('has its own folder and variables, the shell’s over them', () => {
    const texts = {
      'compose.yaml': main('[sub/b.yaml]'),
      'sub/b.yaml': 'services: {b: {image: "y$V$S", volumes: ["./d:/d"]}}\n',
      'sub/.env': 'V=1\nS=2\n',
    };
    expect(projectIn(texts, { shell: { S: 'shell' } }).services).toMatchObject({
      a: { image: 'x' },
      b: { image: 'y1shell', volumes: [{ source: '/srv/sub/d' }] },
    });
  });
  test('must be the same where both have it', () => {
    const texts = (internal: boolean) => ({
      'compose.yaml': main('[b.yaml]', 'networks: {wall: {internal: true}}\n'),
      'b.yaml': `services: {b: {image: y, networks: [wall]}}\nnetworks: {wall: {internal: ${internal}}}\n`,
    });
    expect(problemOf(loadIn(texts(false)))).toBe('networks.wall conflicts with imported resource');
    expect(problemOf(loadIn(texts(true)))).toBe('');
  });
  test.each([
    ['b.yaml', '`include` must be a list, got b.yaml'],
    ['[gone.yaml]', 'open /srv/gone.yaml: no such file or directory'],
    ['[c.yaml]', 'include cycle detected:\n/srv/compose.yaml\n include /srv/c.yaml\n include /srv/compose.yaml'],
  ])('%s', (include, why) => {
    expect(problemOf(loadIn({ 'compose.yaml': main(include), 'c.yaml': 'include: [compose.yaml]\n' }))).toBe(why);
  });
});

describe('env files of services', () => {
  const texts = {
    'compose.yaml': 'services: {a: {image: x, environment: {A: own}, env_file: [a.env, {path: b.env, format: raw}]}}\n',
    'a.env': 'A=file\nB="x $A"\nSEEN\n',
    'b.env': 'C="$A" # all of it\n',
  };
  test('are read under what the service says itself', () => {
    const { environment } = projectIn(texts, { shell: { SEEN: 'yes' } }).services['a'] ?? {};
    expect(environment).toEqual({ A: 'own', B: 'x own', SEEN: 'yes', C: '"$A" # all of it' });
  });
  test('that are missing are named, but not those of services that are not asked for', () => {
    const without = {
      'compose.yaml': 'services: {a: {image: x, env_file: gone.env}, b: {image: y}}\n',
    };
    expect(loadIn(without)).toMatchObject({
      problem: {
        text: 'env file /srv/gone.env not found: stat /srv/gone.env: no such file or directory',
        missing: { kind: 'env-file', name: '/srv/gone.env' },
      },
    });
    expect(loadIn(without, {}, { services: ['b'] }).ok).toBe(true);
    expect(loadIn(without, {}, { services: ['b'], allEnvFiles: true }).ok).toBe(false);
    expect(loadIn(without, {}, { noEnvResolution: true }).ok).toBe(true);
  });
});

test('tells where a value stands, in the last file that says something of it', () => {
  const texts = {
    'compose.yaml': 'services:\n  a:\n    image: x\n',
    'compose.override.yml': 'services:\n  a:\n    tty: true\n',
  };
  const { spotOf } = loadIn(texts);
  expect(spotOf(['services', 'a', 'image'])).toEqual({ file: '/srv/compose.yaml', line: 3, column: 5 });
  expect(spotOf(['services', 'a', 'tty'])).toEqual({ file: '/srv/compose.override.yml', line: 3, column: 5 });
});

test('a problem that names a service is shown there', () => {
  expect(loadText('services:\n  b: {image: x}\n  a:\n    image: x\n    networks: [none]\n')).toMatchObject({
    problem: { text: 'service "a" refers to undefined network none: invalid compose project', spot: { line: 5 } },
  });
});

test('services of any name are services', () => {
  const names = ['__proto__', 'constructor', 'toString'];
  const text = `services:\n${names.map((name) => `  ${name}: {image: x, environment: {${name}: 1}}\n`).join('')}`;
  const loaded = loadText(text);
  expect(loaded.ok && Object.keys(loaded.project.services).sort()).toEqual([...names].sort());
});
