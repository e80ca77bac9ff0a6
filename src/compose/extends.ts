/**
 * Services that are made of others, of the same file or another (compose-go loader/extends.go).
 */
import { own } from '../kernel/own.ts';
import { absolutePath, folderOf, relativePath } from './file-path.ts';
import { goQuoted, goText } from './go.ts';
import { drop } from './merge/drop.ts';
import { mergeServices } from './merge/merge.ts';
import { resolvePaths } from './paths.ts';
import { ComposeError } from './problem.ts';
import type { Mode, Reading } from './reading.ts';
import { isRecord } from './tree.ts';
import type { Tree, TreeRecord } from './tree.ts';

type Dropped = readonly (readonly string[])[];
type Services = Map<string, Tree>;

/** A service that is being made, and the file that it is made from. */
interface Step {
  readonly file: string;
  readonly service: string;
}

const LONGEST_CHAIN = 500;

/** @throws ComposeError */
export function applyExtends(
  reading: Reading,
  mode: Mode,
  file: string,
  tree: TreeRecord,
  dropped: Dropped,
): TreeRecord {
  const services = own(tree, 'services');
  if (services === undefined) return tree;
  if (!isRecord(services)) throw new ComposeError({ text: 'services must be a mapping', path: ['services'] });
  const extender = new Extender(reading, mode, file);
  const made: Services = new Map(Object.entries(services));
  for (const name of Object.keys(services)) made.set(name, extender.service(name, made, [], dropped));
  return { ...tree, services: Object.fromEntries(made) };
}

class Extender {
  private readonly reading: Reading;
  private readonly mode: Mode;
  private readonly file: string;

  constructor(reading: Reading, mode: Mode, file: string) {
    this.reading = reading;
    this.mode = mode;
    this.file = file;
  }

  service(name: string, services: Services, chain: readonly Step[], dropped: Dropped): Tree {
    const service = services.get(name) ?? null;
    if (service === null) return null;
    if (!isRecord(service))
      throw new ComposeError({ text: `services.${name} must be a mapping`, path: ['services', name] });
    const extended = own(service, 'extends');
    if (extended === undefined) return service;
    const { ref, file } = this.reference(name, extended);
    const base = file === undefined ? this.ownServices(name, ref, services) : this.servicesOf(name, ref, file);
    const step = { file: file ?? this.file, service: name };
    const from = this.service(ref, base.services, longer(chain, step), base.dropped);
    if (from === null) return service;
    const kept = own(drop({ services: { [name]: from } }, dropped), 'services');
    const merged = mergeServices((isRecord(kept) ? own(kept, name) : undefined) ?? from, service);
    const made = Object.fromEntries(Object.entries(merged).filter(([key]) => key !== 'extends'));
    base.services.set(name, made);
    return made;
  }

  private reference(name: string, extended: Tree): { ref: string; file?: string } {
    if (!isRecord(extended)) return { ref: typeof extended === 'string' ? extended : '' };
    const ref = own(extended, 'service');
    if (typeof ref !== 'string')
      throw new ComposeError({
        text: `extends.${name}.service is required`,
        path: ['services', name, 'extends'],
      });
    const file = own(extended, 'file') ?? null;
    return file === null ? { ref } : { ref, file: goText(file) };
  }

  private ownServices(name: string, ref: string, services: Services): { services: Services; dropped: Dropped } {
    if (services.has(ref)) return { services, dropped: [] };
    throw this.cannot(name, this.file, `service ${goQuoted(ref)} not found`);
  }

  private servicesOf(name: string, ref: string, path: string): { services: Services; dropped: Dropped } {
    const { folder } = this.mode;
    const local = absolutePath(folder, path);
    const working = relativePath(folder, this.reading.files.isFolder(local) ? local : folderOf(local));
    const mode: Mode = { ...this.mode, folder: folderOf(local), resolvesPaths: false, partial: true };
    const { tree, dropped } = this.reading.load.file(this.reading, mode, working, local, {}, []);
    const services = own(tree, 'services');
    if (services === undefined) throw this.cannot(name, local, 'no services section');
    if (!isRecord(services)) throw this.cannot(name, local, 'services must be a mapping');
    if (!Object.hasOwn(services, ref))
      throw this.cannot(name, this.file, `service ${goQuoted(ref)} not found in ${path}`);
    const resolved = own(resolvePaths(tree, working, own(mode.environment, 'HOME')), 'services');
    return { services: new Map(Object.entries(isRecord(resolved) ? resolved : {})), dropped };
  }

  private cannot(name: string, file: string, why: string): ComposeError {
    return new ComposeError({
      text: `cannot extend service ${goQuoted(name)} in ${file}: ${why}`,
      path: ['services', name, 'extends'],
    });
  }
}

function longer(chain: readonly Step[], step: Step): readonly Step[] {
  const all = [...chain, step];
  if (chain.some(({ file, service }) => file === step.file && service === step.service))
    throw new ComposeError({
      text: all
        .map(({ file, service }, place) => `  ${place === 0 ? '' : 'extends '}${service} in ${file}`)
        .reduce((text, line) => `${text}\n${line}`, 'Circular reference:'),
      path: ['services', step.service, 'extends'],
    });
  if (all.length > LONGEST_CHAIN)
    throw new ComposeError({ text: `more than ${LONGEST_CHAIN} services extend each other` });
  return all;
}
