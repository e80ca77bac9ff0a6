import { describe, expect, test } from 'vitest';
import { findIn, loadIn, problemOf, projectIn, refusalOf } from './project.fixture.ts';

const ONE = 'services: {a: {image: "x-$A"}}\n';

describe('the files of a project', () => {
  test('the first of the names that compose looks for, with its override', () => {
    const found = findIn({ 'compose.yml': ONE, 'docker-compose.yml': ONE, 'docker-compose.override.yml': ONE });
    expect(found.files).toEqual(['/srv/compose.yml', '/srv/docker-compose.override.yml']);
    expect(found.warnings.map(({ text }) => text)).toEqual([
      'Found multiple config files with supported names: /srv/compose.yml, /srv/docker-compose.yml',
      'Using /srv/compose.yml',
    ]);
  });
  test('those of a folder above, which is the folder of the project', () => {
    const found = findIn({ 'compose.yaml': ONE, '.env': 'A=1\n', 'deep/er/x': '' }, { cwd: '/srv/deep/er' });
    expect(found).toMatchObject({ folder: '/srv', files: ['/srv/compose.yaml'], environment: { A: '1' } });
  });
  test('`-f` leaves overrides out, and its first one has the folder', () => {
    const texts = { 'a/one.yaml': ONE, 'b/two.yaml': ONE, 'compose.override.yaml': ONE };
    expect(findIn(texts, { files: ['a/one.yaml', 'b/two.yaml'] })).toMatchObject({
      folder: '/srv/a',
      files: ['/srv/a/one.yaml', '/srv/b/two.yaml'],
    });
  });
  test('COMPOSE_FILE, from the shell or `.env`, parted by what is asked for', () => {
    const texts = { 'a.yaml': ONE, 'b.yaml': ONE, '.env': 'COMPOSE_FILE=a.yaml,b.yaml\nCOMPOSE_PATH_SEPARATOR=,\n' };
    expect(findIn(texts).files).toEqual(['/srv/a.yaml', '/srv/b.yaml']);
    expect(findIn(texts, { shell: { COMPOSE_FILE: 'b.yaml' } }).files).toEqual(['/srv/b.yaml']);
    expect(refusalOf(() => findIn(texts, { shell: { COMPOSE_FILE: 'c.yaml' } }))).toBe(
      'stat /srv/c.yaml: no such file or directory',
    );
  });
  test('none, or one that is not there', () => {
    expect(problemOf(loadIn({}))).toBe('no configuration file provided: not found');
    expect(loadIn({}, { files: ['gone.yaml'] })).toMatchObject({
      problem: {
        text: 'open /srv/gone.yaml: no such file or directory',
        missing: { kind: 'file', name: '/srv/gone.yaml' },
      },
    });
    expect(problemOf(loadIn({ 'd/x': '' }, { files: ['d'] }))).toBe('read /srv/d: is a directory');
  });
});

describe('its variables', () => {
  const texts = { 'compose.yaml': ONE, '.env': 'A=env\n', 'b.env': 'A=b\nB=b\n', 'c.env': 'A=c$B\n' };
  test('the shell over `.env`, which files that are named take the place of', () => {
    expect(findIn(texts).environment).toMatchObject({ A: 'env' });
    expect(findIn(texts, { shell: { A: 'shell' } }).environment).toMatchObject({ A: 'shell' });
    const named = findIn(texts, { envFiles: ['b.env', 'c.env'] });
    expect(named).toMatchObject({ environment: { A: 'cb', B: 'b' }, envFiles: ['/srv/b.env', '/srv/c.env'] });
    expect(findIn(texts, { shell: { COMPOSE_ENV_FILES: 'c.env,b.env' } }).environment).toMatchObject({ A: 'b' });
    expect(findIn(texts, { shell: { COMPOSE_DISABLE_ENV_FILE: '1' } }).environment).not.toHaveProperty('A');
  });
  test('a file that is not there', () => {
    expect(refusalOf(() => findIn(texts, { envFiles: ['gone.env'] }))).toBe("couldn't find env file: /srv/gone.env");
  });
  test('profiles, from the command line before a variable', () => {
    const shell = { COMPOSE_PROFILES: 'a, b' };
    expect(findIn(texts, { shell }).profiles).toEqual(['a', 'b']);
    expect(findIn(texts, { shell, profiles: ['c'] }).profiles).toEqual(['c']);
  });
});

describe('its name', () => {
  const named = { 'compose.yaml': `name: My_Stack-$A\n${ONE}` };
  const invalid = (name: string): string =>
    `invalid project name "${name}": must consist only of lowercase alphanumeric characters, hyphens, and underscores as well as start with a letter or number`;

  test('what the file says is made to fit, as is the name of the folder', () => {
    expect(projectIn(named, { shell: { A: 'X' } }).name).toBe('my_stack-x');
    expect(projectIn({ 'Big Shop/compose.yaml': ONE }, { cwd: '/srv/Big Shop' }).name).toBe('bigshop');
  });
  test('what is asked for is not', () => {
    expect(refusalOf(() => findIn(named, { name: 'Shop' }))).toBe(invalid('Shop'));
    expect(problemOf(loadIn(named, { shell: { COMPOSE_PROJECT_NAME: 'Shop' } }))).toBe(invalid('Shop'));
    expect(projectIn(named, { name: 'shop' }).name).toBe('shop');
  });
  test('the last file that has one counts, and nothing is left of another', () => {
    const files = { 'a.yaml': `name: one\n${ONE}`, 'b.yaml': 'name: two\n' };
    expect(projectIn(files, { files: ['a.yaml', 'b.yaml'] }).name).toBe('two');
    expect(problemOf(loadIn({ 'compose.yaml': `name: "!!"\n${ONE}` }))).toBe('project name must not be empty');
  });
  test('the files may use it', () => {
    const project = projectIn({ 'compose.yaml': 'name: shop\nservices: {a: {image: "$COMPOSE_PROJECT_NAME"}}\n' });
    expect(project.services['a']?.image).toBe('shop');
  });
});
