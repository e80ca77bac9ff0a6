/**
 * A compose project as it stands after loading: the shape that `docker compose config --format json` prints, defaults filled
 * in (compose-go types/project.go, types/types.go). What does not touch the network is carried as it was read.
 */
import type { Tree, TreeRecord } from './tree.ts';

export interface Project {
  readonly name: string;
  /** The folder that relative paths start from; absolute. */
  readonly folder: string;
  /** Absolute, in the order of merging. */
  readonly files: readonly string[];
  /** What `--env-file` named; absolute. */
  readonly envFiles: readonly string[];
  /** Variables that interpolation saw: the shell's over those of the env files. */
  readonly environment: Readonly<Record<string, string>>;
  readonly profiles: readonly string[];
  /** Services that are on, by name. */
  readonly services: Readonly<Record<string, Service>>;
  /** Services whose profiles are off. */
  readonly disabled: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, ProjectNetwork>>;
  readonly volumes: Readonly<Record<string, ProjectVolume>>;
  readonly secrets: Readonly<Record<string, FileObject>>;
  readonly configs: Readonly<Record<string, FileObject>>;
  readonly models: Readonly<Record<string, TreeRecord>>;
  /** The top level's `x-…`. */
  readonly extensions: TreeRecord;
}

export type Condition = 'service_started' | 'service_healthy' | 'service_completed_successfully';

export interface Dependency {
  readonly condition: Condition;
  readonly restart: boolean;
  readonly required: boolean;
}

/** `deploy.replicas` and `scale` are both kept; `replicasOf` tells how many there are to be. */
export interface Service {
  readonly name: string;
  readonly image?: string;
  readonly build?: TreeRecord;
  readonly command: readonly string[] | null;
  readonly entrypoint: readonly string[] | null;
  readonly container_name?: string;
  readonly hostname?: string;
  readonly domainname?: string;
  readonly depends_on?: Readonly<Record<string, Dependency>>;
  /** Null: passed through from the shell, which had none. */
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly expose?: readonly string[];
  readonly external_links?: readonly string[];
  readonly links?: readonly string[];
  /** `name=address`. */
  readonly extra_hosts?: readonly string[];
  readonly dns?: readonly string[];
  readonly dns_opt?: readonly string[];
  readonly dns_search?: readonly string[];
  readonly healthcheck?: Healthcheck;
  readonly labels?: Readonly<Record<string, string>>;
  readonly mac_address?: string;
  readonly network_mode?: string;
  /** Null where nothing is said of it; absent with a `network_mode`. */
  readonly networks?: Readonly<Record<string, ServiceNetwork | null>>;
  readonly ports?: readonly Port[];
  readonly profiles?: readonly string[];
  readonly privileged?: boolean;
  readonly restart?: string;
  readonly scale?: number;
  readonly deploy?: TreeRecord & { readonly replicas?: number };
  readonly stop_grace_period?: string;
  readonly stop_signal?: string;
  readonly sysctls?: Readonly<Record<string, string>>;
  readonly cap_add?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly tty?: boolean;
  readonly stdin_open?: boolean;
  readonly user?: string;
  readonly working_dir?: string;
  readonly volumes?: readonly Mount[];
  readonly secrets?: readonly FileReference[];
  readonly configs?: readonly FileReference[];
  /** All else, in the form that `config` prints. */
  readonly [key: string]: Tree | object | undefined;
}

export interface Healthcheck {
  readonly test?: readonly string[];
  /** As `config` prints durations: `1m30s`. */
  readonly interval?: string;
  readonly timeout?: string;
  readonly retries?: number;
  readonly start_period?: string;
  readonly start_interval?: string;
  readonly disable?: boolean;
}

export interface ServiceNetwork {
  readonly aliases?: readonly string[];
  readonly ipv4_address?: string;
  readonly ipv6_address?: string;
  readonly link_local_ips?: readonly string[];
  readonly mac_address?: string;
  readonly interface_name?: string;
  readonly driver_opts?: Readonly<Record<string, string>>;
  readonly priority?: number;
  readonly gw_priority?: number;
}

/** One port, or a range that goes to one target. */
export interface Port {
  readonly name?: string;
  readonly mode: string;
  readonly host_ip?: string;
  readonly target: number;
  /** A port or a range as text; absent where the engine is to choose. */
  readonly published?: string;
  readonly protocol: string;
  readonly app_protocol?: string;
}

export interface Mount {
  readonly type: 'volume' | 'bind' | 'tmpfs' | 'npipe' | 'cluster' | 'image';
  readonly source?: string;
  readonly target: string;
  readonly read_only?: boolean;
  readonly consistency?: string;
  readonly bind?: TreeRecord;
  readonly volume?: TreeRecord;
  readonly tmpfs?: TreeRecord;
  readonly image?: TreeRecord;
}

export interface FileReference {
  readonly source: string;
  readonly target?: string;
  readonly uid?: string;
  readonly gid?: string;
  readonly mode?: string;
}

export interface ProjectNetwork {
  /** Its name at the engine. */
  readonly name: string;
  readonly driver?: string;
  readonly driver_opts?: Readonly<Record<string, string>>;
  readonly ipam?: {
    readonly driver?: string;
    readonly options?: Readonly<Record<string, string>>;
    readonly config?: readonly {
      readonly subnet?: string;
      readonly gateway?: string;
      readonly ip_range?: string;
      readonly aux_addresses?: Readonly<Record<string, string>>;
    }[];
  };
  readonly external?: boolean;
  readonly internal?: boolean;
  readonly attachable?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
  readonly enable_ipv4?: boolean;
  readonly enable_ipv6?: boolean;
}

export interface ProjectVolume {
  readonly name: string;
  readonly driver?: string;
  readonly driver_opts?: Readonly<Record<string, string>>;
  readonly external?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A secret or a config. */
export interface FileObject {
  readonly name: string;
  /** Absolute. */
  readonly file?: string;
  readonly environment?: string;
  readonly content?: string;
  readonly external?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
}

/** How many containers a service is to have (compose-go types.ServiceConfig.GetScale). */
export const replicasOf = (service: Service): number => service.deploy?.replicas ?? service.scale ?? 1;
