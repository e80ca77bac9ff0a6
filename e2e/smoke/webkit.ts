import { ANSWER_TIME, asJson, fromJson, type Browser, type Driver } from './driver.ts';
import { below, eventually, freePort, program, start } from './programs.ts';

const driver = program('WebKitWebDriver');
const xvfb = program('Xvfb');
const browser = below('/usr/lib', 'MiniBrowser', 2);

/** WebKitGTK’s own small browser, by classic WebDriver: https://www.w3.org/TR/webdriver2/ */
export const webkit: Browser = {
  name: 'WebKit',
  missing: [
    ...(driver === undefined || browser === undefined ? ['webkit2gtk-driver'] : []),
    ...(xvfb === undefined ? ['xvfb'] : []),
  ],
  open: () => openWebKit(driver ?? '', xvfb ?? '', browser ?? ''),
};

async function openWebKit(driverPath: string, xvfbPath: string, binary: string): Promise<Driver> {
  const screen = await startScreen(xvfbPath);
  const port = await freePort();
  const { end } = start(driverPath, [`--port=${port}`], {
    DISPLAY: screen.display,
    GDK_BACKEND: 'x11',
    LANG: 'en_US.UTF-8',
    LANGUAGE: 'en_US',
    LIBGL_ALWAYS_SOFTWARE: '1',
    WEBKIT_DISABLE_DMABUF_RENDERER: '1',
  });
  const capabilities = {
    alwaysMatch: {
      browserName: 'MiniBrowser',
      pageLoadStrategy: 'normal',
      'webkitgtk:browserOptions': { binary, args: ['--automation'] },
    },
  };
  const call = caller(`http://127.0.0.1:${port}`);
  const { sessionId } = (await eventually(30, () => call('POST', '/session', { capabilities }))) as {
    sessionId: string;
  };
  const session = `/session/${sessionId}`;
  await call('POST', `${session}/window/rect`, { x: 0, y: 0, width: 1440, height: 940 });
  await call('POST', `${session}/timeouts`, { script: ANSWER_TIME, pageLoad: ANSWER_TIME });
  return {
    goTo: async (url) => void (await call('POST', `${session}/url`, { url })),
    evaluate: async (expression) =>
      fromJson(
        await call('POST', `${session}/execute/async`, {
          script: `const done = arguments[0]; ${asJson(expression)}.then(done);`,
          args: [],
        }),
      ),
    act: async (actions) => void (await call('POST', `${session}/actions`, { actions })),
    close: async () => {
      await call('DELETE', session).catch(() => undefined);
      end();
      screen.end();
    },
  };
}

/** A screen that nobody sees, with a number that is free. */
async function startScreen(path: string): Promise<{ readonly display: string; readonly end: () => void }> {
  const { process: child, end } = start(path, ['-displayfd', '2', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp']);
  const display = await new Promise<string>((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      const [, number] = /^(\d+)$/m.exec(chunk.toString()) ?? [];
      if (number !== undefined) resolve(`:${number}`);
    });
    child.once('exit', () => reject(new Error('Xvfb did not start.')));
  });
  return { display, end };
}

const caller =
  (server: string) =>
  async (method: 'POST' | 'DELETE', path: string, body?: object): Promise<unknown> => {
    const content = body && { body: JSON.stringify(body) };
    const response = await fetch(server + path, { method, signal: AbortSignal.timeout(ANSWER_TIME), ...content });
    const { value } = (await response.json()) as { value: unknown };
    if (response.ok) return value;
    const { error, message } = value as { error: string; message: string };
    throw new Error(`${path}: ${error}: ${message}`);
  };
