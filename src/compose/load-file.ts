/**
 * Reads one file over those before it (compose-go loader.loadYamlFile, loadYamlModel).
 */
import { own } from '../kernel/own.ts';
import { canonical } from './canonical/canonical.ts';
import { withDefaults } from './defaults.ts';
import { applyExtends } from './extends.ts';
import { applyInclude } from './include.ts';
import { interpolate } from './interpolate/interpolate.ts';
import { drop } from './merge/drop.ts';
import { mergeFiles } from './merge/merge.ts';
import { withoutRepetitions } from './merge/unique.ts';
import { resolveEnvironment } from './normalize.ts';
import { resolvePaths } from './paths.ts';
import { ComposeError } from './problem.ts';
import type { Mode, Read, Reading } from './reading.ts';
import { validate } from './schema/validate.ts';
import { documentsOf, findSpot } from './source.ts';
import type { Document, Source } from './source.ts';
import type { TreeRecord } from './tree.ts';
import { checkValues } from './values.ts';

/**
 * The merged tree of several files.
 * @throws ComposeError
 */
export function loadModel(
  reading: Reading,
  mode: Mode,
  workingFolder: string,
  paths: readonly string[],
  included: readonly string[] = [],
): TreeRecord {
  let tree: TreeRecord = {};
  for (const path of paths) ({ tree } = loadFile(reading, mode, workingFolder, path, tree, included));
  tree = withDefaults(tree);
  checkValues(tree);
  if (mode.resolvesPaths) tree = resolvePaths(tree, workingFolder, own(mode.environment, 'HOME'));
  return resolveEnvironment(tree, mode.environment);
}

/** @throws ComposeError */
export function loadFile(
  reading: Reading,
  mode: Mode,
  workingFolder: string,
  file: string,
  before: TreeRecord,
  included: readonly string[],
): Read {
  const source = reading.open(file);
  let read: Read = { tree: before, dropped: [] };
  for (const document of documentsOf(source)) {
    const { dropped } = document;
    const prepared = prepare(reading, mode, workingFolder, source, document, included);
    const merged = withoutRepetitions(mergeFiles(drop(read.tree, dropped), prepared));
    const valid = mode.partial ? merged : validated(reading, source, document, merged);
    const long = canonical(valid, { lenient: !mode.interpolates, warn: reading.remark });
    read = { tree: withoutRepetitions(long), dropped };
  }
  return read;
}

function prepare(
  reading: Reading,
  mode: Mode,
  workingFolder: string,
  source: Source,
  { tree, dropped, dates }: Document,
  included: readonly string[],
): TreeRecord {
  const filled = mode.interpolates ? fill(reading, mode, source, tree, dates) : tree;
  if (mode.partial) return filled;
  const extended = applyExtends(reading, mode, source.file, filled, dropped);
  return applyInclude(reading, mode, workingFolder, extended, [...included, source.file]);
}

const fill = (
  reading: Reading,
  { environment }: Mode,
  source: Source,
  tree: TreeRecord,
  dates: Document['dates'],
): TreeRecord =>
  interpolate(
    tree,
    (name) => own(environment, name),
    (path, warning) => {
      reading.remark({ spot: findSpot(source, path)?.spot, ...warning });
    },
    dates,
  );

function validated(reading: Reading, { file }: Source, { dates }: Document, tree: TreeRecord): TreeRecord {
  const date = dates.find((way) => !way.some((part) => part.startsWith('x-')));
  if (date)
    throw new ComposeError({ text: `validating ${file}: ${date.join('.')} invalid jsonType time.Time`, path: date });
  validate(tree, file);
  if (!Object.hasOwn(tree, 'version')) return tree;
  reading.remarkOnce({
    text: `${file}: the attribute \`version\` is obsolete, it will be ignored, please remove it to avoid potential confusion`,
  });
  return Object.fromEntries(Object.entries(tree).filter(([key]) => key !== 'version'));
}
