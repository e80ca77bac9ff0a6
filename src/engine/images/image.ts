/** A container image. All of the lab's images share one root file system. */
export interface Image {
  /** With `sha256:`. */
  id: string;
  /** Repository and tag, such as nginx:latest. */
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
  /** Digest of its one layer, and the folder that holds it. */
  layer: string;
  store: string;
}
