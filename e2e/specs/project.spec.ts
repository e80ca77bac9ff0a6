import { expect, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { ko } from '../../src/i18n/ko.ts';
import { LabPage } from '../pages/lab-page.ts';
import { Picture } from '../pages/picture.ts';
import { fragmentFor, twoProjects } from '../pages/project-lab.ts';
import { test } from '../test.ts';

const named = (text: string, values: Readonly<Record<string, string>>): string =>
  Object.entries(values).reduce((result, [key, value]) => result.replaceAll(`{{${key}}}`, value), text);

const whole = (name: string) => named(en.outline.whole, { name });
const fold = named(en.actions.fold, { name: 'shop' });
const unfold = named(en.actions.unfold, { name: 'shop' });

async function open(page: Page, lines = twoProjects): Promise<{ lab: LabPage; picture: Picture }> {
  const picture = new Picture(page);
  await picture.watch();
  await page.goto(`./#${fragmentFor(lines)}`);
  const lab = new LabPage(page);
  await expect(lab.outline.getByRole('button', { name: whole('blog'), exact: true })).toBeAttached();
  await expect.poll(async () => texts(picture)).toContain('web 1/2');
  return { lab, picture };
}

const texts = async (picture: Picture): Promise<readonly string[]> => (await picture.labels()).map(({ text }) => text);

test('containers go by service and number in the frame of their project, which is folded and unfolded by key', async ({
  page,
}) => {
  const { lab, picture } = await open(page);
  expect(await texts(picture)).toEqual(expect.arrayContaining(['shop', 'blog', 'web 1/2', 'web 2/2', 'db', 'plain']));
  await lab.select(whole('shop'));
  await expect(lab.inspector.title).toHaveText('shop');
  await lab.picture.press('x');
  await expect.poll(() => texts(picture)).not.toContain('web 1/2');
  expect(await texts(picture)).toEqual(expect.arrayContaining(['shop', '×4', 'plain', 'app']));
  await expect(lab.inspector.root.getByRole('button', { name: unfold })).toBeVisible();
  await lab.picture.press('x');
  await expect.poll(() => texts(picture)).toContain('web 1/2');
});

test('a click on its arrow folds a project, and two clicks on its card unfold it', async ({ page }) => {
  const { lab, picture } = await open(page);
  const label = await picture.pointOf('shop');
  const [{ box } = { box: { width: 0 } }] = (await picture.boxes()).filter(({ text }) => text === 'shop');
  await page.mouse.click(label.x - box.width / 2 - 8, label.y);
  await expect.poll(() => texts(picture)).not.toContain('web 1/2');
  const card = await picture.pointOf('shop');
  await page.mouse.click(card.x, card.y);
  await expect(lab.inspector.title).toHaveText('shop');
  await page.waitForTimeout(600); // what comes sooner belongs to the first click
  await page.mouse.dblclick(card.x, card.y);
  await expect.poll(() => texts(picture)).toContain('web 1/2');
});

test('a container that is folded away is shown by its project, and can be unfolded from its own menu', async ({
  page,
}) => {
  const { lab, picture } = await open(page);
  await lab.select('shop-web-1');
  await expect(lab.inspector.section(en.inspector.project)).toContainText('web');
  await expect(lab.inspector.section(en.inspector.project)).toContainText('1/2');
  await expect(lab.inspector.section(en.inspector.dependsOn)).toContainText('db');
  await lab.inspector.root.getByRole('button', { name: fold }).click();
  await expect(lab.inspector.title).toHaveText('shop');
  await lab.select('shop-web-1');
  await lab.inspector.root.getByRole('button', { name: unfold }).click();
  await expect.poll(() => texts(picture)).toContain('web 1/2');
  await lab.inspector.section(en.inspector.dependsOn).getByRole('button', { name: /^api/ }).click();
  await expect(lab.inspector.title).toHaveText('shop-api-1');
  await lab.inspector.section(en.inspector.project).getByRole('button', { name: /^shop/ }).click();
  await expect(lab.inspector.title).toHaveText('shop');
});

test('a project can be asked for alone, in its menu and beside the networks', async ({ page }) => {
  const { lab } = await open(page);
  await lab.select(whole('shop'));
  await lab.inspector.root.getByRole('button', { name: en.actions.showOnly }).click();
  await page.getByRole('button', { name: en.graph.filterProjects }).click();
  await expect(page.getByRole('menuitemcheckbox', { name: 'shop', exact: true })).toBeChecked();
  await page.getByRole('menuitemcheckbox', { name: en.graph.all, exact: true }).click();
  await expect(lab.inspector.root.getByRole('button', { name: en.actions.showOnly })).toBeVisible();
});

test('it is stopped and brought down from its menu in the outline', async ({ page }) => {
  const { lab } = await open(page);
  const menu = lab.outline.getByRole('button', { name: named(en.outline.actions, { name: whole('shop') }) });
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: en.actions.stop, exact: true }).click();
  await expect(lab.terminal.output).toContainText('docker compose -p shop stop');
  await expect(
    lab.outline.getByRole('button', { name: named(en.outline.stopped, { name: 'shop-web-1' }), exact: true }),
  ).toBeAttached();
  await lab.select(whole('shop'));
  await expect(lab.inspector.section(en.inspector.project)).toContainText(en.graph.stopped);
  await lab.inspector.root.getByRole('button', { name: en.actions.composeDown }).click();
  await expect(lab.outline.getByRole('button', { name: whole('shop'), exact: true })).toHaveCount(0);
  await expect(lab.outline.getByRole('button', { name: whole('blog'), exact: true })).toBeAttached();
});

