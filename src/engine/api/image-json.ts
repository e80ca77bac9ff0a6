import type { HealthConfig } from '../container/health.ts';

/** GET /images/{name}/json: keys in the order the engine prints them. */
export interface ImageJson {
  Id: string;
  RepoTags: string[];
  RepoDigests: string[];
  Parent: string;
  Comment: string;
  Created: string;
  DockerVersion: string;
  Author: string;
  Architecture: string;
  Os: string;
  Size: number;
  GraphDriver: { Data: Record<string, string>; Name: string };
  RootFS: { Type: string; Layers: string[] };
  Metadata: { LastTagTime: string };
  Config: {
    Cmd: string[] | null;
    Entrypoint: string[] | null;
    Env: string[] | null;
    ExposedPorts?: Record<string, Record<string, never>>;
    Healthcheck?: HealthConfig;
    Labels: Record<string, string> | null;
    OnBuild: string[] | null;
    Shell?: string[];
    StopSignal?: string;
    User: string;
    Volumes: Record<string, Record<string, never>> | null;
    WorkingDir: string;
  };
}

/** GET /images/json: one image of the list. */
export interface ImageSummaryJson {
  Id: string;
  RepoTags: string[];
  /** Seconds since the epoch. */
  Created: number;
  /** Octets. */
  Size: number;
}
