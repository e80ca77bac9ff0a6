import type { Container } from '../container/container.ts';
import { isRunning } from '../container/container.ts';
import { filesOf } from '../images/store.ts';
import type { EngineHost } from '../engine.ts';
import { noteContainer, noteImage } from '../events/events.ts';
import { changedFiles } from '../images/changes.ts';
import { makeImage } from '../images/commit.ts';
import { imageWith, type Image, type ImageConfig } from '../images/image.ts';
import { findContainer } from '../refs.ts';
import { familiarName } from './images.ts';
import { pauseContainer, unpauseContainer } from './lifecycle.ts';

/** What an image is to say of its containers. */
export interface CommitSettings {
  readonly cmd: readonly string[];
  readonly entrypoint: readonly string[] | null;
  readonly expose: readonly string[];
  readonly env: readonly string[] | null;
  readonly config: ImageConfig;
}

export interface Commit {
  readonly comment: string;
  readonly author: string;
  /** Whether a container that runs is frozen meanwhile. */
  readonly pause: boolean;
  readonly change: (settings: CommitSettings) => CommitSettings;
  /** Names the new image, and tells how. */
  readonly name: (id: string) => string;
}

function settingsOf({ config }: Container, image: Image | undefined): CommitSettings {
  const { onBuild, shell } = image?.made?.config ?? {};
  const { Cmd, Entrypoint, ExposedPorts, Env, User, WorkingDir, Labels, Volumes, Healthcheck, StopSignal } = config;
  return {
    cmd: Cmd ?? [],
    entrypoint: Entrypoint,
    expose: Object.keys(ExposedPorts ?? {}),
    env: Env,
    config: {
      user: User,
      workingDir: WorkingDir,
      labels: Labels,
      volumes: Object.keys(Volumes ?? {}),
      ...(Healthcheck && { healthcheck: Healthcheck }),
      ...(StopSignal && { stopSignal: StopSignal }),
      ...(onBuild && { onBuild }),
      ...(shell && { shell }),
    },
  };
}

/** `docker commit` (daemon/commit.go: CreateImageFromContainer) */
export function commitContainer(
  host: EngineHost,
  ref: string,
  { comment, author, pause, change, name }: Commit,
): Image {
  const container = findContainer(host, ref);
  const parent = imageWith(host.engine.images, container.imageId);
  const given = settingsOf(container, parent);
  // What a change says of the command takes the place of all that the container had.
  const settings = change(given);
  const pauses = pause && isRunning(container) && container.state.status !== 'paused';
  if (pauses) pauseContainer(host, container.id);
  const before = parent ? filesOf(host, parent) : {};
  const image = makeImage(host, {
    parent,
    ...settings,
    cmd: settings.entrypoint !== given.entrypoint && settings.cmd === given.cmd ? [] : settings.cmd,
    createdBy: (container.config.Cmd ?? []).join(' '),
    comment,
    author,
    files: changedFiles(before, container.files),
  });
  noteImage(host, { id: image.id, labels: settings.config.labels }, 'create');
  const imageRef = name(image.id);
  noteContainer(host, container, 'commit', {
    comment,
    imageID: image.id,
    imageRef: imageRef === '' ? '' : familiarName(imageRef),
  });
  if (pauses) unpauseContainer(host, container.id);
  return image;
}
