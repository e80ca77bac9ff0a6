import { expect } from '@playwright/test';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

test('a failed command leaves the dialog as it was and says why in the words of the engine', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web nginx');
  await expect(lab.outline).toContainText('web');

  const dialog = await lab.addContainer();
  await dialog.image.fill('redis');
  await dialog.name.fill('web');
  await dialog.publish(1, '6379', '6379');
  await dialog.run();
  await expect(dialog.failure).toContainText('Conflict. The container name "/web" is already in use by container');
  await expect(dialog.image).toHaveValue('redis');
  await expect(dialog.name).toHaveValue('web');
  await expect(dialog.port(1).host).toHaveValue('6379');

  await dialog.name.fill('cache');
  await expect(dialog.failure).toBeHidden();
  await dialog.run();
  await expect(dialog.root).toBeHidden();
  await expect(lab.outline).toContainText('cache');
});

test('a network with a subnet, and a container on it', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const network = await lab.addNetwork();
  await network.name.fill('shop');
  await network.subnet.fill('10.20.0.0/24');
  await network.internal.check();
  await expect(network.command).toContainText('docker network create --internal --subnet 10.20.0.0/24 shop');
  await network.run();
  await expect(network.root).toBeHidden();

  const container = await lab.addContainer();
  await container.image.fill('nginx');
  await container.name.fill('web');
  await container.network.selectOption('shop');
  await expect(container.command).toContainText('docker run -d --name web --network shop nginx');
  await container.run();
  await expect(container.root).toBeHidden();
  await lab.terminal.type('host1', "docker inspect -f '{{.NetworkSettings.Networks.shop.IPAddress}}' web");
  await expect(lab.terminal.output).toContainText('10.20.0.2');
});

test('names are offered where they resolve, addresses elsewhere', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  for (const line of [
    'docker network create shop',
    'docker run -d --name web --network shop nginx',
    'docker run -d --name box --network shop busybox',
    'docker run -d --name lone busybox',
  ])
    await lab.terminal.type('host1', line);
  await expect(lab.outline).toContainText('lone');

  const send = await lab.send();
  await send.from.selectOption('box');
  await send.to.selectOption('web');
  await expect(send.command).toContainText('box$ curl -s -m 2 http://web');
  await send.choose('ping');
  await expect(send.command).toContainText('ping -c 1 -W 1 web');
  await send.from.selectOption('lone');
  await expect(send.command).toContainText('lone$ ping -c 1 -W 1 172.18.0.2');
  await send.choose('dns');
  await expect(send.command).toContainText('dig +short web');
  await send.from.selectOption('box');
  await send.run();
  await expect(send.root).toBeHidden();
  await expect(lab.terminal.output).toContainText('172.18.0.2');
  await expect(lab.timeline.slider).toBeVisible();
});

test('the inspector’s actions run docker commands', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web nginx');
  await lab.inspector.root.getByRole('button', { name: /^web/ }).click();
  await expect(lab.inspector.title).toHaveText('web');
  await lab.inspector.action('stop').click();
  await expect(lab.terminal.output).toContainText('docker stop web');
  await expect(lab.inspector.root).toContainText('stopped, exit code 0');
  await lab.inspector.action('start').click();
  await expect(lab.inspector.root).toContainText('172.17.0.2/16');
  await lab.inspector.action('remove').click();
  await expect(lab.outline).not.toContainText('web');
});
