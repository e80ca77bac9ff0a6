import { expect } from '@playwright/test';
import { drop } from '../pages/files.ts';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

test('the arrow keys bring earlier lines back, and what was being typed', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const input = lab.terminal.input('host1');
  await lab.terminal.type('host1', 'hostname');
  await lab.terminal.type('host1', 'docker ps');
  await input.fill('ip a');
  await input.press('ArrowUp');
  await expect(input).toHaveValue('docker ps');
  await input.press('ArrowUp');
  await expect(input).toHaveValue('hostname');
  await input.press('ArrowDown');
  await input.press('ArrowDown');
  await expect(input).toHaveValue('ip a');
});

test('each place has its own history', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker ps');
  await lab.terminal.type('client', 'hostname');
  await lab.terminal.input('client').press('ArrowUp');
  await expect(lab.terminal.input('client')).toHaveValue('hostname');
  await expect(lab.terminal.output).not.toContainText('docker ps');
});

test('Tab completes commands, names, files, interfaces and chains', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name webserver nginx');
  await expect(lab.outline).toContainText('webserver');
  const input = lab.terminal.input('host1');
  for (const [typed, completed] of [
    ['dock', 'docker'],
    ['docker-c', 'docker-compose '],
    ['docker netw', 'docker network '],
    ['docker network ins', 'docker network inspect '],
    ['docker stop webs', 'docker stop webserver '],
    ['docker run -d --network bri', 'docker run -d --network bridge '],
    ['docker run -d ngi', 'docker run -d nginx'],
    ['curl http://webs', 'curl http://webserver '],
    ['docker exec webserver cat /etc/resol', 'docker exec webserver cat /etc/resolv.conf '],
    ['ip addr show dev docker', 'ip addr show dev docker0 '],
    ['iptables -t nat -L POSTR', 'iptables -t nat -L POSTROUTING '],
  ] as const) {
    await input.fill(typed);
    await input.press('Tab');
    await expect(input).toHaveValue(completed);
  }
  await input.fill('docker st');
  await input.press('Tab');
  await expect(page.getByRole('status').filter({ hasText: 'start' })).toContainText('stop');
});

test('Enter that ends a syllable of an input method runs nothing', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const input = lab.terminal.input('host1');
  await input.focus();
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: '한', selectionStart: 1, selectionEnd: 1 });
  await input.evaluate((element) =>
    element.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, isComposing: true }),
    ),
  );
  await expect(input).toHaveValue('한');
  await session.send('Input.insertText', { text: '한' });
  await expect(input).toHaveValue('한');
  await expect(lab.terminal.output).toBeEmpty();
});

test('pasted lines run in turn, and the last waits for Enter', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const lab = new LabPage(page);
  await lab.open();
  await page.evaluate(() =>
    navigator.clipboard.writeText('docker network create a\n$ docker network create \\\n  b\ndocker network ls'),
  );
  await lab.terminal.input('host1').press('Control+v');
  await expect(lab.terminal.input('host1')).toHaveValue('docker network ls');
  await expect(lab.outline).toContainText('b');
  await lab.terminal.input('host1').press('Enter');
  await expect(lab.terminal.output).toContainText(/\ba +bridge +local\n.*\bb +bridge +local/);
});

test('output is text, never markup; errors are told apart; clear empties the screen', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', "echo '<img src=x onerror=alert(1)><b>bold</b>'");
  await expect(lab.terminal.output).toContainText('<img src=x onerror=alert(1)><b>bold</b>');
  await expect(lab.terminal.output.locator('img, b')).toHaveCount(0);
  await lab.terminal.type('host1', 'clear');
  await expect(lab.terminal.output).toBeEmpty();
  await lab.terminal.type('host1', 'nosuch');
  await expect(lab.terminal.output).toContainText('not found');
  await lab.terminal.input('host1').press('Control+l');
  await expect(lab.terminal.output).toBeEmpty();
});

test('a terminal opens at any place', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web nginx');
  await expect(lab.outline).toContainText('web');
  await lab.terminal.open('web');
  await expect(lab.terminal.input('web')).toBeFocused();
  await lab.terminal.type('web', 'ip -4 -br addr');
  await expect(lab.terminal.output).toContainText('172.17.0.2/16');
  await lab.terminal.type('web', 'exit');
  await expect(lab.terminal.tab('web')).toHaveCount(0);
});