test('what compose made of a file is brought up again from there', async ({ page }) => {
  const lab = new LabPage(page);
  const file = ['services:', '  db:', '    image: redis', '  web:', '    image: nginx', '    depends_on: [db]'];
  const written = file.map((line) => `'${line}'`).join(' ');
  await page.goto(
    `./#${fragmentFor([`mkdir -p /root/stack && printf '%s\\n' ${written} > /root/stack/compose.yaml`, 'cd /root/stack && docker compose up -d', 'docker stop -t 0 stack-web-1'])}`,
  );
  await lab.select(whole('stack'));
  await expect(lab.inspector.section(en.inspector.project)).toContainText('/root/stack/compose.yaml');
  await expect(lab.inspector.section(en.inspector.services)).toContainText(en.state.short.exited);
  await lab.inspector.root.getByRole('button', { name: en.actions.composeUp }).click();
  await expect(lab.terminal.output).toContainText('cd /root/stack && docker compose up -d');
  await expect(lab.inspector.section(en.inspector.project)).toContainText(en.state.running);
});

test('arrows show what depends on what, where that is asked for, and the legend tells it', async ({ page }) => {
  const { lab, picture } = await open(page);
  const dependencies = page.getByRole('button', { name: en.graph.dependencies });
  await expect(dependencies).toHaveAttribute('aria-pressed', 'false');
  await expect(picture.legend).toHaveCount(0);
  await dependencies.click();
  await expect(dependencies).toHaveAttribute('aria-pressed', 'true');
  await expect(picture.legend).toContainText(en.graph.dependsOn);
  await lab.picture.press('1');
  await expect(picture.legend).toContainText(en.graph.dependsOn);
});

test('everything of a project can be found and done in the palette', async ({ page }) => {
  const { lab, picture } = await open(page);
  await lab.picture.press('/');
  await page.getByRole('dialog').getByRole('combobox').fill('shop');
  await page.getByRole('option', { name: /^shop project/ }).click();
  await expect(lab.inspector.title).toHaveText('shop');
  await lab.picture.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(fold);
  await page.keyboard.press('Enter');
  await expect.poll(() => texts(picture)).not.toContain('web 1/2');
});

test('the long name of an image leaves the addresses in the list of containers to be read', async ({ page }) => {
  const lab = new LabPage(page);
  const image = 'ghcr.io/acme/admin-console:2024.11.3-alpine3.20';
  await page.goto(
    `./#${fragmentFor([`docker tag nginx ${image}`, 'docker run -d --name webshop-cache-1 nginx', `docker run -d --name webshop-admin-console-1 ${image}`])}`,
  );
  const list = lab.inspector.section(en.inspector.containers);
  await expect(list).toContainText(image);
  const all = await list.boundingBox();
  for (const address of ['172.17.0.2', '172.17.0.3']) {
    const box = await list.getByText(address).boundingBox();
    expect((box?.x ?? Infinity) + (box?.width ?? 0)).toBeLessThan((all?.x ?? 0) + (all?.width ?? 0));
  }
});

test('in Korean', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('hopscope.language', 'ko'));
  const picture = new Picture(page);
  await picture.watch();
  await page.goto(`./#${fragmentFor(twoProjects)}`);
  const outline = page.getByRole('navigation', { name: ko.outline.label });
  const project = outline.getByRole('button', { name: named(ko.outline.whole, { name: 'shop' }), exact: true });
  await expect(project).toBeAttached();
  await project.focus();
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('complementary', { name: ko.inspector.label });
  await expect(inspector.getByRole('region', { name: ko.inspector.services })).toContainText(ko.graph.unhealthy);
  await inspector.getByRole('button', { name: named(ko.actions.fold, { name: 'shop' }) }).click();
  await expect.poll(() => texts(picture)).toContain(named(ko.graph.unhealthyOf, { count: '1' }));
});

test('on a phone a project is folded from its menu, and its card can be read', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const picture = new Picture(page);
  await picture.watch();
  await page.goto(`./#${fragmentFor(twoProjects)}`);
  const lab = new LabPage(page);
  await lab.select(whole('shop'));
  await lab.picture.press('x');
  await lab.picture.press('1');
  await expect.poll(() => texts(picture)).toEqual(expect.arrayContaining(['shop_default', 'plaza', 'blog_default']));
  const small = (await picture.labels()).filter(({ size }) => size < 9.95);
  expect(small).toEqual([]);
});
