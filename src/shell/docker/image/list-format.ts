import { humanDuration } from '../../../engine/human-duration.ts';
import type { ImageSummaryJson } from '../../../engine/api.ts';
import { dateAndTime } from '../cli/format/go-time.ts';
import { listOf } from '../cli/format/list.ts';
import type { Layouts } from '../cli/format/list.ts';
import { humanSize, shortId } from '../cli/format/text.ts';

/** A tag of an image as `docker images` shows it. */
export interface ImageRow {
  readonly image: ImageSummaryJson;
  readonly repository: string;
  readonly tag: string;
  readonly truncate: boolean;
  /** Seconds since the epoch. */
  readonly now: number;
}

export const imageList = listOf<ImageRow>('formatter.imageContext', {
  Containers: ['CONTAINERS', () => '0'],
  CreatedAt: ['CREATED AT', ({ image }) => `${dateAndTime(image.Created)} +0000 UTC`],
  CreatedSince: ['CREATED', ({ image, now }) => `${humanDuration(now - image.Created)} ago`],
  Digest: ['DIGEST', () => '<none>'],
  ID: ['IMAGE ID', ({ image, truncate }) => (truncate ? shortId(image.Id) : image.Id)],
  Repository: ['REPOSITORY', ({ repository }) => repository],
  SharedSize: ['SHARED SIZE', () => 'N/A'],
  Size: ['SIZE', ({ image }) => humanSize(image.Size, 3)],
  Tag: ['TAG', ({ tag }) => tag],
  UniqueSize: ['UNIQUE SIZE', () => 'N/A'],
  VirtualSize: ['SIZE', ({ image }) => humanSize(image.Size, 4)],
});

/** With a column for digests where they are wanted. */
export const imageLayouts = (digests: boolean): Layouts => ({
  table: [
    '{{.Repository}}',
    '{{.Tag}}',
    ...(digests ? ['{{.Digest}}'] : []),
    '{{.ID}}',
    '{{.CreatedSince}}',
    '{{.Size}}',
  ],
  raw: [
    'repository: {{.Repository}}',
    'tag: {{.Tag}}',
    ...(digests ? ['digest: {{.Digest}}'] : []),
    'image_id: {{.ID}}',
    'created_at: {{.CreatedAt}}',
    'virtual_size: {{.Size}}',
  ],
  rawId: 'image_id',
});
