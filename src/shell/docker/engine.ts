/** How commands speak to the engine. */
import { EngineError } from '../../engine/api.ts';
import type { EngineHost } from '../../engine/engine.ts';
import { engineHost } from '../../world/engine-host.ts';
import { CliError } from './cli/command.ts';
import type { Asking, Context } from './cli/command.ts';

export const cannotConnect = (address: string): string =>
  `Cannot connect to the Docker daemon at ${address}. Is the docker daemon running?`;

/** An engine that answers. Throws CliError where it is down. */
function answering(host: EngineHost): EngineHost {
  if (host.engine.down) throw new CliError(cannotConnect('unix:///var/run/docker.sock'));
  return host;
}

/** Reads from the engine; the question changes nothing. */
export const ask = <T>({ call, machine }: Asking, question: (host: EngineHost) => T): T =>
  question(answering(engineHost(call.world(), machine)));

/** Lets the engine change something. What it left behind stays where it refuses (EngineError). */
export const order = <T>({ call, machine }: Asking, change: (host: EngineHost) => T): T =>
  call.update((world) => change(answering(engineHost(world, machine))));

/** A name as the engine's client takes it. Throws CliError where it is empty. */
export function named(kind: 'container' | 'network', name: string): string {
  if (name.trim() === '') throw new CliError(`invalid ${kind} name or ID: value is empty`);
  return name;
}

/** A refusal of the daemon as its client tells it. */
export const daemonError = (error: EngineError): string => `Error response from daemon: ${error.message}`;

/** A refusal in words. Any other error is thrown on. */
export function refusal(error: unknown): string {
  if (error instanceof EngineError) return daemonError(error);
  if (error instanceof CliError) return error.message;
  throw error;
}

/** Does the same for each name and prints what it answers; refusals come together at the end and make the exit code 1. */
export function forEach({ call }: Asking, names: readonly string[], run: (name: string) => string | undefined): number {
  const problems: string[] = [];
  for (const name of names) {
    try {
      const said = run(name);
      if (said !== undefined) call.out(`${said}\n`);
    } catch (error) {
      problems.push(refusal(error));
    }
  }
  for (const problem of problems) call.err(`${problem}\n`);
  return problems.length > 0 ? 1 : 0;
}

/** Lets the engine do the same to each container that is named, and prints the names. */
export const orderEach = (context: Context<never>, change: (host: EngineHost, name: string) => unknown): number =>
  forEach(context, context.arguments, (name) => {
    order(context, (host) => change(host, named('container', name)));
    return name;
  });
