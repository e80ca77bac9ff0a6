import { addressesIn, namespaceOf } from '../judge/addresses.ts';
import type { Container } from '../../engine/container/container.ts';
import { failedFlow, isIp, type IpHop } from '../../diagnosis/flows.ts';
import { family, type Ip } from '../../ip/address.ts';
import { arrivalIn, type Arrival } from '../judge/traffic.ts';
import { choice, type Answered, type Choice } from './answer.ts';
import { called, mainFlow, nameAt, runningIn, type Scene } from './scene.ts';
import { placesOnTheWay, stopOf } from './stops.ts';
import { said } from '../said.ts';

/** Who took a command's traffic at its end. */
export const arrivalOf = (scene: Scene): Arrival | undefined => arrivalIn(scene.world, scene.hops);

/** What the one is called who answered. */
export function whoAnswered(scene: Scene): string {
  const arrival = arrivalOf(scene);
  return arrival === undefined ? (mainFlow(scene)?.request.destination ?? '') : called(scene.world, arrival.by);
}

/** Why traffic that arrives has an answer: also where a program takes it on the way, and goes on by itself. */
export function whyAnswered(scene: Scene): Choice['because'] {
  const arrival = arrivalOf(scene);
  const dialled = arrival && dialledFor(scene, arrival.hop);
  const who = whoAnswered(scene);
  return dialled === undefined ? said('is-answered', { who }) : said('is-answered-through', { ...dialled, who });
}

/** The program that opened the connection of a hop's packet, where one did for another, and where it runs. */
function dialledFor(scene: Scene, at: number): { readonly place: string; readonly program: string } | undefined {
  const made = scene.hops.find(({ packet }) => packet === scene.hops[at]?.packet);
  const dialled = scene.hops.find(
    ({ packet, decision }) => packet === made?.cause && decision.kind === 'program' && decision.action.kind === 'dials',
  );
  return dialled?.decision.kind === 'program'
    ? { place: nameAt(scene, dialled.namespace), program: dialled.decision.program }
    : undefined;
}

/** Where a command's traffic is lost, among other places on its way. */
export function lost(scene: Scene): Answered | undefined {
  const failed = failedFlow(scene);
  const flow = failed ?? mainFlow(scene);
  const stop = stopOf(scene);
  if (flow === undefined || (failed !== undefined && stop === undefined)) return undefined;
  const arrived: Choice = { text: said('nowhere'), because: whyAnswered(scene) };
  return {
    asks: said('lost'),
    right: stop?.choice ?? arrived,
    wrong: placesOnTheWay(scene, flow),
    hop: stop?.hop ?? arrivalOf(scene)?.hop,
  };
}

/** Who answers a command's traffic, among those who might be thought to. */
export function answerer(scene: Scene): Answered | undefined {
  const flow = mainFlow(scene);
  if (flow === undefined) return undefined;
  const arrival = arrivalOf(scene);
  const stop = stopOf(scene);
  const isLost = failedFlow(scene) !== undefined;
  if (isLost ? arrival !== undefined || stop === undefined : arrival === undefined) return undefined;
  const right =
    arrival === undefined
      ? choice('nobody', stop?.choice.because.key ?? 'is-never-sent', {}, stop?.choice.because.values)
      : { text: said('who', { who: called(scene.world, arrival.by) }), because: whyAnswered(scene) };
  const wrong = [
    ...(arrival === undefined ? [] : [choice('nobody', 'needs-nobody')]),
    ...suspects(scene, flow.hops.find(isIp)).map((who) => choice('who', 'needs-who', { who })),
  ];
  return { asks: said('answerer'), right, wrong, hop: arrival?.hop ?? stop?.hop };
}

