/** What opening compose files would do: what is read, what will be made, what is wrong, and the commands of it. */
import { normalizedName } from '../../../compose/project-name.ts';
import { findProject } from '../../../compose/find.ts';
import { loadProject, type Switches } from '../../../compose/load.ts';
import { ComposeError, type Problem } from '../../../compose/problem.ts';
import { printProject } from '../../../compose/print/print.ts';
import { replicasOf, type Project, type Service } from '../../../compose/project.ts';
import { remarksOf, type Remark } from '../../../compose/remarks.ts';
import type { Spot, TreePath } from '../../../compose/tree.ts';
import type { Command } from '../../../history/history.ts';
import { own } from '../../../kernel/own.ts';
import { parentOf } from '../../../shell/files/path.ts';
import { find, treeAt } from '../../../shell/files/tree.ts';
import { hereDocument } from '../../../shell/saving/here-document.ts';
import { quoted } from '../../../shell/words.ts';
import { LAN, type World } from '../../../world/world.ts';
import {
  chosenFiles,
  filesIn,
  isDefault,
  mentioned,
  MOST_FILES,
  safeName,
  setIn,
  withVariables,
  type GivenFile,
  type Mentioned,
} from './given.ts';
import { MOST_TEXT } from './recognise.ts';
import { mended, type LeftOut } from './lenient.ts';
import { imageLine, runsOf, type Runs } from './stand-ins.ts';

export interface Choices {
  /** The host that they are opened on. */
  readonly host: string;
  /** What the project is called where its files do not say; the folder's name too. */
  readonly name: string;
  /** Values for variables, which are written to `.env`. */
  readonly variables: Readonly<Record<string, string>>;
  readonly profiles: readonly string[];
  readonly lenient: boolean;
}

export interface Said {
  readonly text: string;
  readonly spot?: Spot | undefined;
}

export interface PlannedService {
  readonly name: string;
  readonly image: string;
  readonly replicas: number;
  /** Its networks' names at the engine, or its mode. */
  readonly networks: readonly string[];
  /** As `-p` takes them. */
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
}

interface PlannedNetwork {
  readonly name: string;
  readonly driver: string;
  readonly external: boolean;
  /** It leads nowhere but to its own members. */
  readonly internal: boolean;
}

export interface Plan {
  /** Whether it can be brought up. */
  readonly ok: boolean;
  readonly folder: string;
  readonly project: string;
  readonly chosen: readonly string[];
  readonly services: readonly PlannedService[];
  readonly networks: readonly PlannedNetwork[];
  readonly volumes: readonly string[];
  readonly runs: readonly Runs[];
  readonly profiles: readonly string[];
  readonly variables: readonly Mentioned[];
  readonly problem?: Said | undefined;
  readonly missing?: Problem['missing'];
  readonly warnings: readonly Said[];
  readonly leftOut: readonly LeftOut[];
  /** Keys of services that are kept and change nothing in the lab. */
  readonly unmodelled: readonly string[];
  /** Networks and volumes that others were to have made, which are made before. */
  readonly external: readonly string[];
  readonly remarks: readonly (Remark & { readonly spot?: Spot | undefined })[];
  readonly commands: readonly Command[];
}

/** Reads files as compose would in a folder of a host. Takes any files, and never throws. */
export function planOf(world: World, given: readonly GivenFile[], choices: Choices): Plan {
  const total = given.reduce((sum, { text }) => sum + text.length, 0);
  const folder = freeFolder(world, choices);
  if (given.length > MOST_FILES || total > MOST_TEXT) return refused(folder, 'the files are too many or too large');
  const files = withEnv(given, choices.variables);
  const chosen = chosenFiles(files);
  const reading = read(world, files, folder, chosen, choices);
  const composed = files.filter(({ name }) => /\.ya?ml$/i.test(name) || chosen.includes(name));
  const set = new Set(given.flatMap(({ name, text }) => (name === '.env' ? [...setIn(text)] : [])));
  const variables = mentioned(composed.map(({ text }) => text)).filter(({ name }) => !set.has(name));
  return { ...emptyPlan(folder), chosen, variables, ...reading };
}

const emptyPlan = (folder: string): Plan => ({
  ok: false,
  folder,
  project: '',
  chosen: [],
  services: [],
  networks: [],
  volumes: [],
  runs: [],
  profiles: [],
  variables: [],
  warnings: [],
  leftOut: [],
  unmodelled: [],
  external: [],
  remarks: [],
  commands: [],
});

