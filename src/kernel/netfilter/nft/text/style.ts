import type { NftFamily } from '../ruleset.ts';

/** How things of nft are told. */
export interface TextStyle {
  /** Of the table they are in. */
  readonly family: NftFamily;
  /** `-n`: numbers where there are names. */
  readonly numeric?: boolean | undefined;
  /** `-s`: nothing that packets change. */
  readonly stateless?: boolean | undefined;
  /** Names of services in place of ports (`-S`). */
  readonly service?: ((port: number) => string | undefined) | undefined;
  /** The name of a device by its index. */
  readonly link?: ((index: number) => string | undefined) | undefined;
}
