import { spawn, spawnSync } from 'node:child_process';

/** Runs a line in bash and returns what it printed. Throws with its error output where it fails. */
export function sh(line: string): string {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${line}\n${stdout}${stderr}`);
  return stdout;
}

/** Runs a line in bash whose failure does not matter. */
export function attempt(line: string): string {
  return spawnSync('bash', ['-c', line], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
}

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number | 'timeout';
  readonly ms: number;
}

/** Runs a program in a process group of its own, which is ended after `timeout` ms. */
export function capture(file: string, args: readonly string[], timeout: number): Promise<Ran> {
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let stdout = '';
    let stderr = '';
    let late = false;
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const timer = setTimeout(() => {
      late = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, timeout);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ stdout, stderr, exit: late ? 'timeout' : (code ?? 0), ms: Math.round(performance.now() - start) });
    });
  });
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A word quoted for a POSIX shell. */
export const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