const refused = (folder: string, text: string): Plan => ({ ...emptyPlan(folder), problem: { text } });

/** A folder of that name which is not there yet. */
function freeFolder(world: World, { host, name }: Choices): string {
  const tree = treeAt(world, host);
  const wanted = `/root/${normalizedName(name) || 'project'}`;
  let folder = wanted;
  for (let count = 2; find(tree, folder) !== undefined; count += 1) folder = `${wanted}-${count}`;
  return folder;
}

function withEnv(given: readonly GivenFile[], variables: Readonly<Record<string, string>>): readonly GivenFile[] {
  const files = given.map(({ name, text }) => ({ name: safeName(name), text: text.replace(/\r\n?/g, '\n') }));
  if (Object.keys(variables).length === 0) return files;
  const before = files.find(({ name }) => name === '.env')?.text ?? '';
  return [...files.filter(({ name }) => name !== '.env'), { name: '.env', text: withVariables(before, variables) }];
}

function read(
  world: World,
  given: readonly GivenFile[],
  folder: string,
  chosen: readonly string[],
  choices: Choices,
): Partial<Plan> {
  const files = filesIn(folder, given);
  const flags = isDefault(chosen) ? [] : chosen;
  try {
    const found = findProject({ cwd: folder, shell: {}, files: flags, profiles: choices.profiles }, files);
    const switches: Switches = choices.lenient ? { noConsistency: true, noEnvResolution: true, all: true } : {};
    const loaded = loadProject(found, files, switches);
    const every = loadProject({ ...found, profiles: ['*'] }, files, {
      noConsistency: true,
      noEnvResolution: true,
      all: true,
    });
    const profiles = every.ok
      ? [...new Set(Object.values(every.project.services).flatMap((service) => service.profiles ?? []))]
      : [];
    const warnings = uniqueBy(loaded.warnings, ({ text }) => text).map(({ text, spot }) => ({
      text,
      spot: local(spot, folder),
    }));
    if (!loaded.ok)
      return {
        warnings,
        profiles,
        problem: said(loaded.problem, folder),
        missing: loaded.problem.missing && below(loaded.problem.missing, folder),
      };
    const { project, leftOut } = choices.lenient ? mended(loaded.project) : { project: loaded.project, leftOut: [] };
    const placed = (path: TreePath): Spot | undefined => local(loaded.spotOf(path), folder);
    const remarks = remarksOf(
      every.ok ? { ...project, networks: every.project.networks } : project,
      loaded.warnings,
    ).map((remark) => ({ ...remark, spot: local(remark.spot, folder) ?? placed(remark.path) }));
    const runs = runsOf(project, own(world.machines, choices.host)?.engine?.images ?? {});
    const external = externals(world, choices.host, project);
    const ok = Object.keys(project.services).length > 0;
    return {
      ok,
      project: project.name,
      services: Object.values(project.services).map((service) => planned(service, project)),
      networks: Object.values(project.networks).map(
        ({ name, driver = 'bridge', external: other = false, internal = false }) => ({
          name,
          driver,
          external: other,
          internal,
        }),
      ),
      volumes: Object.values(project.volumes).map(({ name }) => name),
      runs,
      profiles,
      warnings,
      leftOut: leftOut.map((left) => ({ ...left, name: shortened(left.name, folder) })),
      unmodelled: unmodelledOf(project),
      external,
      remarks,
      ...(!ok && { problem: { text: 'no service selected' } }),
      commands: commandsOf({ folder, given, chosen, choices, project, runs, external }),
    };
  } catch (error) {
    if (!(error instanceof ComposeError)) throw error;
    return {
      problem: said(error.problem, folder),
      missing: error.problem.missing && below(error.problem.missing, folder),
    };
  }
}

const said = ({ text, spot }: Problem, folder: string): Said => ({ text, spot: local(spot, folder) });

/** A place in the person's own file, as the person calls the file. */
const local = (spot: Spot | undefined, folder: string): Spot | undefined =>
  spot && { ...spot, file: shortened(spot.file, folder) };
const shortened = (path: string, folder: string): string =>
  path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
