import { readFileSync } from 'node:fs';
import type { BrowserContext } from '@playwright/test';
import { startMosquitto, type Mosquitto } from './mosquitto.ts';

/** Starts the broker that the server of the page under test hands `/mqtt` on to. There is one port: one at a time. */
export function startServedBroker(): Promise<Mosquitto> {
  const { port } = new URL(process.env['HOPSCOPE_BROKER'] ?? '');
  return startMosquitto({ port: Number(port) });
}

/** Serves the page as one that has its broker behind its server. */
export async function useServedBroker(context: BrowserContext): Promise<void> {
  const settings = readFileSync('public/settings.js', 'utf8');
  await context.route('**/settings.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: settings.replace("const classBroker = ''", "const classBroker = '/mqtt'"),
    }),
  );
}
