/** How the client waits for a service. */
import { listServices, settleEngine } from '../../../engine/api.ts';
import type { Context } from '../cli/command.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { ask, order } from '../engine.ts';

/** How long the client watches that tasks stay as they are (docker/cli command/service/progress). */
const STABLE = 5;

/** Waits until a service has converged, as the client does unless it is told to let it be, and tells of it. */
export function converge(context: Context<'detach'>, service: string, quiet = false): void {
  const { flags, call } = context;
  if (flagOn(flags, 'detach')) return;
  const say = (text: string): void => {
    if (!quiet) call.out(`${text}\n`);
  };
  const wait = (ms: number): void =>
    order(context, (host) => {
      host.clock.now += ms;
      settleEngine(host);
    });
  const found = () =>
    ask(context, (host) => listServices(host)).find(
      ({ json: { ID, Spec } }) => ID === service || Spec.Name === service,
    );
  const first = found();
  if (!first) return;
  const progress = (running: number) => `overall progress: ${running} out of ${first.desired} tasks`;
  say(progress(first.running));
  for (let task = 1; task <= first.desired; task++) say(`${task}/${first.desired}:  `);
  wait(1500);
  for (let tries = 0; tries < 20 && (found()?.running ?? 0) < first.desired; tries++) wait(1000);
  say(progress(found()?.running ?? 0));
  for (let left = STABLE; left > 0; left--) {
    say(`verify: Waiting ${left} seconds to verify that tasks are stable...`);
    wait(1000);
  }
  say(`verify: Service ${service} converged`);
}
