/** The shapes of what stands beside services, in the order in which compose prints it. */
import { own } from '../../kernel/own.ts';
import { isRecord, type Tree } from '../tree.ts';
import { kept, list, map, struct } from './shape.ts';
import { service } from './service.ts';
import { flag, labels, mapping, options, text, texts, whole } from './values.ts';

const network = struct({
  name: text,
  driver: text,
  driver_opts: options,
  ipam: {
    shape: struct({
      driver: text,
      config: list(
        struct({ subnet: text, gateway: text, ip_range: text, aux_addresses: mapping }, { extended: false }),
      ),
    }),
    bare: {},
  },
  external: flag,
  internal: flag,
  attachable: flag,
  labels,
  enable_ipv4: kept(flag),
  enable_ipv6: kept(flag),
});

const volume = struct({ name: text, driver: text, driver_opts: options, external: flag, labels });

const fileObject = {
  name: text,
  file: text,
  environment: text,
  content: text,
  external: flag,
  labels,
  driver: text,
  driver_opts: map(text),
  template_driver: text,
};

const withoutContent = (object: Tree): Tree =>
  isRecord(object) ? Object.fromEntries(Object.entries(object).filter(([key]) => key !== 'content')) : object;

/** What a secret holds is never printed. */
const secret = struct(fileObject, { print: withoutContent });
/** What a config has of a variable is not printed. */
const config = struct(fileObject, {
  print: (object) => (isRecord(object) && own(object, 'environment') !== undefined ? withoutContent(object) : object),
});

const model = struct({ name: text, model: text, context_size: whole('int'), runtime_flags: texts });

/** The parts of a project that its services use, by name. */
export const resources = {
  networks: network,
  volumes: volume,
  secrets: secret,
  configs: config,
  models: model,
} as const;

export const project = struct({
  name: text,
  services: { shape: map(service), kept: true },
  networks: map(network),
  volumes: map(volume),
  secrets: map(secret),
  configs: map(config),
  models: map(model),
});
