import { expect } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

test('a server in the foreground holds its terminal until Ctrl-C', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run --rm --name web -p 8080:80 nginx');
  const held = lab.terminal.input('host1');
  await expect(held).toHaveAttribute('placeholder', en.terminal.held);
  await expect(lab.outline).toContainText('web');

  await lab.terminal.type('client', 'curl -s http://192.168.65.10:8080');
  await expect(lab.terminal.output).toContainText('Welcome to nginx!');
  await lab.terminal.tab('host1').click();
  await expect(held).toHaveAttribute('placeholder', en.terminal.held);

  await held.press('Control+c');
  await expect(held).not.toHaveAttribute('placeholder');
  await expect(lab.outline).not.toContainText('web');
  await lab.terminal.type('host1', 'docker ps -q');
  await expect(lab.terminal.output).toContainText('host1$ docker ps -q');
});

test('tcpdump in one terminal prints what another sends', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web nginx');
  await expect(lab.outline).toContainText('web');
  await lab.terminal.type('host1', 'tcpdump -n -i docker0 icmp');
  await expect(lab.terminal.output).toContainText('listening on docker0');

  await lab.terminal.open('web');
  await lab.terminal.type('web', 'ping -c 1 172.17.0.1');
  await expect(lab.terminal.output).toContainText('1 received');
  await lab.terminal.tab('host1').click();
  await expect(lab.terminal.output).toContainText('IP 172.17.0.2 > 172.17.0.1: ICMP echo request');
  await expect(lab.terminal.output).toContainText('IP 172.17.0.1 > 172.17.0.2: ICMP echo reply');

  await lab.terminal.input('host1').press('Control+c');
  await expect(lab.terminal.output).toContainText('2 packets captured');
  await expect(lab.terminal.input('host1')).not.toHaveAttribute('placeholder');
});

test('a shell in a container is a terminal of its own, until exit', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web nginx');
  await expect(lab.outline).toContainText('web');

  await lab.terminal.type('host1', 'docker exec -it web sh');
  await expect(lab.terminal.input('web')).toBeFocused();
  await page.keyboard.type('hostname -i');
  await page.keyboard.press('Enter');
  await expect(lab.terminal.output).toContainText('172.17.0.2');
  await page.keyboard.type('exit');
  await page.keyboard.press('Enter');
  await expect(lab.terminal.tab('web')).toBeHidden();
  await expect(lab.terminal.input('host1')).toBeFocused();

  await page.keyboard.type('docker run -it --rm --name box busybox');
  await page.keyboard.press('Enter');
  await expect(lab.terminal.input('box')).toBeFocused();
  await expect(lab.outline).toContainText('box');
  await page.keyboard.type('exit');
  await page.keyboard.press('Enter');
  await expect(lab.terminal.tab('box')).toBeHidden();
  await expect(lab.outline).not.toContainText('box');
});
