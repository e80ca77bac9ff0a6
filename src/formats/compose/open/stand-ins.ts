/** What the images of a project run as in the lab, which fetches nothing. */
import type { Image } from '../../../engine/images/image.ts';
import { isForeign, knownImage } from '../../../engine/images/stand-in.ts';
import type { ImageKind } from '../../../engine/images/known.table.ts';
import type { Project, Service } from '../../../compose/project.ts';
import { familiarName } from '../../../engine/api/images.ts';
import { own } from '../../../kernel/own.ts';
import { readReference } from '../../../shell/docker/image/reference.ts';
import { quoted } from '../../../shell/words.ts';

export interface Runs {
  readonly image: string;
  readonly services: readonly string[];
  /** The lab's own image, one that is like it, or what stands in for it. */
  readonly as: 'lab' | 'like' | 'serves' | 'sleeps' | 'once';
  readonly kind?: ImageKind | undefined;
  readonly ports: readonly string[];
  /** Commands of it that do their work and end, since others wait for that. */
  readonly jobs: readonly string[];
  readonly built: boolean;
  /** Whether an image of that name is there, which cannot run what it is asked to. */
  readonly replaces: boolean;
}

const MOST_PORTS = 60;

/** The image that compose takes for a service. */
export const imageOf = (service: Service, project: string): string =>
  familiarName(service.image ?? `${project}-${service.name}`);

export function runsOf(project: Project, images: Readonly<Record<string, Image>>): readonly Runs[] {
  const services = Object.values(project.services);
  const names = [...new Set(services.map((service) => imageOf(service, project.name)))];
  return names.map((image) => {
    const users = services.filter((service) => imageOf(service, project.name) === image);
    return runOf(image, users, project, own(images, image));
  });
}

function runOf(image: string, users: readonly Service[], project: Project, there: Image | undefined): Runs {
  const said = {
    image,
    services: users.map(({ name }) => name),
    built: users.some(({ build, image: named }) => build !== undefined || named === undefined),
    replaces: there !== undefined,
    jobs: [] as readonly string[],
  };
  const foreign = users.filter((service) => isForeign(commandOf(service)));
  if (there && (there.standIn || foreign.length === 0))
    return { ...said, as: 'lab', replaces: false, ports: there.expose.map(short) };
  const jobs = users.filter((service) => isAwaited(service, project));
  const spoken = jobs.filter((service) => commandOf(service).length > 0);
  const lasting = users.filter((service) => !jobs.includes(service));
  const commands = [...new Set(spoken.map((service) => commandOf(service).join(' ')))].slice(0, 16);
  if (lasting.length === 0 && jobs.length > spoken.length) return { ...said, as: 'once', ports: [] };
  const known = knownImage(image);
  const ports = [...new Set([...(known?.ports ?? []), ...lasting.flatMap((service) => portsOf(service, project))])];
  const like = /(?:^|\/)nginx:/.test(image) && ports.every((port) => port === '80');
  const as = like ? 'like' : ports.length > 0 ? 'serves' : 'sleeps';
  return { ...said, as, kind: known?.kind, jobs: commands, ports: ports.slice(0, MOST_PORTS) };
}

const commandOf = ({ entrypoint, command }: Service): readonly string[] => [...(entrypoint ?? []), ...(command ?? [])];

/** Whether others wait until it has done its work. */
const isAwaited = ({ name }: Service, { services }: Project): boolean =>
  Object.values(services).some(
    ({ depends_on }) => own(depends_on, name)?.condition === 'service_completed_successfully',
  );

const short = (port: string): string => port.replace(/\/tcp$/, '');

/** The ports that a service is to have: those that it exposes or publishes, that its check asks, and that others name. */
function portsOf(service: Service, { services }: Project): readonly string[] {
  const published = (service.ports ?? []).map(({ target, protocol }) =>
    protocol === 'udp' ? `${target}/udp` : String(target),
  );
  const exposed = (service.expose ?? []).filter((port) => /^\d+(\/(tcp|udp))?$/.test(port)).map(short);
  const asked = (service.healthcheck?.test ?? []).flatMap((word) =>
    [...word.matchAll(/(?:localhost|127\.0\.0\.1):(\d{1,5})\b/g)].map(([, port = '']) => port),
  );
  const named = Object.values(services).flatMap((other) =>
    Object.values(other.environment ?? {}).flatMap((value) => {
      const at = (value ?? '').indexOf(`${service.name}:`);
      const before = (value ?? '')[at - 1] ?? '/';
      const port = /^\d{1,5}\b/.exec((value ?? '').slice(at + service.name.length + 1))?.[0];
      return at >= 0 && /[\s/@=,;]/.test(before) && port !== undefined ? [port] : [];
    }),
  );
  return [...published, ...exposed, ...asked, ...named].filter((port) => {
    const number = Number.parseInt(port, 10);
    return number >= 1 && number <= 65_535;
  });
}

/** The command at the LAN that adds an image; undefined where the lab has it, or no image can have that name. */
export function imageLine({ image, as, ports, jobs }: Runs, host: string): string | undefined {
  if (as === 'lab' || typeof readReference(image) === 'string') return undefined;
  const how =
    as === 'like' ? ['--like', 'nginx'] : as === 'once' ? ['--once'] : ports.flatMap((port) => ['--port', port]);
  const ends = jobs.filter((job) => job.length <= 400).flatMap((job) => ['--job', job]);
  return ['add', 'image', image, ...how, ...ends, '--on', host].map(quoted).join(' ');
}
