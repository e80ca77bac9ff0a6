import {
  pickedCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { keysUnder, placeIn } from './compose-path.ts';
import { keysAt, valuesAt } from './compose-words.ts';

/** Names of the lab that a compose file may speak of. */
export interface Known {
  readonly images: readonly string[];
  readonly networks: readonly string[];
}

const RESTART = ['no', 'always', 'on-failure', 'unless-stopped'].map((word) => (word === 'no' ? '"no"' : word));

/** Completes a compose file: keys and values by the schema of the specification, names by the lab and by the file itself. */
export const composeCompletion =
  (known: () => Known) =>
  async (context: CompletionContext): Promise<CompletionResult | null> => {
    const word = context.matchBefore(/[\w./:@"-]*$/);
    if (word === null || (word.from === word.to && !context.explicit)) return null;
    const { doc } = context.state;
    const before = doc.sliceString(0, word.from).split('\n');
    const place = placeIn([...before.slice(0, -1), `${before.at(-1) ?? ''}`]);
    const { table } = await import('../../compose/schema/schema.table.ts');
    if (place.key !== undefined) {
      const path = [...place.path, place.key];
      const values = [...valuesFor(path, doc.toString(), known()), ...valuesAt(path, table)];
      return { from: word.from, options: optionsOf(values), validFor: /^[\w./:@"-]*$/ };
    }
    const names = valuesFor(place.path, doc.toString(), known());
    const keys = keysAt(place.path, table).map(({ word: label, detail }): Completion => ({
      label,
      type: 'property',
      ...(detail !== undefined && { detail }),
      apply: (view, completion, from, to) => {
        // What has further keys or items under it goes on in the next line.
        const insert = /^(?:object|array)(?:, (?:object|array))*$/.test(detail ?? '') ? `${label}:` : `${label}: `;
        view.dispatch({
          changes: { from, to, insert },
          selection: { anchor: from + insert.length },
          annotations: pickedCompletion.of(completion),
        });
      },
    }));
    return { from: word.from, options: [...optionsOf(names), ...keys], validFor: /^[\w.-]*$/ };
  };

const optionsOf = (words: readonly string[]): readonly Completion[] =>
  [...new Set(words)].map((label) => ({ label, type: 'constant' }));

/** What may stand at a path that only the lab and the file know: `*` is any service, or an item of a list. */
function valuesFor(path: readonly string[], text: string, known: Known): readonly string[] {
  const [top, , key, item] = path;
  if (top === 'networks' && key === 'name') return known.networks;
  if (top !== 'services') return [];
  const services = keysUnder(text, 'services');
  switch (key) {
    case 'image':
      return known.images;
    case 'restart':
      return RESTART;
    case 'depends_on':
    case 'links':
      return item === undefined || item === '*' ? services.filter((service) => service !== path[1]) : [];
    case 'networks':
      return item === undefined || item === '*' ? [...keysUnder(text, 'networks'), 'default'] : [];
    case 'network_mode':
      return ['bridge', 'host', 'none', ...services.map((service) => `service:${service}`)];
    case 'secrets':
    case 'configs':
      return item === '*' ? keysUnder(text, key) : [];
    case undefined:
    default:
      return [];
  }
}
