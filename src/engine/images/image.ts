import type { HealthConfig } from '../container/health.ts';
import type { StandIn } from './stand-in.ts';

/** A container image. The lab's own share one root file system; those made of them add files to it. */
export interface Image {
  /** With `sha256:`. */
  id: string;
  /** Repository and tag, such as nginx:latest; empty where it has none. An image with several has an entry for each. */
  name: string;
  cmd: string[];
  entrypoint: string[] | null;
  /** Such as `80/tcp`. */
  expose: string[];
  env: string[] | null;
  /** Clock (ms). */
  created: number;
  /** Octets. */
  size: number;
  /** Digest of its first layer, and the folder that holds its last. */
  layer: string;
  store: string;
  /** Absent where it is one of the lab's own, which runs nothing but what the lab has. */
  standIn?: StandIn;
  /** Absent in the lab's own. */
  made?: Made;
  /** The image of Docker Hub that it is, or was made of, in a lab that has those: see `hub.ts`. */
  hub?: string;
}

/** What an image has that was made in the lab: by a commit, a build, or from an archive. */
export interface Made {
  /** Id of the image it was made of; empty where that is not known. */
  parent: string;
  comment: string;
  author: string;
  /** What its own container had run, as its history shows it. */
  createdBy: string;
  /** Octets that it adds. */
  adds: number;
  /** Files that it adds to its parent's, kept as a place's own are. */
  files: Record<string, string>;
  /** Digests of its layers above the first. */
  layers: string[];
  config: ImageConfig;
  /** What a build calls this step, of which the next like it is taken from the cache. */
  step?: string;
  /** It has no root file system but its own files. */
  bare?: true;
}

/** What an image says of its containers beside its command, its environment and its ports. */
export interface ImageConfig {
  user?: string;
  workingDir?: string;
  labels?: Record<string, string>;
  volumes?: string[];
  healthcheck?: HealthConfig;
  stopSignal?: string;
  onBuild?: string[];
  shell?: string[];
}

/** The image of an id, while the engine has it. */
export const imageWith = (images: Readonly<Record<string, Image>> | undefined, id: string): Image | undefined =>
  Object.values(images ?? {}).find((image) => image.id === id);
