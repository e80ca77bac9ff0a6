/** Commands that need what the lab does not have: a registry, a builder, archives, measurements. They say so. */
import { CliError } from '../../cli/command.ts';
import { flagList, flagNumber, flagOn } from '../../cli/flags/flag.ts';
import type { Project, Service } from '../../../../compose/project.ts';
import { attachTo } from '../../container/attach-run.ts';
import { defineComposeCommand } from '../command.ts';
import type { ComposeContext } from '../command.ts';
import { attachFlags } from '../flags/exec.table.ts';
import { buildFlags, commitFlags, exportFlags, publishFlags, pushFlags, watchFlags } from '../flags/image.table.ts';
import { statsFlags } from '../flags/list.table.ts';
import { replicaOf } from '../replica.ts';

const notHere = ({ path }: Pick<ComposeContext, 'path'>, why: string): CliError =>
  new CliError(`${path} is not part of this lab: ${why}`);

/** Throws where a service that is named is none of the project's. */
const selected = ({ project, arguments: services }: ComposeContext<never>): Project => project(services);

const buildable = (project: Project): readonly Service[] =>
  Object.values(project.services).filter(({ build }) => build);

const build = defineComposeCommand({
  use: 'build [OPTIONS] [SERVICE...]',
  short: 'Build or rebuild services',
  flags: buildFlags,
  completes: ['service'],
  run: async (context) => {
    const { flags } = context;
    const project = selected(context);
    const asked = buildable(project);
    if (asked.length === 0) return 0;
    const { buildServices } = await import('../build-images.ts');
    const args = Object.fromEntries(
      flagList(flags, 'build-arg').map((text) => {
        const at = text.indexOf('=');
        return at < 0 ? [text, context.call.env[text]] : [text.slice(0, at), text.slice(at + 1)];
      }),
    );
    await buildServices(context, project, asked, {
      noCache: flagOn(flags, 'no-cache'),
      quiet: flagOn(flags, 'quiet'),
      args,
    });
    return 0;
  },
});

const push = defineComposeCommand({
  use: 'push [OPTIONS] [SERVICE...]',
  short: 'Push service images',
  flags: pushFlags,
  completes: ['service'],
  run: (context) => {
    const quiet = flagOn(context.flags, 'quiet');
    let refused = false;
    for (const { name, build: made, image } of Object.values(selected(context).services)) {
      if (made && image !== undefined) refused = true;
      else if (!quiet) context.progress.event(name, 'done', '', 'Skipped');
    }
    if (refused) throw notHere(context, 'it has no registry to push to.');
    return 0;
  },
});

const watch = defineComposeCommand({
  use: 'watch [SERVICE...]',
  short: 'Watch build context for service and rebuild/refresh containers when files are updated',
  flags: watchFlags,
  completes: ['service'],
  run: (context) => {
    const services = Object.values(selected(context).services);
    if (!services.some(({ develop }) => develop))
      throw new CliError("none of the selected services is configured for watch, consider setting a 'develop' section");
    throw notHere(context, 'files do not change here by themselves. `docker compose up -d` takes them over.');
  },
});

const publish = defineComposeCommand({
  use: 'publish [OPTIONS] REPOSITORY[:TAG]',
  short: 'Publish compose application',
  flags: publishFlags,
  arity: { exactly: 1 },
  completes: ['none'],
  run: (context) => {
    const { services, disabled } = context.project();
    const bare = [...Object.values(services), ...Object.values(disabled)].filter((each) => each.build && !each.image);
    if (bare.length > 0)
      throw new CliError(
        `your Compose stack cannot be published as it only contains a build section for service(s):\n${bare.map(({ name }) => `- ${JSON.stringify(name)}\n`).join('')}\n`,
      );
    throw notHere(context, 'it has no registry to publish to.');
  },
});

const commit = defineComposeCommand({
  use: 'commit [OPTIONS] SERVICE [REPOSITORY[:TAG]]',
  short: "Create a new image from a service container's changes",
  flags: commitFlags,
  atLeast: 1,
  atMost: 2,
  completes: ['service', 'none'],
  run: (context) => {
    targetOf(context, true);
    throw notHere(context, 'images are those of its catalogue.');
  },
});

const exportCommand = defineComposeCommand({
  use: 'export [OPTIONS] SERVICE',
  short: "Export a service container's filesystem as a tar archive",
  flags: exportFlags,
  atLeast: 1,
  completes: ['service'],
  run: (context) => {
    targetOf(context, true);
    throw notHere(context, 'it has no archives. `docker compose cp` copies single files.');
  },
});

const stats = defineComposeCommand({
  use: 'stats [OPTIONS] [SERVICE]',
  short: 'Display a live stream of container(s) resource usage statistics',
  flags: statsFlags,
  atMost: 1,
  completes: ['service'],
  run: (context) => {
    throw notHere(context, 'containers use no processor and no memory here.');
  },
});

const attach = defineComposeCommand({
  use: 'attach [OPTIONS] SERVICE',
  short: "Attach local standard input, output, and error streams to a service's running container",
  flags: attachFlags,
  atLeast: 1,
  completes: ['service'],
  run: (context) => {
    const { Id } = targetOf(context, false);
    return attachTo({ ...context, arguments: [Id] });
  },
});

/** The container that is meant. Throws CliError where there is none. */
const targetOf = (context: ComposeContext<'index'>, all: boolean) =>
  replicaOf(
    context,
    context.projectName().toLowerCase(),
    context.arguments[0] ?? '',
    flagNumber(context.flags, 'index'),
    { oneoff: 'none', all },
  );

export const beyondCommands = [build, push, watch, publish, commit, exportCommand, stats, attach];
