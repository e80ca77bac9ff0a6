import { expect } from '@playwright/test';
import { composing } from '../../src/i18n/en/composing.ts';
import { composing as korean } from '../../src/i18n/ko/composing.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { ComposeFiles } from '../pages/compose-files.ts';
import { Editor } from '../pages/editor.ts';
import { drop, dropAll, paste } from '../pages/files.ts';
import { LabPage } from '../pages/lab-page.ts';
import { ShareDialog } from '../pages/share-dialog.ts';
import { test } from '../test.ts';

// Reading, rehearsing and bringing up take a busy machine its time.
test.describe.configure({ timeout: 120_000 });

const stack = `services:
  web:
    image: ghcr.io/x/web:1
    ports: ["8080:3000"]
    environment: {DB: "mysql://db:3306"}
    depends_on: [db]
  db:
    image: mariadb:11
    ports: ["3306:3306"]
`;

test('a dropped file is shown, comes up, is reached by its service’s name, exported and opened again', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open();
  await drop(page, 'compose.yaml', stack);
  const files = new ComposeFiles(page);
  await expect(files.part('services')).toContainText('8080:3000');
  await expect(files.part('images')).toContainText('answers on 3306');
  await expect(files.part('remarks')).toContainText('MySQL is published on port 3306 of every address');
  await expectAccessible(page, '[role=dialog]');
  await files.bringUp.click();
  await expect(lab.outline).toContainText('app-web-1');
  await lab.terminal.open('app-web-1');
  await lab.terminal.type('app-web-1', 'curl -s -m 2 http://db:3306');
  await expect(lab.terminal.output).toContainText('LocalPort: 3306');

  const share = new ShareDialog(page);
  await share.open();
  const { text, name } = await share.save('compose');
  expect(name).toMatch(/\.yaml$/);
  expect(text).toContain('container_name: app-db-1');
  await share.close();
  await drop(page, 'again.yaml', text);
  await expect(files.part('services')).toContainText('app-db-1');
  await files.bringUp.click();
  await expect(lab.outline).toContainText('app-db-1');
  await lab.terminal.open('app-web-1');
  await lab.terminal.type('app-web-1', 'curl -s -m 2 http://db:3306');
  await expect(lab.terminal.output).toContainText('LocalPort: 3306');
});

test('a file that was dropped is edited beside the picture, brought up anew, reached by the client, and undone', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open();
  const text = 'services:\n  web:\n    image: nginx\n  db:\n    image: redis\n';
  await drop(page, 'compose.yaml', text);
  await new ComposeFiles(page).bringUp.click();
  await expect(lab.terminal.output).toContainText(/✔ Container app-web-1 +Started/);
  const editor = new Editor(page);
  const path = '/root/app/compose.yaml';
  await lab.terminal.type('host1', 'nano compose.yaml');
  await expect(editor.text(path)).toContainText('redis');
  await editor.write(path, text.replace('nginx\n', 'nginx\n    ports: ["8080:80"]\n'));
  await page.keyboard.press('ControlOrMeta+s');
  await editor.saved();
  await page.keyboard.press('Control+x');
  await lab.terminal.type('host1', 'docker compose up -d');
  await expect(lab.terminal.output).toContainText(/✔ Container app-db-1 +Running/);
  await lab.terminal.type('host1', 'docker ps --filter publish=8080 -q | wc -l');
  await expect(lab.terminal.output).toContainText('\n1\n');
  await lab.terminal.open('client');
  await lab.terminal.type('client', 'curl -s -m 2 http://192.168.65.10:8080 | grep title');
  await expect(lab.terminal.output).toContainText('Welcome to nginx!');
  await lab.undo.click();
  await lab.undo.click();
  await lab.undo.click();
  await lab.terminal.open('client');
  await lab.terminal.type('client', 'curl -s -m 2 http://192.168.65.10:8080; echo code $?');
  await expect(lab.terminal.output).toContainText('code 7');
});

test('what is not set is asked for, what is missing can be added, and one undo takes it all back', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name mine nginx');
  await expect(lab.outline).toContainText('mine');
  await dropAll(page, {
    'compose.yaml': 'services:\n  web:\n    image: nginx:${TAG:?which}\n    env_file: web.env\n',
    'compose.override.yaml': 'services:\n  web:\n    ports: ["81:80"]\n',
  });
  const files = new ComposeFiles(page);
  await expect(files.problem).toContainText('compose.yaml, line 3');
  await files.dialog.getByRole('textbox', { name: /^TAG/ }).fill('latest');
  await files.dialog.getByRole('button', { name: composing.addEmpty.replace('{{name}}', 'web.env') }).click();
  await files.dialog.getByRole('combobox', { name: composing.into }).selectOption('here');
  await expect(files.part('services')).toContainText('81:80');
  await files.bringUp.click();
  await expect(lab.outline).toContainText('app-web-1');
  await expect(lab.outline).toContainText('mine');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(lab.outline).not.toContainText('app-web-1');
  await expect(lab.outline).toContainText('mine');
});

