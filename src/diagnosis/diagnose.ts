import type { Diagnosis, Finding, Story } from './diagnosis.ts';
import { decisiveHop, failedFlow, type Flow, type IpHop } from './flows.ts';
import { diagnoseDevice, diagnoseNeighbour } from './links.ts';
import { diagnoseName } from './names.ts';
import { diagnoseFrozen, diagnosePort, diagnoseSilence } from './ports.ts';
import { diagnoseRefusal } from './refusals.ts';
import { diagnoseNoRoute, diagnoseRefusingRoute } from './routes.ts';
import { diagnosePolicy, diagnoseRule } from './rules.ts';
import { diagnoseReturned, diagnoseTtl } from './loops.ts';
import { diagnoseMtu, diagnoseSetting } from './settings.ts';

/**
 * Why a command's traffic failed: the first thing that decided, with what would mend it. Undefined where it did what it was
 * to do, or where the hop that dropped it says all there is to say.
 */
export function diagnose(story: Story): Diagnosis | undefined {
  const flow = failedFlow(story);
  if (!flow) return story.outcomes.length === 0 ? diagnoseRefusal(story) : undefined;
  const hop = decisiveHop(flow);
  const named = flow.question && diagnoseName(story, flow);
  if (named) return located(story, named, hop ?? flow.hops.at(-1));
  if (hop) return located(story, diagnoseHop(story, flow, hop), hop);
  const silent = diagnoseSilence(story, flow);
  if (!silent) return undefined;
  const { at, ...finding } = silent;
  return located(story, finding, at);
}

function located(
  story: Story,
  finding: Finding | undefined,
  hop: Flow['hops'][number] | undefined,
): Diagnosis | undefined {
  const index = hop ? story.hops.indexOf(hop) : -1;
  return finding && { ...finding, ...(index >= 0 && { hop: index }) };
}

function diagnoseHop(story: Story, flow: Flow, hop: IpHop): Finding | undefined {
  const { verdict, decision } = hop;
  if (verdict.kind !== 'dropped') return decision.kind === 'neighbour' ? diagnoseNeighbour(story, hop) : undefined;
  switch (verdict.reason) {
    case 'rule':
      return diagnoseRule(story, flow, hop);
    case 'policy':
      return diagnosePolicy(story, hop);
    case 'no-route':
      return diagnoseNoRoute(story, flow, hop);
    case 'unreachable-route':
      return diagnoseRefusingRoute(story, hop);
    case 'neighbour-failed':
      return diagnoseNeighbour(story, hop);
    case 'refused':
    case 'no-socket':
      return diagnosePort(story, flow, hop);
    case 'frozen':
      return diagnoseFrozen(story, hop);
    case 'link-down':
    case 'no-carrier':
    case 'no-port':
      return diagnoseDevice(story, hop);
    case 'too-big':
      return diagnoseMtu(story, hop);
    case 'ttl-expired':
      return diagnoseTtl(story, flow, hop);
    case 'martian':
      return diagnoseReturned(story, hop) ?? diagnoseSetting(story, hop);
    case 'forwarding-off':
    case 'not-a-listener':
      return diagnoseSetting(story, hop);
    default:
      return undefined;
  }
}
