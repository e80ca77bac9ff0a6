import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// What just-bash's parser of arithmetic does at a `$` that begins nothing, as in `$((u$))`: it looks for what comes next at the
// same place again, and holds on to what it did not find, until there is no memory left. Here it says that the expression ends there.
const BUNDLE = /just-bash\/dist\/bundle\/browser\.js$/;
const LOOP = /(\{let\{expr:(\w+),pos:(\w+)\}=\w+\((\w+),(\w+),(\w+),!0\);)(\w+\.push\(\2\),\6=\3\})/;
const SYNTAX_ERROR =
  /function (\w+)\(\w+,\w+\)\{return\{expr:\{type:"ArithSyntaxError",errorToken:\w+,message:`syntax error: operand expected/;

// What awk keeps in its arrays is told, so that it can be bounded: nobody else sees it.
const KEPT = /(array_elements"\);(\w+)\.arrayElementCount\+\+\})(\2\.arrays\[\w+\]\[(\w+)\]=(\w+)\})/;

// The words of `local NAME=(…)` are told apart, as those of `NAME=(…)` are: here they only become a text.
const ELEMENTS =
  /(let (\w+)=(\w+)\.map\(\w+=>\w+\(\w+,\w+\)\),(\w+)=`\$\{(\w+)\}=\(\$\{\2\.join\(" "\)\}\)`;\w+\.push\()(\w+\.parseWordFromString\(\4,!1,!1,!0\))\)/;

// What `declare -p` prints of an associative array is quoted as bash quotes it: `declare -A m=([k]="v" ["a b"]="c" )`.
const QUOTES =
  /function (\w+)\(\w+\)\{return \w+\(\w+\)\}(function \w+\((\w+)\)\{return)`'\$\{\3\.replace\(\/'\/g,"'\\\\''"\)\}'`\}/;
const QUOTED = /`\[\$\{\w+\}\]=\$\{(\w+)\(\w+\)\}`/;
const MAP = /(declare -A \$\{\w+\}=\(\$\{\w+\.join\(" "\)\})\)/g;

/** @param {string} code */
function mended(code) {
  const name = SYNTAX_ERROR.exec(code)?.[1];
  const quoted = QUOTED.exec(code)?.[1];
  const patterns = [LOOP, KEPT, ELEMENTS, QUOTES];
  if (
    name === undefined ||
    quoted === undefined ||
    !patterns.every((pattern) => pattern.test(code)) ||
    code.search(MAP) < 0
  )
    throw new Error('just-bash is not as it was when it was mended');
  return code
    .replace(
      LOOP,
      (_, head, _part, to, _parser, text, from, rest) =>
        `${head}if(${to}===${from})return ${name}(${text}.slice(${from}),${text}.length);${rest}`,
    )
    .replace(
      KEPT,
      (_, head, state, rest, key, value) =>
        `${head}${state}.coverage?.hit("awk:kept",${key}.length+String(${value}).length);${rest}`,
    )
    .replace(
      ELEMENTS,
      (_, head, _texts, elements, _text, variable, word) =>
        `${head}{...${word},array:${elements},variable:${variable}})`,
    )
    .replace(
      QUOTES,
      (_, value, key, text) =>
        `function ${value}(e){return ${quoted}(e)}${key}/^[\\w@%+=:,./-]+$/.test(${text})?${text}:${quoted}(${text})}`,
    )
    .replace(MAP, '$1 )');
}

/** For Vite. */
export const mendedBash = () => ({
  name: 'mended-bash',
  transform: {
    filter: { id: BUNDLE },
    /** @param {string} code */
    handler: (code) => ({ code: mended(code), map: null }),
  },
});

/** For esbuild, which else leaves packages as they are: the library alone comes along, what it imports stays its own. */
export const mendedBashAside = {
  name: 'mended-bash',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    const root = build.initialOptions.absWorkingDir;
    build.onResolve({ filter: /^just-bash\/browser$/ }, () => ({
      path: join(root, 'node_modules/just-bash/dist/bundle/browser.js'),
    }));
    build.onLoad({ filter: BUNDLE }, ({ path }) => ({ contents: mended(readFileSync(path, 'utf8')) }));
    build.onResolve({ filter: /^[^./]/ }, ({ path, importer }) =>
      BUNDLE.test(importer) && !isBuiltin(path)
        ? { path: pathToFileURL(createRequire(importer).resolve(path)).href, external: true }
        : undefined,
    );
  },
};
