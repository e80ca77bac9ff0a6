/** The labels by which compose finds again what it made (pkg/api/labels.go). */
const PREFIX = 'com.docker.compose.';
const label = (name: string): string => `${PREFIX}${name}`;

export const LABELS = {
  project: label('project'),
  service: label('service'),
  configHash: label('config-hash'),
  number: label('container-number'),
  volume: label('volume'),
  network: label('network'),
  workingDir: label('project.working_dir'),
  configFiles: label('project.config_files'),
  environmentFile: label('project.environment_file'),
  oneoff: label('oneoff'),
  slug: label('slug'),
  image: label('image'),
  dependencies: label('depends_on'),
  replace: label('replace'),
  version: label('version'),
} as const;

/** What the label of the version says. */
export const COMPOSE_VERSION = '2.40.3';

/** Labels that are not compose's own. */
export const ownLabels = (labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(labels).filter(([key]) => !key.startsWith(PREFIX)));

/** What a label `db:service_healthy:false,…` says, entry by entry; the parts of each as far as they are there. */
export const dependenciesIn = (
  text: string,
): readonly {
  readonly service: string;
  readonly condition?: string | undefined;
  readonly restart?: string | undefined;
}[] =>
  listIn(text).map((entry) => {
    const [service = '', condition, restart] = entry.split(':');
    return { service, condition, restart };
  });

/** What a label with commas lists. */
export const listIn = (text: string): readonly string[] => text.split(',').filter((each) => each !== '');
