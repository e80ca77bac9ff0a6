import { expect } from '@playwright/test';
import { LabPage } from '../pages/lab-page.ts';
import { ShareDialog } from '../pages/share-dialog.ts';
import { Why } from '../pages/why.ts';
import { test } from '../test.ts';

/** Expects texts that fit the patterns, each after the one before. */
function expectInOrder(told: readonly string[], patterns: readonly RegExp[]): void {
  let at = -1;
  for (const pattern of patterns) {
    const next = told.findIndex((text, i) => i > at && pattern.test(text));
    expect(next, `${pattern} after hop ${at + 1}`).toBeGreaterThan(at);
    at = next;
  }
}

test('an overlay over two hosts: the lookup, VXLAN to the other host, and the way back', async ({ page }) => {
  test.setTimeout(180_000);
  const lab = new LabPage(page);
  await lab.open();
  await lab.addHost();
  await expect(lab.terminal.tab('host2')).toHaveAttribute('aria-selected', 'true');
  await expect(lab.outline.getByRole('button', { name: 'host2', exact: true })).toBeAttached();

  await lab.terminal.type('host1', 'docker swarm init --advertise-addr 192.168.65.10');
  await lab.terminal.type('host1', 'docker swarm join-token -q worker > /run/sock/token');
  await lab.terminal.type('host2', 'docker swarm join --token $(cat /run/sock/token) 192.168.65.10:2377');
  await expect(lab.terminal.output).toContainText('This node joined a swarm as a worker.');

  const network = await lab.addNetwork();
  await network.host.selectOption('host1');
  await network.name.fill('mesh');
  await network.driver.selectOption('overlay');
  await expect(network.command).toContainText('docker network create -d overlay --attachable mesh');
  await network.run();
  await expect(lab.outline.getByRole('button', { name: 'mesh', exact: true })).toBeAttached();
  for (const [host, name, image] of [
    ['host1', 'box', 'busybox'],
    ['host2', 'web', 'traefik/whoami'],
  ] as const) {
    const container = await lab.addContainer();
    await container.host.selectOption(host);
    await container.image.fill(image);
    await container.name.fill(name);
    await container.network.selectOption('mesh');
    await container.run();
    await expect(lab.outline.getByRole('button', { name, exact: true })).toBeAttached();
  }

  const send = await lab.send();
  await send.from.selectOption('host1/box');
  await send.to.selectOption('host2/web');
  await expect(send.command).toContainText('curl -s -m 2 http://web');
  await send.run();
  await expect(lab.terminal.output).toContainText('RemoteAddr: 10.0.1.');

  expectInOrder(await lab.timeline.tellAll(), [
    /box.* 127\.0\.0\.11 /,
    /dockerd.*answers|answers.*web/,
    /bridge, mesh \(host1\)/,
    /vxlan0 knows which host has .* wraps the whole frame .* to 192\.168\.65\.11:4789/,
    /out of eth0, host1/,
    /switch, LAN/,
    /in at eth0, host2/,
    /VXLAN socket in the kernel of host2 .* takes the frame out/,
    /in at vxlan0, mesh \(host2\)/,
    /in at eth0, web/,
    /wraps the whole frame .* to 192\.168\.65\.10:4789/,
    /in at eth0, host1/,
    /in at vxlan0, mesh \(host1\)/,
    /in at eth0, box/,
    /http-echo.* answers/,
    /socket, box/,
  ]);
  await lab.timeline.goTo(/out of eth0, host1/);
  const { root } = lab.inspector;
  await expect(root).toContainText('192.168.65.10, Dst: 192.168.65.11');
  await expect(root).toContainText('Dst Port: 4789');
  await expect(root).toContainText('Virtual eXtensible Local Area Network');
  await expect(root).toContainText('Src: 10.0.1.2, Dst: 10.0.1.4');
});

test('macvlan: the container answers the LAN and not its own host, with the reason told', async ({ page }) => {
  test.slow();
  const lab = new LabPage(page);
  const why = new Why(page);
  await lab.open();
  const network = await lab.addNetwork();
  await network.driver.selectOption('macvlan');
  await network.name.fill('lan');
  await network.range.fill('192.168.65.128/28');
  await expect(network.command).toContainText(
    '-d macvlan --subnet 192.168.65.0/24 --ip-range 192.168.65.128/28 --gateway 192.168.65.1 -o parent=eth0 lan',
  );
  await network.run();
  await expect(lab.outline.getByRole('button', { name: 'lan', exact: true })).toBeAttached();
  const container = await lab.addContainer();
  await container.image.fill('nginx');
  await container.name.fill('web');
  await container.network.selectOption('lan');
  await container.run();
  await expect(lab.outline.getByRole('button', { name: 'web', exact: true })).toBeAttached();

  await lab.terminal.type('client', 'curl -s -m 2 http://192.168.65.128');
  await expect(lab.terminal.output).toContainText('Welcome to nginx!');
  await lab.terminal.type('host1', 'curl -s -m 2 http://192.168.65.128');
  await expect(lab.timeline.slider).toBeVisible();
  await lab.timeline.button('toEnd').click();
  await expect(why.banner).toContainText(Why.sentence('host-to-stacked'));
  await why.fix.click();
  await why.again.click();
  await expect(lab.terminal.output).toContainText('Welcome to nginx!');
});

test('hosts and LAN devices come by key and by command, in links too, and go by undo', async ({ page }) => {
  test.slow();
  const lab = new LabPage(page);
  await lab.open();
  await page.getByRole('application').press('h');
  await expect(lab.terminal.tab('host2')).toBeVisible();
  await lab.terminal.type('lan', 'add client printer 192.168.65.200');
  await expect(lab.terminal.output).toContainText('printer 192.168.65.200');
  await lab.terminal.type('client', 'ping -c 1 192.168.65.200');
  await expect(lab.terminal.output).toContainText('1 received');

  const share = new ShareDialog(page);
  await share.open();
  const link = await share.link.inputValue();
  await share.close();
  await page.goto('about:blank');
  await page.goto(link);
  const machine = (name: string) => lab.outline.getByRole('button', { name, exact: true });
  await expect(machine('printer')).toBeAttached();
  await expect(machine('host2')).toBeAttached();
  await lab.undo.click();
  await lab.undo.click();
  await expect(machine('printer')).not.toBeAttached();
  await lab.undo.click();
  await expect(machine('host2')).not.toBeAttached();
  await expect(machine('host1')).toBeAttached();
});
