/** A container image. All of the lab's images share one root file system. */
export interface Image {
  id: string;
  /** Repository and tag, such as nginx:latest. */
  name: string;
  cmd: string[];
  entrypoint: string[] | null;
  expose: string[];
  env: string[];
  /** Clock (ms). */
  created: number;
  /** Octets. */
  size: number;
}
