import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** A folder of src/ may import itself and the folders after it; so may the rooms of src/graph (src/graph/README.md). */
const folders = [
  'app',
  'ui',
  'graph/stage',
  'graph/packets',
  'graph/ink',
  'graph/layout',
  'graph/scene',
  'graph',
  'store',
  'classroom',
  'simulator',
  'lessons',
  'teaching',
  'doctor',
  'diagnosis',
  'formats',
  'story',
  'history',
  'shell',
  'snapshot',
  'compose',
  'world',
  'wire',
  'engine',
  'kernel',
  'ip',
];
/** The folders that may import src/i18n. */
const translated = ['app', 'ui', 'lessons'];

const core = folders.slice(folders.indexOf('simulator') + 1);
const coreFiles = core.map((folder) => `src/${folder}/**/*.ts`);
const tests = ['**/*.test.ts', '**/*.test.tsx', '**/*.fixture.ts'];

const mayImport = (folder) => [
  ...folders.slice(folders.indexOf(folder)),
  ...(translated.includes(folder) ? ['i18n'] : []),
];

const ipaddr = { name: 'ipaddr.js', message: 'Only src/ip uses ipaddr.js: import what you need from src/ip.' };
const immer = { name: 'immer', message: 'src/ip is plain functions on plain values.' };
const viewLibraries = {
  group: ['react', 'react-dom', 'react/*', 'react-dom/*', 'zustand', 'zustand/*', 'cytoscape', 'i18next', 'radix-ui'],
  message: 'Nothing below src/store knows the page.',
};
const importsOf = (paths, patterns = []) => ({ 'no-restricted-imports': ['error', { paths, patterns }] });

const outside = (names, message) => names.map((name) => ({ name, message }));

export default defineConfig(
  { ignores: ['dist/', 'test-results/', 'playwright-report/', 'e2e/conformance/*/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  { files: ['**/*.table.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['**/*.tsx', 'src/ui/**/*.ts', 'src/app/**/*.ts'],
    extends: [reactHooks.configs.flat['recommended-latest']],
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    plugins: { boundaries },
    settings: {
      'boundaries/include': ['src/**/*'],
      'boundaries/elements': [...folders, 'i18n'].map((type) => ({ type, pattern: `src/${type}` })),
      'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export'],
    },
    rules: {
      ...importsOf([ipaddr]),
      'boundaries/no-unknown-files': 'error',
      'boundaries/no-unknown-dependencies': 'error',
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          message: 'src/{{from.element.type}} may not import src/{{to.element.type}}: see CONTRIBUTING.md, "Layers"',
          policies: [...folders, 'i18n'].map((type) => ({
            from: { element: { type } },
            allow: { to: { element: { types: { anyOf: type === 'i18n' ? ['i18n'] : mayImport(type) } } } },
          })),
        },
      ],
    },
  },
  {
    files: coreFiles,
    rules: importsOf([ipaddr], [viewLibraries]),
  },
  {
    files: ['src/ip/**/*.ts'],
    rules: importsOf([immer], [viewLibraries]),
  },
  {
    files: coreFiles,
    ignores: tests,
    rules: {
      'no-restricted-globals': [
        'error',
        ...outside(
          ['window', 'document', 'navigator', 'localStorage', 'globalThis', 'self', 'console', 'process', 'fetch'],
          'Nothing below src/simulator knows a browser or Node.',
        ),
        ...outside(
          [
            'Date',
            'performance',
            'setTimeout',
            'setInterval',
            'setImmediate',
            'requestAnimationFrame',
            'queueMicrotask',
          ],
          'Time below src/simulator is the time of the world.',
        ),
        ...outside(['crypto'], 'Random values below src/simulator come from the seed of the world.'),
        ...outside(['Intl'], 'Output must be the same in every browser and locale.'),
      ],
      'no-restricted-properties': [
        'error',
        {
          object: 'Math',
          property: 'random',
          message: 'Random values below src/simulator come from the seed of the world.',
        },
        ...['localeCompare', 'toLocaleString', 'toLocaleUpperCase', 'toLocaleLowerCase'].map((property) => ({
          property,
          message: 'Output must be the same in every browser and locale.',
        })),
      ],
    },
  },
  {
    files: ['e2e/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
);
