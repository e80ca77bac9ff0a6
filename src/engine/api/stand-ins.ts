/** Images that the lab stands in for: nothing is fetched. */
import { imageWith } from '../images/image.ts';
import type { EngineHost } from '../engine.ts';
import type { Container } from '../container/container.ts';
import { probeOf } from '../container/health.ts';
import { conflict, invalid } from '../errors.ts';
import { describeCommand, type Ending } from '../images/command.ts';
import type { Image } from '../images/image.ts';
import { asOnHub, isOwnProgram, jobOf } from '../images/hub.ts';
import { isForeign, knownImage, serving } from '../images/stand-in.ts';
import { own, put } from '../../kernel/own.ts';
import { hex } from '../random.ts';
import { familiarName, findImage } from './images.ts';

/** How an image is to stand in; without `ports` and `like`, its name tells what it serves. */
export interface NewStandIn {
  readonly name: string;
  /** An image of the lab that it is like. */
  readonly like?: string | undefined;
  /** Such as `8080` or `53/udp`. */
  readonly ports: readonly string[];
  /** Commands that do their work and end. */
  readonly jobs: readonly string[];
  /** Whether its own command is such a one. */
  readonly once?: boolean | undefined;
}

const MOST_IMAGES = 250;
export const MOST_PORTS = 64;
const MOST_JOBS = 16;
/** Characters of a name or a job. */
const LONGEST = 400;

/** Adds an image to engines; one of that name makes room for it. Throws, and adds none, where it cannot be on each of them. */
export function addImage(hosts: readonly EngineHost[], wanted: NewStandIn): readonly Image[] {
  checkSizes(wanted);
  for (const host of hosts) checkRoom(host, familiarName(wanted.name));
  const made = hosts.map((host) => standIn(host, wanted));
  hosts.forEach(({ engine }, i) => {
    const image = made[i];
    if (!image) return;
    engine.images = Object.fromEntries(Object.entries(engine.images).filter(([name]) => name !== image.name));
    put(engine, 'images', image.name, image);
  });
  return made;
}

/** Makes an engine's images those of Docker Hub; the one that says hello comes with them. */
export function takeHub(host: EngineHost): void {
  const { engine } = host;
  addImage([host], { name: HELLO, ports: [], jobs: [] });
  engine.images = Object.fromEntries(Object.entries(engine.images).map(([name, image]) => [name, asOnHub(image)]));
}

const HELLO = 'hello-world';
/** Octets of that image. */
const HELLO_SIZE = 10_072;

function standIn(host: EngineHost, { name, like, ports: given, jobs, once }: NewStandIn): Image {
  const { random, clock } = host;
  const model = like === undefined ? undefined : findImage(host, like);
  const ports = given.length > 0 ? given : (knownImage(name)?.ports ?? []);
  const job = model || given.length > 0 ? undefined : jobOf(familiarName(name));
  const cmd = job ? [...job.cmd] : once ? ['true'] : model ? [...model.cmd] : serving(ports);
  const exposed = ports.map((port) => (port.includes('/') ? port : `${port}/tcp`));
  return {
    id: `sha256:${hex(random, 64)}`,
    name: familiarName(name),
    cmd,
    entrypoint: null,
    expose: model ? [...model.expose] : exposed,
    env: null,
    created: clock.now,
    size: job ? HELLO_SIZE : 0,
    layer: hex(random, 64),
    store: hex(random, 64),
    standIn: { serve: job?.serve ?? cmd, jobs: [...jobs] },
  };
}

/** A name that is new needs room; an image that is there can be replaced while no container is made of it. */
function checkRoom({ engine, machine }: EngineHost, name: string): void {
  const before = own(engine.images, name);
  const user = before && Object.values(engine.containers).find(({ imageId }) => imageId === before.id);
  if (user) throw conflict(`${name} is used by container ${user.name} on ${machine}`);
  if (!before && Object.keys(engine.images).length >= MOST_IMAGES)
    throw invalid(`${machine} has room for ${MOST_IMAGES} images`);
}

function checkSizes({ ports, jobs, name }: NewStandIn): void {
  if (name.length > LONGEST) throw invalid('the name is too long');
  if (ports.length > MOST_PORTS) throw invalid(`an image has room for ${MOST_PORTS} ports`);
  if (jobs.length > MOST_JOBS) throw invalid(`an image has room for ${MOST_JOBS} jobs`);
  if (jobs.some((job) => job.length > LONGEST)) throw invalid(`a job has at most ${LONGEST} characters`);
  const bad = ports.find((port) => {
    const [, digits = '0'] = /^(\d{1,5})(?:\/(?:tcp|udp))?$/.exec(port) ?? [];
    return Number(digits) < 1 || Number(digits) > 65_535;
  });
  if (bad !== undefined) throw invalid(`${bad.slice(0, 40)}: a port is 1 to 65535, with /udp where it is one`);
}

/** What a container's health check tells, where that needs no shell: a stand-in answers well to programs that the lab has not. */
export function foreseenProbe(
  { engine }: EngineHost,
  container: Container,
): Pick<Ending, 'exitCode' | 'stdout'> | undefined {
  const probe = probeOf(container) ?? [];
  const image = imageWith(engine.images, container.imageId);
  const { hub } = container;
  const isOwn = hub !== undefined && probe.some((word) => word.split(/\s+/).some((name) => isOwnProgram(hub, name)));
  return isOwn || (image?.standIn && isForeign(probe)) ? { exitCode: 0, stdout: '' } : describeCommand(probe).ending;
}
