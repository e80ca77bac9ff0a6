import { addImage, describeCommand, EngineError, type Command } from '../../engine/api.ts';
import { findImage } from '../../engine/api/images.ts';
import type { EngineHost } from '../../engine/engine.ts';
import type { Image } from '../../engine/images/image.ts';
import { serving } from '../../engine/images/stand-in.ts';
import type { SocketFacts } from '../../snapshot/snapshot.ts';
import { readReference } from '../docker/image/reference.ts';

const SLEEPS = ['sleep', 'infinity'];
const NAMELESS = 'snapshot/image:latest';
/** An image that every lab has, where there is room for no more. */
const LAST = 'alpine:latest';

/** The image of a name; one that the lab lacks is stood in for by what is known of it. */
export function imageFor(host: EngineHost, name: string): Image {
  const reference = readReference(name);
  const familiar = typeof reference === 'string' ? NAMELESS : reference.familiar;
  try {
    return findImage(host, familiar);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
  }
  try {
    const [image] = addImage([host], { name: familiar, ports: [], jobs: [] });
    if (image) return image;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
  }
  return findImage(host, LAST);
}

/** What a command and what it starts listen on. */
const listensOf = (command: Command): { protocol: string; port: number }[] => [
  ...command.listens,
  ...command.children.flatMap(listensOf),
];

/** A server, or something that can stand for one: it goes on, and listens. */
const serves = (command: Command): boolean => command.ending === undefined && !command.steps;

/**
 * What a container runs, whose own command nobody tells: its image's, where that listens on nothing but what something listens on
 * there; else it sleeps. Where it is not known what listens, the ports that it exposes are served.
 */
export function commandFor(
  image: Image,
  known: readonly SocketFacts[] | undefined,
  exposed: readonly string[],
): readonly string[] | undefined {
  const usual = describeCommand([...(image.entrypoint ?? []), ...image.cmd]);
  const listens = listensOf(usual);
  const isServer = serves(usual) && listens.length > 0;
  if (known) {
    const isThere = ({ protocol, port }: { protocol: string; port: number }): boolean =>
      known.some((socket) => socket.protocol === protocol && socket.port === port);
    return isServer && listens.every(isThere) ? undefined : SLEEPS;
  }
  const ports = exposed.filter((port) => /^\d{1,5}(\/(tcp|udp))?$/.test(port)).slice(0, 64);
  const isCovered = ports.every((port) => listens.some((each) => `${each.port}/${each.protocol}` === port));
  return isServer && isCovered ? undefined : serving(ports);
}
