import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { CHECKSUMS, filesOf } from '../../deploy/finish.ts';
import { ofPackage, packageFolderOf, permitted, type ShippedPackage } from '../../deploy/shipped.ts';
import { en } from '../../src/i18n/en.ts';
import { ko } from '../../src/i18n/ko.ts';
import { LabPage } from '../pages/lab-page.ts';
import { Palette } from '../pages/palette.ts';
import { test } from '../test.ts';

const root = join(import.meta.dirname, '../..');
const dist = join(root, 'dist');
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const notices = () =>
  readJson(join(dist, 'licences.json')) as { page: ShippedPackage; packages: readonly ShippedPackage[] };
const names = () => notices().packages.map(({ name }) => name);
const shippedFiles = (ending: RegExp) => filesOf(dist).filter((name) => ending.test(name));

test.describe('licences', () => {
  test('only such as ask for no more than their text, and each has it', () => {
    const { page, packages } = notices();
    expect(packages.length).toBeGreaterThan(50);
    for (const { name, version, licence, text } of [page, ...packages]) {
      expect(permitted, name).toContain(licence);
      expect(version, name).toMatch(/^\d+\.\d+/);
      expect(text.length, name).toBeGreaterThan(500);
      expect(text, name).toMatch(/copyright|license/i);
    }
  });

  test('of every dependency, and of the service worker’s parts', () => {
    const { dependencies } = readJson(join(root, 'package.json')) as { dependencies: Record<string, string> };
    // radix-ui is a list of other packages, which have a licence each.
    expect(names()).toEqual(expect.arrayContaining(Object.keys(dependencies).filter((name) => name !== 'radix-ui')));
    const worker = shippedFiles(/^workbox-.*\.js$/).map((name) => readFileSync(join(dist, name), 'utf8'));
    const parts = [...worker.join().matchAll(/workbox:([a-z-]+):/g)].map(([, name]) => `workbox-${name}`);
    expect(parts).toContain('workbox-precaching');
    expect(names()).toEqual(expect.arrayContaining(parts));
  });

  test('of what files of the project are made of', () => {
    const { licence, text } = notices().packages.find(({ name }) => name === 'compose-spec') ?? {};
    expect(licence).toBe('Apache-2.0');
    expect(text).toContain('Copyright 2020 The Compose Specification Authors');
  });

  test('of what dependencies carry inside their own files: no text of another package is shipped', () => {
    const shipped = literalsIn(shippedFiles(/\.js$/).map((name) => join(dist, name)));
    const listed = new Set(names());
    const known = literalsIn(names().flatMap((name) => (name === 'just-bash' ? [] : scriptsOf(name))));
    const unlisted = installedPackages().filter((name) => !listed.has(name));
    expect(unlisted).toContain('@mixmark-io/domino'); // which just-bash has, but not in browsers
    const traces = unlisted.map((name) => {
      const literals = [...literalsIn(scriptsOf(name))].filter((literal) => !known.has(literal));
      return { name, found: literals.filter((literal) => shipped.has(literal)), of: literals.length };
    });
    // Some words stand in many programs: a package that is carried along shows more than a trace of itself.
    expect(traces.filter(({ found, of }) => found.length > 1 && found.length > of / 25)).toEqual([]);
  });
});

test.describe('a build', () => {
  test('knows whose each module is, and stops where it does not', () => {
    const folder = (id: string) => packageFolderOf(id, root);
    expect(folder(`${root}/src/app/main.tsx`)).toBeUndefined();
    expect(folder(`${root}/node_modules/@radix-ui/react-menu/dist/index.mjs`)).toBe(
      `${root}/node_modules/@radix-ui/react-menu`,
    );
    expect(folder(`${root}/node_modules/just-bash/node_modules/minimatch/index.js?x`)).toBe(
      `${root}/node_modules/just-bash/node_modules/minimatch`,
    );
    expect(folder('\0vite/preload-helper.js')).toBe(`${root}/node_modules/vite`);
    expect(() => folder('\0nobody/knows.js')).toThrow('No package is known');
  });

  test('takes no package whose licence asks for more', () => {
    expect(() => ofPackage(join(root, 'node_modules/axe-core'))).toThrow('axe-core comes under MPL-2.0');
  });
});

/** The packages that the page may be made of, as they are installed. */
function installedPackages(): readonly string[] {
  const { packages } = readJson(join(root, 'package-lock.json')) as {
    packages: Record<string, { dev?: boolean; optional?: boolean }>;
  };
  return Object.entries(packages).flatMap(([path, { dev, optional }]) => {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    return name === undefined || dev === true || optional === true ? [] : [name];
  });
}

function scriptsOf(name: string): readonly string[] {
  const folder = join(root, 'node_modules', name);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[cm]?js$/.test(file) && !/node_modules/.test(file))
    .map((file) => join(folder, file))
    .filter((file) => existsSync(file));
}

/** The longer texts that scripts quote: they come through a minifier as they were. */
function literalsIn(scripts: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const script of scripts) {
    let text: string;
    try {
      text = readFileSync(script, 'utf8');
    } catch {
      continue; // a folder with a name like that
    }
    for (const [, , literal] of text.matchAll(/(['"`])([\w ,:;.()<>/-]{24,120})\1/g)) found.add(literal ?? '');
  }
  return found;
}

test('the list of checksums has every file of the built page as it is', () => {
  const listed = readFileSync(join(dist, CHECKSUMS), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('  ') as [sum: string, name: string]);
  expect(listed.map(([, name]) => name)).toEqual(filesOf(dist).filter((name) => name !== CHECKSUMS));
  for (const [sum, name] of listed)
    expect(
      createHash('sha256')
        .update(readFileSync(join(dist, name)))
        .digest('hex'),
      name,
    ).toBe(sum);
});

test.describe('About', () => {
  async function expectLicences(page: Page, texts: typeof en.about | typeof ko.about): Promise<void> {
    const dialog = page.getByRole('dialog', { name: texts.title });
    const { page: own, packages } = notices();
    const lines = [own, ...packages].map(({ name, version, licence }) => name + version + licence);
    await expect(dialog.locator('summary')).toHaveText(lines);
    await expect(dialog.getByText('Permission is hereby granted')).toHaveCount(0);
    await dialog.locator('summary', { hasText: /^zustand/ }).click();
    await expect(dialog.getByText('Permission is hereby granted')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }

  test('opens from the palette and from the menu, with every licence', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open();
    await page.keyboard.press('Control+k');
    await new Palette(page, 'commands').choose('about hopscope');
    await expectLicences(page, en.about);
    await page.getByRole('button', { name: /^Document:/ }).click();
    await page.getByRole('menuitem', { name: en.commands.about }).click();
    await expectLicences(page, en.about);
  });

  test('says so where the list cannot be loaded', async ({ page }) => {
    await page.route('**/licences.json', (route) => route.abort());
    const lab = new LabPage(page);
    await lab.open();
    await page.keyboard.press('Control+k');
    await new Palette(page, 'commands').choose('about hopscope');
    await expect(page.getByRole('alert')).toHaveText(en.about.failed);
  });

  test.describe('in Korean', () => {
    test.use({ locale: 'ko-KR' });

    test('tells it in Korean', async ({ page }) => {
      await new LabPage(page).open();
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill(ko.commands.about);
      await page.keyboard.press('Enter');
      await expectLicences(page, ko.about);
    });
  });
});
