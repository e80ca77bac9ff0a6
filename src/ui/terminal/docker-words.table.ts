/** What the arguments of a docker command name. */
export type Kind = 'container' | 'network' | 'image' | 'network container';

/** A docker command as far as completion goes: what it takes, and its flags with what they take. */
export interface DockerWord {
  readonly takes?: Kind;
  readonly flags?: Readonly<Record<string, Kind | undefined>>;
  readonly commands?: Readonly<Record<string, DockerWord>>;
}

const run: DockerWord = {
  takes: 'image',
  flags: {
    '--cap-add': undefined,
    '--detach': undefined,
    '--dns': undefined,
    '--env': undefined,
    '--expose': undefined,
    '--hostname': undefined,
    '--interactive': undefined,
    '--ip': undefined,
    '--link': 'container',
    '--name': undefined,
    '--net': 'network',
    '--network': 'network',
    '--network-alias': undefined,
    '--publish': undefined,
    '--publish-all': undefined,
    '--rm': undefined,
    '--tty': undefined,
  },
};

const all = { '--all': undefined, '--filter': undefined, '--format': undefined, '--quiet': undefined };
const exec: DockerWord = { takes: 'container', flags: { '--interactive': undefined, '--tty': undefined } };
const inspect: DockerWord = { takes: 'network container', flags: { '--format': undefined } };
const remove: DockerWord = { takes: 'container', flags: { '--force': undefined } };
const ofContainer: DockerWord = { takes: 'container' };
const ofNetwork: DockerWord = { takes: 'network' };

export const dockerCommands: Readonly<Record<string, DockerWord>> = {
  container: {
    commands: {
      create: run,
      exec,
      inspect: { takes: 'container', flags: { '--format': undefined } },
      ls: { flags: all },
      restart: ofContainer,
      rm: remove,
      run,
      start: ofContainer,
      stop: ofContainer,
    },
  },
  create: run,
  exec,
  images: {},
  inspect,
  network: {
    commands: {
      connect: { takes: 'network container', flags: { '--alias': undefined, '--ip': undefined } },
      create: {
        flags: {
          '--driver': undefined,
          '--gateway': undefined,
          '--internal': undefined,
          '--ip-range': undefined,
          '--opt': undefined,
          '--subnet': undefined,
        },
      },
      disconnect: { takes: 'network container', flags: { '--force': undefined } },
      inspect: { takes: 'network', flags: { '--format': undefined } },
      ls: { flags: { '--filter': undefined, '--format': undefined, '--quiet': undefined } },
      prune: { flags: { '--force': undefined } },
      rm: ofNetwork,
    },
  },
  port: ofContainer,
  ps: { flags: all },
  restart: ofContainer,
  rm: remove,
  run,
  start: ofContainer,
  stop: ofContainer,
};
