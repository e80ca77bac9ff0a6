import type { Clock, Engine, Random } from '../engine/engine.ts';
import type { Firewalld } from '../engine/firewalld/settings.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { NamespaceId } from '../kernel/namespace.ts';
import type { Imported, Lan } from './imported.ts';
import type { Unit, UnitName } from './units.ts';

/** Where a command runs: host1, client, router, inet, or host1/NAME for a container; or the LAN. */
export type Place = string;

/** Where machines are added: `add host`, `add client`. No machine and no container can be called so. */
export const LAN: Place = '@lan';

export interface Machine {
  name: string;
  kind: 'host' | 'client' | 'router' | 'internet';
  namespace: NamespaceId;
  /** What it calls itself, where that is not its name. */
  hostname?: string;
  /** Files that differ from the machine's image, by absolute path. */
  files: Record<string, string>;
  engine?: Engine;
  /** Its firewalld, while it runs. */
  firewalld?: Firewalld;
  /** Its units that changed since the engine was installed. */
  units?: Partial<Record<UnitName, Unit>>;
}

/** What a shell at a place remembers from line to line. */
export interface ShellState {
  cwd: string;
  env: Record<string, string>;
  /** What `ulimit` has set, by the resource's name. */
  limits?: Limits | undefined;
}

/** The soft and the hard limit of a resource, in octets where it is of memory or files. */
export type Limit = readonly [soft: number, hard: number];
export type Limits = Readonly<Record<string, Limit>>;

/** What holds a place's terminal until it ends or is interrupted: a process, or the docker client attached to a container. */
export type Foreground =
  | {
      readonly kind: 'process';
      readonly pid: number;
      /** Whether an interrupt reaches it. */ readonly reached: boolean;
    }
  | {
      readonly kind: 'container';
      readonly machine: string;
      readonly id: string;
      /** How often it was interrupted in vain; absent where interrupts are not passed on (`docker logs -f`). */
      readonly interrupts?: number;
    }
  | {
      /** `docker compose up` */
      readonly kind: 'compose';
      readonly machine: string;
      /** Ids of the containers in the order in which an interrupt stops them. */
      readonly stops: readonly string[];
      /** What stands before each line of the containers whose output is shown. */
      readonly shows: Readonly<Record<string, string>>;
    };

/** An interactive shell at a place that was opened from another place's terminal (`docker run -it`, `docker exec -it`). */
export interface Login {
  from: Place;
  /** `main`: it is the main process of the place's container, which ends with it. */
  kind: 'main' | 'exec';
  /** The shell's command, as typed. */
  command: readonly string[];
  pid?: number;
  user?: string;
  powers?: 'all' | 'none';
  /** Exit code of the last line. */
  status: number;
  /** The shell that was at the place's terminal before. */
  before?: ShellState;
}

/** The whole lab at one moment. Plain data: it serialises, compares and shares structure with the worlds before and after. */
export interface World {
  seed: number;
  random: Random;
  clock: Clock;
  kernel: Kernel;
  machines: Record<string, Machine>;
  /** The terminals' shells, by place; a place is missing until something in it changed. */
  /** Images, and machines without an engine, have no /etc/services; absent where they have. */
  bare?: true;
  shells: Record<Place, ShellState>;
  /** By place, the innermost last; absent where there are none. */
  logins?: Record<Place, Login[]>;
  /** Files of /run/sock, a folder that all machines have in common, by absolute path. */
  shared?: Record<string, string>;
  /** Set where the images are as Docker Hub has them. */
  hub?: true;
  /** Where the lab began with real hosts: what came of it, and the LAN, which is theirs. */
  imported?: Imported;
  lan?: Lan;
  /** By place; absent where all terminals are at their prompts. */
  foreground?: Record<Place, Foreground>;
}
