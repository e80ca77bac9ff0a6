import type { Network } from '../engine/network/network.ts';
import type { Decision } from '../kernel/hop.ts';
import { printRule } from '../kernel/netfilter/rule/rule-text.ts';
import { quoted } from '../shell/words.ts';
import { mend, type Finding, type Remedy, type Story } from './diagnosis.ts';
import type { Flow, IpHop } from './flows.ts';
import { administer, endpointWith, networkAround, networkOfBridge, onHost, ownerOf, type Owner } from './lookup.ts';
import { byItsAddress, byItsHost } from './outside.ts';

type RuleDecision = Decision & { readonly kind: 'rule' };

/** A rule that stopped a packet, and where. */
interface Stop {
  readonly story: Story;
  readonly flow: Flow;
  readonly hop: IpHop;
  readonly owner: Owner;
  readonly decision: RuleDecision;
}

/** Why a rule dropped or rejected a packet: Docker's own rules by what they are for, others as they stand. */
export function diagnoseRule(story: Story, flow: Flow, hop: IpHop): Finding | undefined {
  const { decision } = hop;
  const owner = ownerOf(story.world, hop.namespace);
  if (!owner || decision.kind !== 'rule') return undefined;
  const stop: Stop = { story, flow, hop, owner, decision };
  const ofDocker = owner.container ? undefined : dockersOwn(stop);
  if (ofDocker) return ofDocker;
  const remove = mend(administer(owner, removalOf(hop, decision)));
  const values = { place: owner.name, chain: decision.chain, number: decision.number, table: decision.table };
  const port = tunnelPort(hop);
  if (port !== undefined) return { kind: 'tunnel-blocked', values: { ...values, port }, remedies: [remove] };
  return { kind: decision.chain === 'DOCKER-USER' ? 'docker-user' : 'rule', values, remedies: [remove] };
}

/** The port of VXLAN, where a packet carries another between hosts. */
function tunnelPort({ frame: { payload } }: IpHop): number | undefined {
  const { transport } = payload;
  return transport.kind === 'udp' && transport.data.kind === 'vxlan' ? transport.destinationPort : undefined;
}

const tool = ({ frame: { payload } }: IpHop): string => (payload.source.includes(':') ? 'ip6tables' : 'iptables');
const ofTable = (table: string): string => (table === 'filter' ? '' : `-t ${table} `);

/** Whether nft made a table, and whether iptables-legacy did. */
const isOfNft = (table: string): boolean => table.includes(' ') && !isLegacy(table);
const isLegacy = (table: string): boolean => table.startsWith('legacy ');

/** The command that takes a rule away, with the tool that made it. */
function removalOf(hop: IpHop, { table, chain, rule }: RuleDecision): string {
  if (rule.nft) {
    const family = hop.frame.payload.source.includes(':') ? 'ip6' : 'ip';
    return `nft delete rule ${isOfNft(table) ? table : `${family} ${table}`} ${chain} handle ${rule.handle ?? 0}`;
  }
  return `${toolOf(hop, table)} -D ${chain} ${printRule(rule)}`;
}

/** The tool of a table of iptables, and the option that names the table. */
const toolOf = (hop: IpHop, table: string): string =>
  isLegacy(table)
    ? `${tool(hop)}-legacy ${ofTable(table.slice('legacy '.length))}`.trimEnd()
    : `${tool(hop)} ${ofTable(table)}`.trimEnd();

function dockersOwn(stop: Stop): Finding | undefined {
  const { owner, decision } = stop;
  const { chain, rule, table } = decision;
  const [into, outOf] = [
    networkOfBridge(owner.machine, rule.in?.value),
    networkOfBridge(owner.machine, rule.out?.value),
  ];
  switch (chain) {
    case 'PREROUTING': {
      const guarded = table === 'raw' && rule.in?.not === true ? into : undefined;
      return guarded && keptApart(stop, guarded);
    }
    case 'DOCKER':
      return rule.in?.not === true && outOf && outOf === into ? keptApart(stop, outOf) : undefined;
    case 'DOCKER-ISOLATION-STAGE-1':
      return internalOnly(stop, into ?? outOf);
    case 'DOCKER-ISOLATION-STAGE-2':
      return outOf && keptApart(stop, outOf);
    case 'DOCKER-FORWARD':
      return into && into === outOf ? iccOff(stop, into) : undefined;
    default:
      return undefined;
  }
}

/** Only a network's own members, and its host, reach a container's address. */
function keptApart(stop: Stop, network: Network): Finding {
  const { story, hop, owner } = stop;
  const { source, destination } = hop.frame.payload;
  const target = endpointWith(story.world, destination);
  const from = networkOfBridge(owner.machine, hop.device?.name);
  const sender = endpointWith(story.world, source);
  const values = { network: network.name, target: target?.container.name ?? destination, destination };
  if (!from || !sender) return { kind: 'direct-access', values: { ...values, source }, remedies: openings(stop) };
  const join = onHost(owner.machine, `docker network connect ${quoted(network.name)} ${quoted(sender.container.name)}`);
  return {
    kind: 'isolation',
    values: { ...values, from: from.name, sender: sender.container.name },
    remedies: [mend(join)],
  };
}

/** Ways to a container from outside; there is a route to it already. */
function openings({ story, hop }: Stop): readonly Remedy[] {
  const { destination, transport } = hop.frame.payload;
  const port = transport.kind === 'icmp' ? undefined : transport.destinationPort;
  const asked = { story, destination, protocol: transport.kind, port };
  return [...byItsHost(asked), ...byItsAddress(asked, true)];
}

function internalOnly(stop: Stop, network: Network | undefined): Finding | undefined {
  if (!network?.internal) return undefined;
  const { story, flow, owner, hop } = stop;
  const sender = ownerOf(story.world, flow.hops[0]?.namespace ?? '');
  const { destination } = hop.frame.payload;
  const around = networkAround(story.world, destination);
  const isTarget = around?.network.id === network.id;
  const join =
    sender?.container &&
    onHost(
      owner.machine,
      `docker network connect ${isTarget ? quoted(network.name) : 'bridge'} ${quoted(sender.container.name)}`,
    );
  const values = { network: network.name, place: sender?.name ?? '', destination };
  const kind = isTarget ? 'internal-target' : 'internal-network';
  return { kind, values, remedies: join ? [mend(join)] : [] };
}

function iccOff({ story, hop, owner }: Stop, network: Network): Finding {
  const { source, destination } = hop.frame.payload;
  const bridge = network.bridge ?? '';
  const allow = onHost(owner.machine, `iptables -I DOCKER-USER -i ${bridge} -o ${bridge} -j ACCEPT`);
  const name = (ip: string): string => endpointWith(story.world, ip)?.container.name ?? ip;
  const values = { network: network.name, sender: name(source), target: name(destination) };
  return { kind: 'icc-off', values, remedies: [mend(allow)] };
}

/** A chain's policy dropped what no rule let through. */
export function diagnosePolicy({ world }: Story, hop: IpHop): Finding | undefined {
  const owner = ownerOf(world, hop.namespace);
  const { decision } = hop;
  if (!owner || decision.kind !== 'policy') return undefined;
  const { chain, table } = decision;
  const accept = administer(
    owner,
    isOfNft(table) ? `nft chain ${table} ${chain} '{ policy accept; }'` : `${toolOf(hop, table)} -P ${chain} ACCEPT`,
  );
  return { kind: 'policy', values: { place: owner.name, chain, table }, remedies: [mend(accept)] };
}
