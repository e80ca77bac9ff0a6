import { expect } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a packet’s layers open and close by keyboard, stay so from hop to hop, and light their octets', async ({
  page,
}) => {
  test.slow();
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web -p 8080:80 nginx');
  await lab.terminal.type('client', 'curl -s http://192.168.65.10:8080');
  await expect(lab.timeline.slider).toBeVisible();
  await lab.timeline.goTo(/DOCKER rewrites its destination/);
  const { inspector } = lab;
  const ip = inspector.layer('Internet Protocol Version 4');
  await expect(ip).toHaveAttribute('aria-expanded', 'false');
  await expect(ip.getByRole('insertion')).toContainText('172.17.0.2');

  await ip.focus();
  await page.keyboard.press('ArrowRight');
  await expect(ip).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(inspector.layer('.... 0101 = Header Length')).toBeFocused();
  const destination = inspector.layer('Destination Address');
  await expect(destination.getByRole('deletion')).toContainText('192.168.65.10');
  await inspector.root.getByRole('button', { name: en.packet.showOctets }).click();
  await destination.click();
  const octets = inspector.root.getByRole('region', { name: en.packet.octets });
  const lit = octets.locator('[data-lit]');
  await expect(lit).toHaveText(['ac', '11', '.', '.', '00', '02', '.', '.']);
  await ip.focus();
  await expect(lit).toHaveCount(2 * 20);
  await lit.filter({ hasText: /^06$/ }).click();
  await expect(inspector.layer('Protocol: TCP')).toHaveAttribute('aria-selected', 'true');

  await lab.timeline.button('forward').click();
  await expect(ip).toHaveAttribute('aria-expanded', 'true');
  await expect(inspector.layer('Protocol: TCP')).toHaveAttribute('aria-selected', 'true');
  await ip.click();
  await expect(destination).toBeHidden();

  await inspector.root.getByRole('button', { name: en.packet.copy }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain('Internet Protocol Version 4, Src: 192.168.65.50, Dst: 172.17.0.2\n    0100 .... = Version: 4\n');
});