/** The sender, its host, and containers at which something listens, others after them. */
function suspects(scene: Scene, first: IpHop | undefined): readonly string[] {
  const { world } = scene;
  const sender = nameAt(scene, first?.namespace ?? '');
  const listens = (namespace: string | undefined) =>
    world.kernel.namespaces[namespace ?? '']?.sockets.some(({ protocol }) => protocol === 'tcp') === true;
  const running = runningIn(world);
  const servers = running.filter(({ container }) => listens(container.sandbox?.namespace));
  const hosts = Object.values(world.machines).filter(({ engine }) => engine !== undefined);
  return [
    ...servers.map(({ place }) => called(world, place)),
    sender,
    ...hosts.map(({ name }) => name),
    ...running.map(({ place }) => called(world, place)),
    'inet',
    'router',
  ];
}

/** Which source address the one sees who answers, among those that it might be thought to be. */
export function seenSource(scene: Scene): Answered | undefined {
  const arrival = arrivalOf(scene);
  const flow = mainFlow(scene);
  if (arrival === undefined || flow === undefined) return undefined;
  const arrived = scene.hops[arrival.hop];
  const first = flow.hops.find(isIp);
  if (arrived === undefined || first === undefined) return undefined;
  const { source } = arrival;
  const who = called(scene.world, arrival.by);
  return {
    asks: said('seen-source'),
    right: { text: said('address', { address: source }), because: whySource(scene, arrival.hop, source) },
    wrong: sources(scene, first, who, arrived.namespace),
    hop: arrival.hop,
  };
}

/** What made a packet's source what it is at a hop. */
function whySource(scene: Scene, at: number, address: Ip): Choice['because'] {
  const arrived = scene.hops[at];
  const way = scene.hops.slice(0, at).filter(({ packet }) => packet === arrived?.packet);
  const rewritten = way.findLast(
    ({ verdict, frame: { payload } }) =>
      verdict.kind === 'rewritten' &&
      payload.kind === 'ip' &&
      verdict.before.payload.kind === 'ip' &&
      verdict.before.payload.source !== payload.source,
  );
  if (rewritten !== undefined) return said('is-masqueraded', { place: nameAt(scene, rewritten.namespace), address });
  const dialled = dialledFor(scene, at);
  return dialled === undefined ? said('is-own-source', { address }) : said('is-proxied', { ...dialled, address });
}

function sources(scene: Scene, first: IpHop, who: string, target: string): readonly Choice[] {
  const { world } = scene;
  const sender = nameAt(scene, first.namespace);
  const own = world.kernel.namespaces[first.namespace];
  const { source } = first.frame.payload;
  const asked = family(source);
  const option = (address: Ip, because: Choice['because']): Choice => ({ text: said('address', { address }), because });
  const at = runningIn(world).find(({ container }) => container.sandbox?.namespace === target);
  const gatewaysOf = (container: Container): readonly Ip[] =>
    Object.values(container.endpoints).flatMap(({ gateway4, gateway6 }) =>
      [asked === 6 ? gateway6 : undefined, gateway4].filter((ip) => ip !== undefined),
    );
  const gateways = at === undefined ? [] : gatewaysOf(at.container);
  const gatewaysOfSender = runningIn(world)
    .filter(({ container }) => container.sandbox?.namespace === first.namespace)
    .flatMap(({ container }) => gatewaysOf(container));
  const ofMachines = Object.values(world.machines)
    .filter(({ engine, kind }) => engine !== undefined || kind === 'router')
    .flatMap(({ name }) =>
      addressesIn(namespaceOf(world, name), asked)
        .filter((ip) => asked === 6 || ip.startsWith('192.168.'))
        .map((address) => ({ name, address })),
    );
  return [
    option(source, said('needs-own-source', { place: sender, address: source })),
    ...addressesIn(own, asked)
      .filter((address) => address !== source)
      .map((address) => option(address, said('needs-other-source', { address }))),
    ...gateways.map((address) => option(address, said('needs-gateway-source', { address, who }))),
    ...ofMachines
      .slice(0, 2)
      .map(({ name, address }) => option(address, said('needs-machine-source', { address, machine: name }))),
    ...gatewaysOfSender.map((address) => option(address, said('needs-gateway-source', { address, who }))),
    option(first.frame.payload.destination, said('needs-other-source', { address: first.frame.payload.destination })),
    option('127.0.0.1', said('needs-other-source', { address: '127.0.0.1' })),
  ];
}
