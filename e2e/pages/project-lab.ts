import { fragmentOf } from '../../src/formats/link.ts';

const label = 'com.docker.compose.';

/** A service of a project, as `docker compose up` would label its containers. */
interface SampleService {
  readonly name: string;
  readonly replicas?: number;
  /** Names of services. */
  readonly dependsOn?: readonly string[];
  /** The networks besides the project's own. */
  readonly networks?: readonly string[];
  readonly options?: string;
  readonly image?: string;
}

const containerLine = (project: string, service: SampleService, number: number): string => {
  const { name, dependsOn = [], networks = [], options = '', image = 'nginx' } = service;
  const labels = [
    `project=${project}`,
    `service=${name}`,
    `container-number=${number}`,
    'oneoff=False',
    `config-hash=${'0'.repeat(64)}`,
    `project.working_dir=/root/${project}`,
    `project.config_files=/root/${project}/compose.yaml`,
    `depends_on=${dependsOn.map((each) => `${each}:service_started:false`).join(',')}`,
  ].map((each) => `--label ${label}${each}`);
  const joined = [`${project}_default`, ...networks].map((network) => `--network ${network}`);
  return ['docker run -d', `--name ${project}-${name}-${number}`, ...joined, ...labels, options, image]
    .filter((word) => word !== '')
    .join(' ');
};

/** The commands that leave what `docker compose up` of a project leaves. */
export const projectLines = (project: string, services: readonly SampleService[]): readonly string[] => [
  `docker network create --label ${label}project=${project} --label ${label}network=default ${project}_default`,
  ...services.flatMap((service) =>
    Array.from({ length: service.replicas ?? 1 }, (_, i) => containerLine(project, service, i + 1)),
  ),
];

/** The part of a link that opens a lab in which some commands were run on host1. */
export const fragmentFor = (lines: readonly string[]): string =>
  fragmentOf({
    name: '',
    history: { seed: 1, commands: lines.map((line) => ({ place: 'host1', line })) },
    positions: {},
  });

/** A shop of three services, one of them twice and one that a check finds ill, a blog on the same network, and a plain container. */
export const twoProjects: readonly string[] = [
  'docker network create plaza',
  'docker run -d --name plain nginx',
  ...projectLines('shop', [
    { name: 'db', image: 'postgres', options: "--health-cmd 'exit 0' --health-interval 1s" },
    {
      name: 'api',
      dependsOn: ['db'],
      networks: ['plaza'],
      options: "--health-cmd 'exit 1' --health-interval 1s --health-retries 1",
    },
    { name: 'web', replicas: 2, dependsOn: ['api', 'db'] },
  ]),
  ...projectLines('blog', [{ name: 'app', networks: ['plaza'], options: '-p 8080:80' }]),
  'sleep 5; docker ps -q',
];
