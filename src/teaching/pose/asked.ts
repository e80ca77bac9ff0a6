import { addressesIn, namespaceOf } from '../judge/addresses.ts';
import { isIp } from '../../diagnosis/flows.ts';
import { RESOLVER } from '../../engine/dns/resolver-rules.ts';
import type { Ip } from '../../ip/address.ts';
import type { Hop } from '../../kernel/hop.ts';
import { dnsOf, journeysOf } from '../../story/journey.ts';
import { locate } from '../../world/place.ts';
import type { Ask } from '../question.ts';
import { said } from '../said.ts';
import { choice, type Answered, type Choice } from './answer.ts';
import { called, holderOf, mainFlow, nameAsked, nameAt, openingHops, runningIn, type Scene } from './scene.ts';
import { resolversAt } from './resolvers.ts';

/** Which server is asked for a name last, and what comes of it. */
export function nameServer(scene: Scene): Answered | undefined {
  const name = nameAsked(scene);
  if (name === undefined) return undefined;
  const questions = journeysOf(scene.hops).filter(({ made }) => {
    const message = dnsOf(made);
    return message?.query === true && message.type === 'A';
  });
  const asks = said('name-server', { name });
  const last = questions.at(-1);
  const target = targetAddress(scene, name);
  if (last === undefined) {
    const address = mainFlow(scene)?.request.destination;
    if (address === undefined) return undefined;
    return {
      asks,
      right: choice('hosts-file', 'is-in-hosts-file', { address }, { name }),
      wrong: tellings(scene, name, address),
    };
  }
  const { payload } = last.made;
  const server = payload.kind === 'ip' ? payload.destination : '';
  const [status, address] = replyTo(scene);
  const isForwarded = last.cause !== undefined && questions.some(({ packet }) => packet === last.cause);
  const isOwn = resolversAt(scene.world, scene.hops[last.hops[0] ?? -1]?.namespace).own.includes(server);
  const because = said(isForwarded ? 'is-forwarded-to' : isOwn ? 'is-asked-last' : 'is-asked-itself', { server, name });
  const text: Choice['text'] =
    address !== undefined
      ? said('server-tells', { server, address })
      : status === undefined
        ? said('server-silent', { server })
        : said('server-knows-not', { server });
  return {
    asks,
    right: { text, because },
    wrong: [
      ...tellings(scene, name, address ?? target, server),
      choice(
        'hosts-file',
        'needs-hosts-file',
        (address ?? target) ? { address: address ?? target ?? '' } : { address: '127.0.0.1' },
        { name },
      ),
    ],
    hop: scene.hops.findLastIndex(({ frame }) => dnsOf(frame) !== undefined),
  };
}

/** What the one who asked was told in the end: a status, and an address. */
function replyTo({ outcomes }: Scene): readonly [status?: string | undefined, address?: Ip | undefined] {
  const messages = outcomes.flatMap((outcome) =>
    'data' in outcome && outcome.data?.kind === 'dns' && outcome.data.message.type === 'A'
      ? [outcome.data.message]
      : [],
  );
  const found = messages.find(({ answers }) => answers.length > 0) ?? messages.at(-1);
  return [found?.status, found?.answers.find(({ type }) => type === 'A')?.data];
}

/** The address of the container that goes by a name. */
function targetAddress({ world }: Scene, name: string): Ip | undefined {
  const named = runningIn(world).find(({ container }) => container.name === name);
  return Object.values(named?.container.endpoints ?? {})[0]?.ipv4;
}

/** What each server might be thought to say. */
function tellings(scene: Scene, name: string, address: Ip | undefined, asked?: Ip): readonly Choice[] {
  const sender = mainFlow(scene)?.hops[0]?.namespace;
  const servers = [
    ...new Set([...(asked === undefined ? [] : [asked]), RESOLVER, ...resolversAt(scene.world, sender).all]),
  ];
  const [first = RESOLVER, second = '192.168.65.1', ...rest] = servers;
  const tells = (server: Ip): readonly Choice[] =>
    address === undefined
      ? []
      : [choice('server-tells', server === RESOLVER ? 'needs-embedded' : 'needs-tells', { server, address }, { name })];
  const knowsNot = (server: Ip): Choice => choice('server-knows-not', 'needs-knows-not', { server }, { name });
  return [
    ...tells(second),
    ...tells(first),
    knowsNot(second),
    knowsNot(first),
    ...rest.flatMap((server) => [...tells(server), knowsNot(server)]),
    choice('server-silent', 'needs-server', { server: first }, { name }),
  ];
}

