import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { BrowserContext } from '@playwright/test';
import { startMosquitto, type Mosquitto } from './mosquitto.ts';

/** Between the port of the broker and the one that is held by whoever uses it: `playwright.config.ts` takes ports from fewer. */
const LOCK = 1000;

/** Holds a port of 127.0.0.1 until what this resolves to is called, or the process ends; waits for it as long as another has it. */
async function held(port: number): Promise<() => void> {
  for (;;) {
    const server = createServer().unref();
    const isMine = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (isMine) return () => server.close();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Starts the broker that the server of the page under test hands `/mqtt` on to. There is one: a test waits until no other uses it. */
export async function startServedBroker(): Promise<Mosquitto> {
  const port = Number(new URL(process.env['HOPSCOPE_BROKER'] ?? '').port);
  const release = await held(port + LOCK);
  const broker = await startMosquitto({ port }).catch((error: unknown) => {
    release();
    throw error;
  });
  return { ...broker, stop: () => broker.stop().finally(release) };
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
