/** `docker compose images` (cmd/compose/images.go, pkg/compose/images.go). */
import { inspectImage, listContainers } from '../../../../engine/api.ts';
import { humanDuration } from '../../../../engine/human-duration.ts';
import { flagOn, flagText } from '../../cli/flags/flag.ts';
import type { FlagName } from '../../cli/flags/flag.ts';
import { parseTime } from '../../cli/format/go-time.ts';
import { humanSize, shortId } from '../../cli/format/text.ts';
import { jsonString } from '../../cli/template/value/json.ts';
import { ask } from '../../engine.ts';
import { defineComposeCommand } from '../command.ts';
import type { ComposeContext } from '../command.ts';
import { nameOfContainer, serviceOf } from '../containers.ts';
import { imagesFlags } from '../flags/list.table.ts';
import { LABELS } from '../../../../world/compose-labels.ts';
import { prettySection } from './columns.ts';
import { unknownFormat } from './pretty-format.ts';

type ImagesContext = ComposeContext<FlagName<typeof imagesFlags>>;

interface Used {
  readonly container: string;
  readonly id: string;
  readonly repository: string;
  readonly tag: string;
  readonly platform: string;
  readonly size: number;
  /** RFC 3339. */
  readonly tagged: string;
}

/** A reference's repository and tag; an image that is named by its id has neither. */
function partsOf(image: string): readonly [repository: string, tag: string] {
  if (/^(sha256:)?[0-9a-f]{64}$/.test(image)) return ['', ''];
  const [name = ''] = image.split('@', 1);
  const at = name.lastIndexOf(':');
  return at > name.lastIndexOf('/') ? [name.slice(0, at), name.slice(at + 1)] : [name, 'latest'];
}

function usedBy(context: ImagesContext): Used[] {
  const project = context.projectName().toLowerCase();
  const services = context.arguments;
  return ask(context, (host) =>
    listContainers(host, { all: true, filters: { label: [`${LABELS.project}=${project}`] } })
      .filter((container) => services.length === 0 || services.includes(serviceOf(container)))
      .map((container) => {
        const image = inspectImage(host, container.ImageID);
        const [repository, tag] = partsOf(container.Image);
        return {
          container: nameOfContainer(container),
          id: image.Id,
          repository,
          tag,
          platform: `${image.Os}/${image.Architecture}`,
          size: image.Size,
          tagged: image.Metadata.LastTagTime,
        };
      })
      .sort((a, b) => (a.container < b.container ? -1 : 1)),
  );
}

function row(now: number, { container, id, repository, tag, platform, size, tagged }: Used): readonly string[] {
  const since = now - (parseTime(tagged)?.seconds ?? now);
  return [
    container,
    repository || '<none>',
    tag || '<none>',
    platform,
    shortId(id),
    humanSize(size, 3),
    `${humanDuration(since)} ago`,
  ];
}

const json = ({ container, id, repository, tag, platform, size, tagged }: Used): string =>
  `{"ID":${jsonString(id)},"ContainerName":${jsonString(container)},"Repository":${jsonString(repository)},"Tag":${jsonString(tag)},"Platform":${jsonString(platform)},"Size":${size},"LastTagTime":${jsonString(tagged)}}`;

function run(context: ImagesContext): number {
  const { call, flags } = context;
  const used = usedBy(context);
  const format = flagText(flags, 'format', 'table');
  if (flagOn(flags, 'quiet')) {
    const ids = new Set(used.map(({ id }) => id.slice(id.indexOf(':') + 1)));
    call.out([...ids].map((id) => `${id}\n`).join(''));
  } else if (format === 'json') call.out(used.length === 0 ? 'null\n\n' : `[${used.map(json).join(',')}]\n\n`);
  else if (['table', 'pretty', ''].includes(format.toLowerCase())) {
    const now = call.world().clock.now / 1000;
    const headings = ['CONTAINER', 'REPOSITORY', 'TAG', 'PLATFORM', 'IMAGE ID', 'SIZE', 'CREATED'];
    call.out(
      prettySection(
        headings,
        used.map((each) => row(now, each)),
      ),
    );
  } else throw unknownFormat(format);
  return 0;
}

export const images = defineComposeCommand({
  use: 'images [OPTIONS] [SERVICE...]',
  short: 'List images used by the created containers',
  flags: imagesFlags,
  completes: ['service'],
  run,
});
