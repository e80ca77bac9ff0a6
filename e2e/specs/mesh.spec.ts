import { expect } from '@playwright/test';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

test('the routing mesh: host2 answers for a task on host1, by IPVS and VXLAN', async ({ page }) => {
  test.setTimeout(180_000);
  const lab = new LabPage(page);
  await lab.open();
  await lab.addHost();
  await expect(lab.outline.getByRole('button', { name: 'host2', exact: true })).toBeAttached();
  await lab.terminal.type('host1', 'docker swarm init');
  await lab.terminal.type('host1', 'docker swarm join-token -q worker > /run/sock/token');
  await lab.terminal.type('host2', 'docker swarm join --token $(cat /run/sock/token) 192.168.65.10:2377');
  await expect(lab.terminal.output).toContainText('This node joined a swarm as a worker.');
  await lab.terminal.type(
    'host1',
    'docker service create -d --name web --constraint node.hostname==host1 -p 8080:80 traefik/whoami; sleep 3',
  );
  await lab.terminal.type('client', 'curl -s -m 2 http://192.168.65.11:8080');
  await expect(lab.terminal.output).toContainText('RemoteAddr: 10.0.0.3');

  const told = (await lab.timeline.tellAll()).join('\n');
  expect(told).toMatch(/IPVS has taken this connection: it goes to the task at 10\.0\.0\.\d+/);
  expect(told).toMatch(/wraps the whole frame .* to 192\.168\.65\.10:4789/);
  expect(told).toMatch(/IPVS puts the service’s address/);
});
