/** Secrets and configs that are a text or a variable stand as files in the container (pkg/compose/secrets.go). */
import { own } from '../../../kernel/own.ts';
import type { ContainerSummaryJson } from '../../../engine/api.ts';
import type { FileObject, FileReference, Project, Service } from '../../../compose/project.ts';
import { CliError } from '../cli/command.ts';
import { quote } from '../cli/template/quote.ts';
import { order } from '../engine.ts';
import type { ComposeAsking } from './command.ts';
import { targetOf } from './service-mounts.ts';

/** Writes them before a container starts. Throws CliError. */
export function injectFiles(
  asking: ComposeAsking,
  project: Project,
  service: Service,
  container: Pick<ContainerSummaryJson, 'Id'>,
): void {
  inject(asking, project, service, container, 'secret', service.secrets ?? [], project.secrets, '/run/secrets/');
  inject(asking, project, service, container, 'config', service.configs ?? [], project.configs, '/');
}

function inject(
  asking: ComposeAsking,
  project: Project,
  service: Service,
  { Id }: Pick<ContainerSummaryJson, 'Id'>,
  kind: 'secret' | 'config',
  references: readonly FileReference[],
  objects: Readonly<Record<string, FileObject>>,
  folder: string,
): void {
  for (const reference of references) {
    const object = own(objects, reference.source);
    const content = object && contentOf(project, object, kind);
    if (!content) continue;
    if (service['read_only'] === true)
      throw new CliError(
        `cannot create ${kind} ${quote(object.name)} in read-only service ${service.name}: \`file\` is the sole supported option`,
      );
    const path = targetOf(reference, folder);
    if (!asking.globals.dryRun)
      order(asking, ({ engine }) => {
        const holder = engine.containers[Id];
        if (!holder) return;
        for (const folder of foldersAbove(path)) holder.files[`${folder}/`] ??= '';
        holder.files[path] = content;
      });
  }
}

const foldersAbove = (path: string): readonly string[] => {
  const parts = path.split('/').slice(1, -1);
  return parts.map((_, i) => `/${parts.slice(0, i + 1).join('/')}`);
};

function contentOf(project: Project, { name, content, environment }: FileObject, kind: string): string {
  if (content) return content;
  if (!environment) return '';
  const value = own(project.environment, environment);
  if (value === undefined)
    throw new CliError(`environment variable ${quote(environment)} required by ${kind} ${quote(name)} is not set`);
  return value;
}
