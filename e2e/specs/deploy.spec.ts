import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { compresses } from '../../deploy/compress.ts';
import { filesOf } from '../../deploy/finish.ts';
import { fragmentOf } from '../../src/formats/link.ts';
import { folderAt } from '../pages/folder.ts';
import { LabPage } from '../pages/lab-page.ts';
import { serve } from '../pages/server.ts';
import { watch } from '../pages/watch.ts';
import { test } from '../test.ts';

const dist = join(import.meta.dirname, '../../dist');

test.describe('the built folder under a path', () => {
  test.use({ serviceWorkers: 'allow' });

  test('opens a link there, loads all from there, and is kept for that path alone', async ({ page }) => {
    test.slow();
    const { url, close } = await serve(folderAt(dist, '/some/path/'));
    page.once('close', close);
    const home = `${url}some/path/`;
    const { complaints, elsewhere } = watch(page, home);
    const encodings = new Set<string | undefined>();
    page.on('response', (response) => encodings.add(response.headers()['content-encoding']));

    const commands = [{ place: 'host1', line: 'docker run -d --name linked nginx' }];
    await page.goto(`${home}#${fragmentOf({ name: 'Linked', history: { seed: 1, commands }, positions: {} })}`);
    const lab = new LabPage(page);
    await expect(lab.outline.getByRole('button', { name: 'linked', exact: true })).toBeAttached();
    await lab.terminal.type('host1', 'for n in 1 2; do echo "n$n"; done | grep -c n'); // bash, loaded when it is needed
    await expect(lab.terminal.output).toContainText('2');
    const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
    expect(scope).toBe(home);
    expect([...encodings]).toContain('br');
    expect(complaints).toEqual([]);
    expect(elsewhere).toEqual([]);

    close();
    await page.goto('about:blank');
    await page.goto(home);
    await expect(lab.outline).toContainText('host1');
  });
});

test('what is sent compressed is what was built, and all that pays is compressed', () => {
  const names = filesOf(dist);
  const large = names.filter((name) => compresses(name, readFileSync(join(dist, name)).length));
  expect(large.length).toBeGreaterThan(20);
  for (const name of large) {
    const content = readFileSync(join(dist, name));
    expect(brotliDecompressSync(readFileSync(join(dist, `${name}.br`))).equals(content), name).toBe(true);
    expect(gunzipSync(readFileSync(join(dist, `${name}.gz`))).equals(content), name).toBe(true);
  }
  expect(names.filter((name) => /\.(br|gz)$/.test(name))).toHaveLength(2 * large.length);
});
