/** `docker stack …`: a swarm's services by a compose file (docker/cli cli/command/stack). */
import { later } from '../../tool/later.ts';
import { absent, defineCommand, type Group } from '../cli/command.ts';
import { deployFlags, stackLsFlags, stackPsFlags, stackRmFlags, stackServicesFlags } from './flags.table.ts';

const deploy = defineCommand({
  use: 'deploy [OPTIONS] STACK',
  short: 'Deploy a new stack or update an existing stack',
  ways: ['docker stack deploy', 'docker stack up'],
  flags: deployFlags,
  arity: { exactly: 1 },
  clientFirst: true,
  run: later(async () => (await import('./deploy-run.ts')).runDeploy),
});

const ls = defineCommand({
  use: 'ls [OPTIONS]',
  short: 'List stacks',
  ways: ['docker stack ls', 'docker stack list'],
  flags: stackLsFlags,
  arity: { exactly: 0 },
  run: later(async () => (await import('./tell-run.ts')).runLs),
});

const ps = defineCommand({
  use: 'ps [OPTIONS] STACK',
  short: 'List the tasks in the stack',
  flags: stackPsFlags,
  arity: { exactly: 1 },
  run: later(async () => (await import('./tell-run.ts')).runPs),
});

const rm = defineCommand({
  use: 'rm [OPTIONS] STACK [STACK...]',
  short: 'Remove one or more stacks',
  ways: ['docker stack rm', 'docker stack remove', 'docker stack down'],
  flags: stackRmFlags,
  arity: { atLeast: 1 },
  run: later(async () => (await import('./rm-run.ts')).runRm),
});

const services = defineCommand({
  use: 'services [OPTIONS] STACK',
  short: 'List the services in the stack',
  flags: stackServicesFlags,
  arity: { exactly: 1 },
  run: later(async () => (await import('./tell-run.ts')).runServices),
});

export const stackCommands: Group['commands'] = [
  absent('config', 'Outputs the final config file, after doing merges and interpolations'),
  deploy,
  ls,
  ps,
  rm,
  services,
];
