import type { Context } from '../cli/command.ts';
import { flagText } from '../cli/flags/flag.ts';
import { parsedTemplate, printValue } from '../cli/inspect-template.ts';
import { field, optional } from '../cli/template/value/field.ts';
import { toJson } from '../cli/template/value/json.ts';
import { bool, map, pointer, slice, string, struct, value } from '../cli/template/value/type.ts';
import { ask } from '../engine.ts';
import { clientCommit, engineVersion } from './version.ts';

const serverCommit = '3ef3c07c883be49a2e8097bcf6d2952fce1d70eb';
const built = 'Tue Sep 15 11:02:57 2026';
const go = 'go1.27.1';
const kernelVersion = '6.18.44-fc-v595';

const client = {
  Version: engineVersion,
  ApiVersion: '1.51',
  DefaultAPIVersion: '1.51',
  GitCommit: clientCommit,
  GoVersion: go,
  Os: 'linux',
  Arch: 'amd64',
  BuildTime: built,
  Context: 'default',
};

const server = {
  Platform: { Name: '' },
  Components: [
    {
      Name: 'Engine',
      Version: engineVersion,
      Details: {
        ApiVersion: '1.51',
        Arch: 'amd64',
        BuildTime: built,
        Experimental: 'false',
        GitCommit: serverCommit,
        GoVersion: go,
        KernelVersion: kernelVersion,
        MinAPIVersion: '1.24',
        Os: 'linux',
      },
    },
    { Name: 'containerd', Version: '2.1.9+unknown', Details: { GitCommit: '' } },
    { Name: 'runc', Version: '1.3.6+ds1', Details: { GitCommit: '1.3.6+ds1-1' } },
    { Name: 'docker-init', Version: '0.19.0', Details: { GitCommit: '' } },
  ],
  Version: engineVersion,
  ApiVersion: '1.51',
  MinAPIVersion: '1.24',
  GitCommit: serverCommit,
  GoVersion: go,
  Os: 'linux',
  Arch: 'amd64',
  KernelVersion: kernelVersion,
  BuildTime: '2026-09-15T11:02:57.000000000+00:00',
};

const platform = struct('struct { Name string }', [field('Name', string)]);
const versionInfo = struct('system.versionInfo', [
  field(
    'Client',
    struct('system.clientVersion', [
      optional('Platform', pointer(platform)),
      optional('Version', string),
      optional('APIVersion', string, 'ApiVersion'),
      optional('DefaultAPIVersion', string),
      optional('GitCommit', string),
      optional('GoVersion', string),
      optional('Os', string),
      optional('Arch', string),
      optional('BuildTime', string),
      field('Context', string),
    ]),
  ),
  field(
    'Server',
    pointer(
      struct('types.Version', [
        field('Platform', platform),
        optional(
          'Components',
          slice(
            struct('types.ComponentVersion', [
              field('Name', string),
              field('Version', string),
              optional('Details', map(string)),
            ]),
          ),
        ),
        field('Version', string),
        field('APIVersion', string, 'ApiVersion'),
        optional('MinAPIVersion', string),
        field('GitCommit', string),
        field('GoVersion', string),
        field('Os', string),
        field('Arch', string),
        optional('KernelVersion', string),
        optional('Experimental', bool),
        optional('BuildTime', string),
      ]),
    ),
  ),
]);

const clientText = `Client:
 Version:           ${engineVersion}
 API version:       1.51
 Go version:        ${go}
 Git commit:        ${clientCommit}
 Built:             ${built}
 OS/Arch:           linux/amd64
 Context:           default
`;

const serverText = `
Server:
 Engine:
  Version:          ${engineVersion}
  API version:      1.51 (minimum version 1.24)
  Go version:       ${go}
  Git commit:       ${serverCommit}
  Built:            ${built}
  OS/Arch:          linux/amd64
  Experimental:     false
 containerd:
  Version:          2.1.9+unknown
  GitCommit:        
 runc:
  Version:          1.3.6+ds1
  GitCommit:        1.3.6+ds1-1
 docker-init:
  Version:          0.19.0
  GitCommit:        
`;

/** `docker version`. */
export function runVersion(context: Context<'format'>): number {
  const { call, flags } = context;
  const format = flagText(flags, 'format');
  if (format === '') call.out(clientText);
  ask(context, ({ engine }) => engine.id);
  const info = value(versionInfo, { Client: client, Server: server });
  if (format === '') call.out(serverText);
  else if (format === 'json') call.out(`${toJson(info)}\n`);
  else printValue(parsedTemplate(format, 'version'), info, call.out);
  return 0;
}
