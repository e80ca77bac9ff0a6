import { failedFlow } from '../../diagnosis/flows.ts';
import { endOf } from '../judge/traffic.ts';
import { ends, type End } from '../goal.ts';
import { said } from '../said.ts';
import { choice, type Answered, type Choice } from './answer.ts';
import { arrivalOf, whyAnswered } from './arrivals.ts';
import { mainFlow, nameAsked, type Scene } from './scene.ts';
import { stopOf } from './stops.ts';

/** How a command's traffic ends. */
export function end(scene: Scene): Answered | undefined {
  const flow = mainFlow(scene);
  if (flow === undefined) return undefined;
  const real = endOfScene(scene);
  const stop = stopOf(scene);
  const because = whyEnd(scene, real, stop?.choice.because);
  if (because === undefined) return undefined;
  return {
    asks: said('end'),
    right: { text: said(`end-${real}`), because },
    wrong: possible(scene, flow.request.transport.kind)
      .filter((other) => other !== real)
      .map((other) => choice(`end-${other}`, `needs-${other}`)),
    hop: real === 'reached' ? arrivalOf(scene)?.hop : stop?.hop,
  };
}

function whyEnd(scene: Scene, end: End, stopped: Choice['because'] | undefined): Choice['because'] | undefined {
  if (end === 'reached') return whyAnswered(scene);
  return end === 'unknown-name' ? said('is-unknown-name', { name: nameAsked(scene) ?? '' }) : stopped;
}

function endOfScene(scene: Scene): End {
  return failedFlow(scene) === undefined && scene.exit === 0
    ? 'reached'
    : endOf({ ...scene, traces: [{ outcomes: scene.outcomes }] });
}

/** Ends that some traffic can have: nothing refuses a ping, and an address needs no name. */
function possible(scene: Scene, protocol: string): readonly End[] {
  return ends.filter(
    (each) =>
      (each !== 'refused' || protocol !== 'icmp') && (each !== 'unknown-name' || nameAsked(scene) !== undefined),
  );
}
