import { expect, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

async function select(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name, exact: true }).focus();
  await page.keyboard.press('Enter');
}

test('what is selected is told as tables and as the tools print it', async ({ page }) => {
  test.slow();
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker network create shop');
  await lab.terminal.type('host1', 'docker run -d --name web --network shop -p 8080:80 nginx');
  await lab.terminal.type('client', 'curl -s http://192.168.65.10:8080');
  await expect(lab.terminal.output).toContainText('Welcome to nginx!');
  const { inspector } = lab;
  const printed = async (line: string) => {
    await inspector.root.getByText(line, { exact: true }).click();
    return inspector.root.getByLabel(line, { exact: true });
  };

  await select(page, 'web');
  await expect(inspector.section(en.inspector.sandbox)).toContainText('/run/docker/netns/');
  await expect(inspector.section(en.inspector.sockets)).toContainText('80/tcp');
  await expect(inspector.section(en.inspector.processes)).toContainText('nginx: master process');
  await expect(inspector.section(en.inspector.routes)).toContainText('via 172.18.0.1 dev eth0');
  await expect(inspector.section('/etc/hosts')).toContainText('ip6-localhost');
  await expect(inspector.section('/etc/resolv.conf')).toContainText('127.0.0.11');
  await expect(await printed('ip route')).toContainText('default via 172.18.0.1 dev eth0');
  await expect(await printed('cat /etc/resolv.conf')).toContainText('nameserver 127.0.0.11');
  await expect(await printed('docker inspect web')).toContainText('"NetworkSettings"');

  await select(page, 'shop');
  await expect(inspector.section(en.inspector.dns)).toContainText('web');
  await expect(inspector.section(en.inspector.ports)).toContainText(/veth\w+/);
  await expect(inspector.section(en.evidence.forwarding)).toContainText('permanent');
  await expect(await printed('docker network inspect shop')).toContainText('"Subnet": "172.18.0.0/16"');

  await select(page, 'host1');
  await expect(inspector.section(en.inspector.connections)).toContainText('192.168.65.10:8080');
  await inspector.root.getByRole('button', { name: 'netfilter' }).click();
  const rule = inspector.section('nat DOCKER').getByRole('listitem').filter({ hasText: '-j DNAT' });
  await expect(rule).toContainText('--to-destination 172.18.0.2:80');
  await expect(rule).toContainText('+1');
  const families = inspector.root.getByRole('group', { name: en.inspector.family });
  await families.getByRole('button', { name: 'IPv6' }).click();
  await expect(inspector.section('nat PREROUTING')).toContainText('DOCKER');
  await expect(rule).toBeHidden();
  await families.getByRole('button', { name: 'IPv4' }).click();
  await expect(await printed('iptables-save -c')).toContainText('-j DNAT --to-destination 172.18.0.2:80');

  // Looking is no command: undo takes the request back, nothing else.
  await expect(lab.terminal.output).not.toContainText('iptables-save');
});