/** Whose MAC address the first packet needs at a place, and who hears the request. */
export function askedByArp(
  scene: Scene,
  { at }: Extract<Ask, { readonly about: 'asked-by-arp' }>,
): Answered | undefined {
  const flow = mainFlow(scene);
  const namespace = locate(scene.world, at)?.namespace;
  if (flow === undefined || namespace === undefined) return undefined;
  const opening = openingHops(flow);
  const packet = opening[0]?.packet;
  const place = called(scene.world, at);
  const asks = said('asked-by-arp', { place });
  const request = journeysOf(scene.hops).find(
    ({ made, cause, hops }) =>
      made.payload.kind === 'arp' &&
      made.payload.operation === 'request' &&
      cause === packet &&
      scene.hops[hops[0] ?? -1]?.namespace === namespace,
  );
  if (request?.made.payload.kind !== 'arp') return undefined;
  const { targetIp: ip } = request.made.payload;
  const own = request.hops.flatMap((index) => scene.hops[index] ?? []);
  const answers = own.find(({ verdict }) => verdict.kind === 'answered');
  const heard = hearers(scene, own, namespace);
  const right =
    answers === undefined
      ? choice(
          heard === '' ? 'arp-unheard' : 'arp-unanswered',
          'is-unanswered-arp',
          heard === '' ? { ip } : { ip, heard },
        )
      : choice('arp-answered', 'is-answered-arp', { ip, who: nameAt(scene, answers.namespace) });
  return { asks, right, wrong: arpChoices(scene, at, ip, flow.request.destination, heard), hop: request.hops[0] };
}

/** Those who hear a request, the one who asks aside. */
function hearers(scene: Scene, hops: readonly Hop[], asker: string): string {
  const heard = hops.filter(({ stage, namespace }) => stage === 'neighbour' && namespace !== asker);
  return [...new Set(heard.map(({ namespace }) => nameAt(scene, namespace)))].join(', ');
}

function arpChoices(scene: Scene, at: string, asked: Ip, destination: Ip, heard: string): readonly Choice[] {
  const { world } = scene;
  const routes = namespaceOf(world, at)?.routes ?? [];
  const gateways = routes.flatMap(({ via }) => via ?? []);
  const holder = holderOf(world, destination);
  const answered = (
    ip: Ip,
    because: 'needs-answered-arp' | 'needs-arp-for-gateway' | 'needs-arp-on-link',
  ): readonly Choice[] => {
    const who = holderOf(world, ip)?.name;
    return who === undefined ? [] : [choice('arp-answered', because, { ip, who })];
  };
  return [
    ...gateways.flatMap((ip) => answered(ip, 'needs-arp-for-gateway')),
    ...(holder === undefined ? [] : answered(destination, 'needs-arp-on-link')),
    ...answered(asked, 'needs-answered-arp'),
    ...(heard === '' ? [] : [choice('arp-unanswered', 'needs-unanswered-arp', { ip: asked, heard })]),
    choice('arp-unheard', 'needs-unheard-arp', { ip: asked }),
    ...gateways.map((ip) => choice('arp-unheard', 'needs-unheard-arp', { ip })),
    ...addressesIn(namespaceOf(world, locate(world, at)?.machine.name ?? '')).flatMap((ip) =>
      answered(ip, 'needs-arp-on-link'),
    ),
  ];
}

/** The UDP port of what carries the traffic between hosts. */
export function tunnelPort(scene: Scene): Answered | undefined {
  const at = scene.hops.findIndex((hop) => vxlanPort(hop) !== undefined);
  const hop = scene.hops[at];
  const port = hop && vxlanPort(hop);
  if (hop === undefined || port === undefined) return undefined;
  const inner = mainFlow(scene)?.request.transport;
  const own = inner === undefined || inner.kind === 'icmp' ? [] : [inner.destinationPort];
  return {
    asks: said('tunnel-port'),
    right: choice('port', 'is-vxlan', { port }),
    wrong: [
      ...own.map((each) => choice('port', 'needs-no-tunnel', { port: each })),
      choice('port', 'needs-swarm-port', { port: 2377 }),
      choice('port', 'needs-swarm-port', { port: 7946 }),
      choice('port', 'needs-vxlan', { port: 8472 }),
    ],
    hop: at,
  };
}

function vxlanPort(hop: Hop): number | undefined {
  if (!isIp(hop)) return undefined;
  const { transport } = hop.frame.payload;
  return transport.kind === 'udp' && transport.data.kind === 'vxlan' ? transport.destinationPort : undefined;
}
