import type { ImageSummaryJson } from '../../../engine/api.ts';
import { dateAndTime } from '../cli/calendar.ts';
import { rowType } from '../cli/list.ts';
import { humanDuration, humanSize, shortId } from '../cli/text.ts';

/** A tag of an image as `docker images` shows it. */
export interface ImageRow {
  readonly image: ImageSummaryJson;
  readonly repository: string;
  readonly tag: string;
  readonly truncate: boolean;
  /** Seconds since the epoch. */
  readonly now: number;
}

export const imageRow = rowType<ImageRow>('formatter.imageContext', {
  Containers: () => '0',
  CreatedAt: ({ image }) => `${dateAndTime(image.Created)} +0000 UTC`,
  CreatedSince: ({ image, now }) => `${humanDuration(now - image.Created)} ago`,
  Digest: () => '<none>',
  ID: ({ image, truncate }) => (truncate ? shortId(image.Id) : image.Id),
  Repository: ({ repository }) => repository,
  SharedSize: () => 'N/A',
  Size: ({ image }) => humanSize(image.Size, 3),
  Tag: ({ tag }) => tag,
  UniqueSize: () => 'N/A',
  VirtualSize: ({ image }) => humanSize(image.Size, 4),
});

export const imageHeadings = {
  Containers: 'CONTAINERS',
  CreatedAt: 'CREATED AT',
  CreatedSince: 'CREATED',
  Digest: 'DIGEST',
  ID: 'IMAGE ID',
  Repository: 'REPOSITORY',
  SharedSize: 'SHARED SIZE',
  Size: 'SIZE',
  Tag: 'TAG',
  UniqueSize: 'UNIQUE SIZE',
  VirtualSize: 'SIZE',
};

/** The template behind `--format`. */
export function imageFormat(format: string, quiet: boolean, digests: boolean): string {
  if (format === '' || format === 'table')
    return quiet
      ? '{{.ID}}'
      : `table {{.Repository}}\t{{.Tag}}\t${digests ? '{{.Digest}}\t' : ''}{{.ID}}\t{{.CreatedSince}}\t{{.Size}}`;
  if (format !== 'raw') return format;
  const id = 'image_id: {{.ID}}';
  const digest = digests ? 'digest: {{.Digest}}\n' : '';
  return quiet
    ? id
    : `repository: {{.Repository}}\ntag: {{.Tag}}\n${digest}${id}\ncreated_at: {{.CreatedAt}}\nvirtual_size: {{.Size}}\n`;
}