const below = (missing: NonNullable<Problem['missing']>, folder: string): NonNullable<Problem['missing']> => ({
  ...missing,
  name: shortened(missing.name, folder),
});

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => !seen.has(key(item)) && seen.add(key(item)));
}

function planned(service: Service, project: Project): PlannedService {
  const { name, network_mode: mode, networks = {} } = service;
  return {
    name,
    image: service.image ?? `${project.name}-${name}`,
    replicas: replicasOf(service),
    networks: mode === undefined ? Object.keys(networks).map((key) => own(project.networks, key)?.name ?? key) : [mode],
    ports: (service.ports ?? []).map(({ host_ip, published, target, protocol }) =>
      [
        ...(host_ip ? [host_ip] : []),
        ...(published ? [published] : []),
        protocol === 'tcp' ? target : `${target}/${protocol}`,
      ].join(':'),
    ),
    volumes: (service.volumes ?? []).map(({ source, target }) => (source ? `${source}:${target}` : target)),
  };
}

/** What does not touch the network and has no effect in the lab. */
const UNMODELLED = new Set(
  `blkio_config build cgroup cgroup_parent configs cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpus
cpuset credential_spec develop device_cgroup_rules devices gpus group_add isolation logging mem_limit mem_reservation
mem_swappiness memswap_limit models oom_kill_disable oom_score_adj pids_limit platform post_start pre_stop provider pull_policy
read_only runtime secrets security_opt shm_size storage_opt ulimits userns_mode`.split(/\s+/),
);

const unmodelledOf = ({ services }: Project): readonly string[] =>
  [
    ...new Set(Object.values(services).flatMap((service) => Object.keys(service).filter((key) => UNMODELLED.has(key)))),
  ].sort();

/** External networks and volumes that the host has not. */
function externals(world: World, host: string, project: Project): readonly string[] {
  const engine = own(world.machines, host)?.engine;
  const used = new Set(Object.values(project.services).flatMap(({ networks }) => Object.keys(networks ?? {})));
  const networks = Object.entries(project.networks)
    .filter(
      ([key, { name, external }]) =>
        external === true && used.has(key) && own(engine?.networkNames, name) === undefined,
    )
    .map(([, { name }]) => `docker network create ${quoted(name)}`);
  const volumes = Object.values(project.volumes)
    .filter(({ name, external }) => external === true && own(engine?.volumes, name) === undefined)
    .map(({ name }) => `docker volume create ${quoted(name)}`);
  return [...networks, ...volumes];
}

interface Written {
  readonly folder: string;
  readonly given: readonly GivenFile[];
  readonly chosen: readonly string[];
  readonly choices: Choices;
  readonly project: Project;
  readonly runs: readonly Runs[];
  readonly external: readonly string[];
}

/** As a person would type it: the images, the files, what others were to have made, and `up`. */
function commandsOf({ folder, given, chosen, choices, project, runs, external }: Written): readonly Command[] {
  const { host, lenient, profiles } = choices;
  const images = runs.flatMap((run) => imageLine(run, host) ?? []);
  const files = lenient ? lenientFiles(given, chosen, project) : given;
  const flags = lenient || isDefault(chosen) ? [] : chosen.flatMap((name) => ['-f', name]);
  const on = lenient ? [] : profiles.flatMap((profile) => ['--profile', profile]);
  const up = ['docker', 'compose', ...flags, ...on, 'up', '-d'].map(quoted).join(' ');
  return [
    ...images.map((line) => ({ place: LAN, line })),
    ...files.map(({ name, text }) => ({ place: host, line: writeLine(`${folder}/${name}`, text) })),
    ...external.map((line) => ({ place: host, line })),
    { place: host, line: `cd ${quoted(folder)}` },
    { place: host, line: up },
  ];
}

/** What is left of the project as one file; the person's own stand beside it. */
const lenientFiles = (
  given: readonly GivenFile[],
  chosen: readonly string[],
  project: Project,
): readonly GivenFile[] => [
  { name: 'compose.yaml', text: printProject(project, 'yaml') },
  ...given
    .filter(({ name }) => name !== '.env')
    .map((file) => (chosen.includes(file.name) ? { ...file, name: `${file.name}.orig` } : file)),
];

const writeLine = (path: string, text: string): string =>
  `mkdir -p ${quoted(parentOf(path))} && ${hereDocument(quoted(path), text)}`;
