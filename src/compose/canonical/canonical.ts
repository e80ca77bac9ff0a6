import type { Warning } from '../problem.ts';
import { applying, applyRules, type Rule, type Rules } from '../rules.ts';
import { isList, isRecord, type Tree, type TreeRecord } from '../tree.ts';
import { longPorts } from './ports.ts';
import * as short from './short.ts';
import { longVolume } from './volumes.ts';

interface Options {
  /** Leave short forms as they are where they cannot be read: variables are not filled in. */
  readonly lenient?: boolean;
  readonly warn?: (warning: Warning) => void;
}

/**
 * Every short form in its long one, after the schema was checked (compose-go transform/canonical.go).
 * @throws ComposeError
 */
export function canonical(tree: TreeRecord, { lenient = false, warn = () => undefined }: Options = {}): TreeRecord {
  const inside: Rule = applying(rulesOf(lenient, warn, (value, way) => inside(value, way)));
  return withoutEmptyServers(inside(tree, []) as TreeRecord);
}

function rulesOf(lenient: boolean, warn: (warning: Warning) => void, inside: Rule): Rules {
  const insideRecord: Rule = (value, way) => (isRecord(value) ? inside(value, way) : value);
  const resource: Rule = (value, way) =>
    isRecord(value) ? short.external(inside(value, way) as TreeRecord, way, warn) : value;
  return {
    'services.*': insideRecord,
    'services.*.build.secrets.*': short.fileMount,
    'services.*.build.provenance': short.asText,
    'services.*.build.sbom': short.asText,
    'services.*.build.additional_contexts': short.keyValues(lenient),
    'services.*.depends_on': short.dependencies,
    'services.*.env_file': short.envFiles,
    'services.*.label_file': short.oneToList,
    'services.*.extends': short.extended,
    'services.*.gpus': short.gpus,
    'services.*.networks': short.namesToMapping,
    'services.*.models': short.namesToMapping,
    'services.*.volumes.*': (value, way) => longVolume(value, way, lenient),
    'services.*.dns': short.oneToList,
    'services.*.devices.*': short.device(lenient),
    'services.*.secrets.*': short.fileMount,
    'services.*.configs.*': short.fileMount,
    'services.*.ports': (value, way) => longPorts(value, way, lenient),
    'services.*.build': (value, way) => (typeof value === 'string' ? { context: value } : insideRecord(value, way)),
    'services.*.build.ssh': short.sshKeys,
    'services.*.ulimits.*': short.ulimits,
    'services.*.build.ulimits.*': short.ulimits,
    'services.*.develop.watch.*.ignore': short.oneToList,
    'services.*.develop.watch.*.include': short.oneToList,
    'volumes.*': resource,
    'networks.*': resource,
    'secrets.*': resource,
    'configs.*': resource,
  };
}

const isEmpty = (value: Tree): boolean => value === null || value === '';

/** A name server that is empty, as from a variable, is none (compose-go loader/omitEmpty.go). */
const withoutEmptyServers = (tree: TreeRecord): TreeRecord =>
  applyRules(tree, {
    'services.*.dns': (value) => (isList(value) ? value.filter((server) => !isEmpty(server)) : value),
  });
