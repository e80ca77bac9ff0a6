/**
 * What a text is made into at some places, once its variables are filled in (compose-go loader/interpolate.go).
 */
import { goQuoted } from '../go.ts';
import { ComposeError } from '../problem.ts';
import { atPattern } from '../rules.ts';
import type { Way } from '../rules.ts';
import { wholeInTree, type Tree } from '../tree.ts';
import type { Remark } from './template.ts';

type Cast = (text: string, remark: Remark) => Tree;

const integer =
  (name: string): Cast =>
  (text) => {
    const fault = (what: string): ComposeError =>
      new ComposeError({ text: `strconv.${name}: parsing ${goQuoted(text)}: ${what}` });
    if (!/^[+-]?[0-9]+$/.test(text)) throw fault('invalid syntax');
    const value = text.length > 40 ? 2n ** 64n : BigInt(text.replace('+', ''));
    if (value >= 2n ** 63n || value < -(2n ** 63n)) throw fault('value out of range');
    return wholeInTree(value);
  };

const toInt = integer('Atoi');
const toInt64 = integer('ParseInt');

const toFloat: Cast = (text) => {
  const value = /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$/.test(text) ? Number(text) : NaN;
  if (Number.isFinite(value)) return value;
  const what = Number.isNaN(value) ? 'invalid syntax' : 'value out of range';
  throw new ComposeError({ text: `strconv.ParseFloat: parsing ${goQuoted(text)}: ${what}` });
};

const toBoolean: Cast = (text, remark) => {
  const word = text.toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  const yes = ['y', 'yes', 'on'].includes(word);
  if (!yes && !['n', 'no', 'off'].includes(word)) throw new ComposeError({ text: `invalid boolean: ${text}` });
  remark({ text: `${goQuoted(text)} for boolean is not supported by YAML 1.2, please use \`${yes}\`` });
  return yes;
};

const castAt = atPattern<Cast>({
  'services.*.cpu_count': toInt64,
  'services.*.cpu_percent': toFloat,
  'services.*.cpu_period': toInt64,
  'services.*.cpu_quota': toInt64,
  'services.*.cpu_rt_period': toInt64,
  'services.*.cpu_rt_runtime': toInt64,
  'services.*.cpus': toFloat,
  'services.*.cpu_shares': toInt64,
  'services.*.init': toBoolean,
  'services.*.deploy.replicas': toInt,
  'services.*.deploy.update_config.parallelism': toInt,
  'services.*.deploy.update_config.max_failure_ratio': toFloat,
  'services.*.deploy.rollback_config.parallelism': toInt,
  'services.*.deploy.rollback_config.max_failure_ratio': toFloat,
  'services.*.deploy.restart_policy.max_attempts': toInt,
  'services.*.deploy.placement.max_replicas_per_node': toInt,
  'services.*.healthcheck.retries': toInt,
  'services.*.healthcheck.disable': toBoolean,
  'services.*.oom_kill_disable': toBoolean,
  'services.*.oom_score_adj': toInt64,
  'services.*.pids_limit': toInt64,
  'services.*.ports.[].target': toInt,
  'services.*.privileged': toBoolean,
  'services.*.read_only': toBoolean,
  'services.*.scale': toInt,
  'services.*.stdin_open': toBoolean,
  'services.*.tty': toBoolean,
  'services.*.ulimits.*': toInt,
  'services.*.ulimits.*.hard': toInt,
  'services.*.ulimits.*.soft': toInt,
  'services.*.volumes.[].read_only': toBoolean,
  'services.*.volumes.[].volume.nocopy': toBoolean,
  'networks.*.external': toBoolean,
  'networks.*.internal': toBoolean,
  'networks.*.attachable': toBoolean,
  'networks.*.enable_ipv4': toBoolean,
  'networks.*.enable_ipv6': toBoolean,
  'volumes.*.external': toBoolean,
  'secrets.*.external': toBoolean,
  'configs.*.external': toBoolean,
});

/**
 * What the text at a place becomes.
 * @throws ComposeError
 */
export function castText(text: string, way: Way, remark: Remark): Tree {
  return castAt(way)?.(text, remark) ?? text;
}
