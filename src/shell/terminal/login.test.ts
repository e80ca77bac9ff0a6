import { beforeEach, describe, expect, it } from 'vitest';
import { labAfter } from '../shell.fixture.ts';
import { execute } from '../run.ts';
import type { Session } from '../session.ts';

let session: Session;
beforeEach(async () => {
  ({ session } = await labAfter('docker run -d --name web nginx'));
});

const type = async (place: string, line: string) => {
  const { stdout, stderr, exit, entered, left } = await execute(session, place, line);
  return { stdout, stderr, exit, ...(entered !== undefined && { entered }), ...(left !== undefined && { left }) };
};
const states = async () => (await type('host1', 'docker ps -a --format "{{.Names}} {{.Status}}"')).stdout;

describe('an interactive shell', () => {
  it('is the main process of a container, which ends with it', async () => {
    expect(await type('host1', 'docker run -it --name box alpine')).toMatchObject({ exit: 0, entered: 'host1/box' });
    expect((await type('host1/box', 'hostname')).stdout).toMatch(/^[0-9a-f]{12}\n$/);
    expect(await type('host1/box', 'exit 3')).toEqual({ stdout: '', stderr: '', exit: 3, left: 'host1' });
    expect(await states()).toMatch(/^box Exited \(3\) .*\nweb Up/);
  });

  it('takes its container away with --rm', async () => {
    await type('host1', 'docker run -it --rm --name box alpine sh');
    await type('host1/box', 'false');
    expect(await type('host1/box', '\u0004')).toMatchObject({ exit: 1, left: 'host1' });
    expect(await states()).toMatch(/^web /);
  });

  it('of docker exec leaves the container as it is', async () => {
    await type('host1', 'docker exec -it -w /etc -e A=b -u nobody web bash');
    expect((await type('host1/web', 'echo $A; pwd; id -un')).stdout).toBe('b\n/etc\nnobody\n');
    expect((await type('host1/web', 'docker ps; pgrep -c bash')).stdout).toBe('1\n');
    expect(await type('host1/web', 'exit')).toEqual({ stdout: '', stderr: 'exit\n', exit: 0, left: 'host1' });
    expect((await type('host1/web', 'pwd; pgrep -c bash')).stdout).toBe('/\n0\n');
    expect(await type('host1/web', 'exit')).toEqual({ stdout: '', stderr: '', exit: 0 });
    expect(await states()).toMatch(/^web Up/);
  });

  it('within another is left first', async () => {
    await type('host1', 'docker run -dit --name box alpine sh');
    expect(await type('host1', 'docker attach box')).toMatchObject({ entered: 'host1/box' });
    await type('client', 'true');
    await type('host1', 'docker exec -it box sh');
    expect(await type('host1/box', 'exit 1')).toMatchObject({ exit: 1, left: 'host1' });
    expect(await states()).toMatch(/^box Up/);
    expect(await type('host1/box', 'exit')).toMatchObject({ left: 'host1' });
    expect(await states()).toMatch(/^box Exited \(0\)/);
  });

  it('goes with its container', async () => {
    await type('host1', 'docker run -it --name box alpine');
    await type('host1', 'docker kill box');
    expect(await type('host1/box', 'exit 2')).not.toHaveProperty('left');
    await type('host1', 'docker start -ai box');
    expect(await type('host1/box', 'exit 2')).toMatchObject({ left: 'host1' });
    expect(await states()).toMatch(/^box Exited \(2\)/);
  });
});

describe('a server in the foreground', () => {
  it('holds the terminal, shows there what it prints, and ends with an interrupt', async () => {
    expect(await type('host1', 'docker run --rm --name shop nginx')).toEqual({ stdout: '', stderr: '', exit: 0 });
    expect(await type('host1', '\u0003')).toEqual({ stdout: '', stderr: '^C', exit: 0 });
    expect(await states()).toMatch(/^web /);
    await type('host1', 'docker run --name shop alpine nc -lku 9000');
    const { elsewhere } = await execute(session, 'host1/web', 'echo hello | nc -u -w1 172.17.0.3 9000');
    expect(elsewhere).toEqual({ host1: { stdout: 'hello\n', stderr: '' } });
  });

  it('is interrupted by the next line as well; what ignores that is left alone', async () => {
    await type('host1', 'docker run --name box alpine tail -f /dev/null');
    const { stdout, stderr } = await type('host1', 'docker ps -q | wc -l');
    expect(stdout).toBe('2\n');
    expect(stderr).toBe('^C^C^C\ngot 3 SIGTERM/SIGINTs, forcefully exiting\n');
  });

  it('is stopped by timeout', async () => {
    expect(await type('host1', 'timeout 3 docker run --name shop nginx')).toMatchObject({ exit: 124 });
    expect(await states()).toMatch(/^shop Exited \(0\)/);
  });

  it('may have its log followed', async () => {
    await type('host1', 'docker logs -f web');
    const seen = await execute(session, 'client', 'true');
    expect(seen.elsewhere).toBeUndefined();
    expect(await type('host1', '\u0003')).toEqual({ stdout: '', stderr: '^C', exit: 130 });
    expect(await states()).toMatch(/^web Up/);
  });
});