test('fields for many variables are whole, and nothing is taken out by a first press of Enter', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const names = Array.from({ length: 12 }, (_, i) => `VALUE_${i}`);
  const lines = names.map((name) => `      ${name}: "\${${name}}"`).join('\n');
  await drop(page, 'compose.yaml', `services:\n  web:\n    image: nginx\n    environment:\n${lines}\n`);
  const files = new ComposeFiles(page);
  await expect(files.part('services')).toBeVisible();
  await page.keyboard.press('Enter');
  const group = files.dialog.getByRole('group', { name: composing.variables });
  const [all, last] = await Promise.all([
    group.boundingBox(),
    group.getByRole('textbox', { name: 'VALUE_11' }).boundingBox(),
  ]);
  expect((last?.y ?? Infinity) + (last?.height ?? 0)).toBeLessThanOrEqual((all?.y ?? 0) + (all?.height ?? 0) + 1);
  await files.bringUp.click();
  await expect(lab.outline).toContainText('app-web-1');
  await expect(lab.terminal.output).toContainText(/✔ Container app-web-1 +Started/);
  await expect(lab.terminal.output).not.toContainText('[32m');
  expect((await lab.terminal.output.textContent())?.split('[+] Running').length).toBe(2);
});

test('a long preview says below how much it is, what its files call it, and leads to what is worth a look', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open();
  const names = Array.from({ length: 20 }, (_, i) => `part${i}`);
  const services = names.map((name) => `  ${name}:\n    image: ghcr.io/x/${name}\n`).join('');
  await drop(
    page,
    'compose.yaml',
    `name: mill\nservices:\n${services}    ports: ["3306:3306"]\n  db:\n    image: mysql\n    ports: ["3306:3306"]\n`,
  );
  const files = new ComposeFiles(page);
  await expect(files.dialog).toContainText('21 containers · 1 network');
  await expect(files.dialog).toContainText(composing.named.replace('{{project}}', 'mill'));
  await expect(files.part('remarks')).not.toBeInViewport();
  await files.dialog.getByRole('button', { name: composing.remarkCount_other.replace('{{count}}', '3') }).focus();
  await page.keyboard.press('Enter');
  await expect(files.part('remarks')).toBeInViewport();
});

test('by keyboard alone: a pasted file, opened leniently', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const files = new ComposeFiles(page);
  await files.open();
  await files.dialog.getByRole('textbox', { name: composing.paste }).focus();
  await page.keyboard.insertText('services:\n  web:\n    image: nginx\n    networks: [lost]\n');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(files.problem).toContainText('undefined network lost');
  await files.dialog.getByRole('checkbox', { name: composing.lenient }).focus();
  await page.keyboard.press('Space');
  await expect(files.part('leftOut')).toContainText('the network lost');
  await files.bringUp.focus();
  await page.keyboard.press('Enter');
  await expect(lab.outline).toContainText('app-web-1');
});

test('hostile files are told in plain sentences', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const files = new ComposeFiles(page);
  for (const text of [
    'services:\n\t- {',
    'services:\n  "<img src=x onerror=alert(1)>": {image: nginx}\n',
    `services:\n  web: {image: nginx, ports: ["1-65535:1-65535", "\u0000"]}\n`,
    'services:\n  __proto__: 7\n',
  ]) {
    await drop(page, 'compose.yaml', text);
    await expect(files.problem).toContainText(/\S/);
    await expect(files.dialog).not.toContainText(/undefined\b(?! )|NaN|\[object Object\]|TypeError/);
    await files.dialog.getByRole('button', { name: composing.cancel }).click();
    await expect(files.dialog).toBeHidden();
  }
});

test('a compose file is opened where it is pasted: on the page, and at a prompt, which would know no use for it', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open();
  const files = new ComposeFiles(page);
  for (const at of [page.getByRole('heading', { name: 'Hopscope' }), lab.terminal.input('host1')]) {
    await at.click();
    await paste(page, stack);
    await expect(files.part('services')).toContainText('8080:3000');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
});

test.describe('in Korean', () => {
  test.use({ locale: 'ko-KR' });

  test('the preview, its remarks and its buttons', async ({ page }) => {
    await page.goto('./');
    await expect(page.getByRole('heading', { name: 'Hopscope' })).toBeVisible();
    await drop(page, 'compose.yaml', stack);
    const dialog = page.getByRole('dialog', { name: korean.title });
    const remarks = dialog.getByRole('region', { name: korean.remarks });
    await expect(remarks).toContainText('포트 3306이 모든 주소에 게시되어');
    await expect(remarks).not.toContainText('[');
    await dialog.getByRole('button', { name: korean.open }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('navigation')).toContainText('app-web-1');
  });
});