test('Ctrl-R finds earlier lines, older ones with each press', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  for (const line of ['docker network create shop', 'docker network ls', 'hostname'])
    await lab.terminal.type('host1', line);
  await expect(lab.terminal.output).toContainText('hostnamehost1');
  await lab.terminal.input('host1').press('Control+r');
  await expect(lab.terminal.search).toBeFocused();
  await page.keyboard.type('network');
  await expect(lab.terminal.found).toHaveText('docker network ls');
  await lab.terminal.search.press('Control+r');
  await expect(lab.terminal.found).toHaveText('docker network create shop');
  await lab.terminal.search.press('Escape');
  await expect(lab.terminal.input('host1')).toBeFocused();
  await expect(lab.terminal.input('host1')).toHaveValue('docker network create shop');

  await lab.terminal.input('host1').press('Control+r');
  await page.keyboard.type('host');
  await lab.terminal.search.press('Enter');
  await expect(lab.terminal.output).toContainText(/hostnamehost1.*hostnamehost1/s);
  await expect(lab.terminal.input('host1')).toBeFocused();
});

test('readline’s keys edit the line', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const input = lab.terminal.input('host1');
  await input.fill('docker stop web');
  await input.press('Control+w');
  await expect(input).toHaveValue('docker stop ');
  await input.press('Control+y');
  await expect(input).toHaveValue('docker stop web');
  await input.press('Control+a');
  await page.keyboard.type('time ');
  await expect(input).toHaveValue('time docker stop web');
  await input.press('Control+k');
  await expect(input).toHaveValue('time ');
  await input.press('Control+u');
  await expect(input).toHaveValue('');
});

test('Ctrl-C drops the line, and what waits of a long paste', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const lab = new LabPage(page);
  await lab.open();
  const input = lab.terminal.input('host1');
  await input.fill('docker ru');
  await input.press('Control+c');
  await expect(input).toHaveValue('');
  await expect(lab.terminal.output).toContainText('docker ru^C');

  const lines = Array.from({ length: 200 }, (_, at) => `docker network create --internal n${at}`);
  await page.evaluate((text) => navigator.clipboard.writeText(text), `${lines.join('\n')}\n`);
  await input.press('Control+v');
  await input.press('Control+c');
  await lab.terminal.type('host1', 'echo done');
  await expect(lab.terminal.output).toContainText('echo donedone');
  await expect(lab.outline).not.toContainText('n199');
});

test('names, ids and addresses in the output lead to the picture', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker network create shop');
  await lab.terminal.type('host1', 'docker run -d --name api --network shop nginx');
  await lab.terminal.type('host1', 'docker ps');
  await lab.terminal.link('api').click();
  await expect(lab.inspector.title).toHaveText('api');
  await lab.terminal.type('host1', 'docker network ls');
  await lab.terminal.link('shop').click();
  await expect(lab.inspector.title).toHaveText('shop');
  await lab.terminal.type('host1', 'ping -c 1 172.18.0.2');
  await lab.terminal.link('172.18.0.2').first().click();
  await expect(lab.inspector.title).toHaveText('api');
});

test('help tells what can be done at a place, and its lines run', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('client', 'help');
  await expect(lab.terminal.output).toContainText('client is a Linux machine without Docker');
  await expect(lab.terminal.output).toContainText('traceroute');
  await lab.terminal.output.getByRole('button', { name: 'Run ip route' }).click();
  await expect(lab.terminal.output).toContainText('default via 192.168.65.1');
  await lab.terminal.type('client', 'clear');
  await expect(lab.terminal.output).toBeEmpty();
});

test('of very many commands the newest are shown, and earlier ones where they are asked for', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const lines = Array.from({ length: 700 }, (_, i) => `host1$ cd /tmp # line ${i};`);
  await drop(page, 'long.scenario', lines.join('\n'));
  await expect(lab.terminal.output).toContainText('# line 699;');
  await expect(lab.terminal.output).not.toContainText('# line 199;');
  await page.getByRole('button', { name: /earlier commands/ }).click();
  await expect(lab.terminal.output).toContainText('# line 0;');
  await expect(page.getByRole('button', { name: /earlier commands/ })).toBeHidden();
});
