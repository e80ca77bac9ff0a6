import { folders } from './.dependency-cruiser.js';

const core = folders.slice(folders.indexOf('simulator') + 1);
const coreFiles = core.map((folder) => `src/${folder}/**/*.ts`);
const tests = ['**/*.test.ts', '**/*.test.tsx', '**/*.fixture.ts'];

const ipaddr = { name: 'ipaddr.js', message: 'Only src/ip uses ipaddr.js: import what you need from src/ip.' };
const immer = { name: 'immer', message: 'src/ip is plain functions on plain values.' };
const viewLibraries = {
  group: ['react', 'react-dom', 'react/*', 'react-dom/*', 'zustand', 'zustand/*', 'cytoscape', 'i18next', 'radix-ui'],
  message: 'Nothing below src/store knows the page.',
};
const importsOf = (paths, patterns = []) => ({ 'no-restricted-imports': ['error', { paths, patterns }] });

const outside = (names, message) => names.map((name) => ({ name, message }));

/** Rules beside those of the category 'correctness', with what they are set to. */
const errors = (...rules) => Object.fromEntries(rules.map((rule) => [rule, 'error']));

export default {
  plugins: ['typescript', 'react'],
  categories: { correctness: 'error' },
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: 'error' },
  env: { builtin: true },
  ignorePatterns: ['dist/', 'test-results/', 'playwright-report/', 'e2e/conformance/*/'],
  rules: {
    ...errors(
      'no-array-constructor',
      'no-case-declarations',
      'no-empty',
      'no-fallthrough',
      'no-prototype-builtins',
      'no-regex-spaces',
      'no-unexpected-multiline',
      'no-var',
    ),
    'typescript/no-meaningless-void-operator': 'off', // it says that an arrow function gives nothing
    'typescript/no-misused-spread': 'off', // characters are what is meant
  },
  overrides: [
    {
      files: ['**/*.ts', '**/*.tsx'],
      rules: {
        ...errors(
          'eqeqeq',
          'no-console',
          'prefer-const',
          'prefer-rest-params',
          'prefer-spread',
          'typescript/ban-ts-comment',
          'typescript/consistent-type-imports',
          'typescript/no-empty-object-type',
          'typescript/no-explicit-any',
          'typescript/no-misused-promises',
          'typescript/no-namespace',
          'typescript/no-require-imports',
          'typescript/no-unnecessary-type-assertion',
          'typescript/no-unnecessary-type-constraint',
          'typescript/no-unsafe-argument',
          'typescript/no-unsafe-assignment',
          'typescript/no-unsafe-call',
          'typescript/no-unsafe-enum-comparison',
          'typescript/no-unsafe-function-type',
          'typescript/no-unsafe-member-access',
          'typescript/no-unsafe-return',
          'typescript/only-throw-error',
          'typescript/prefer-promise-reject-errors',
          'typescript/restrict-plus-operands',
        ),
        'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
        'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
        'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      },
    },
    { files: ['**/*.table.ts'], rules: { 'max-lines': 'off' } },
    {
      files: ['**/*.tsx', 'src/ui/**/*.ts', 'src/app/**/*.ts'],
      rules: errors('react/rules-of-hooks', 'react/unsupported-syntax'),
    },
    { files: ['src/**/*.ts', 'src/**/*.tsx'], rules: importsOf([ipaddr]) },
    { files: coreFiles, rules: importsOf([ipaddr], [viewLibraries]) },
    { files: ['src/ip/**/*.ts'], rules: importsOf([immer], [viewLibraries]) },
    {
      files: coreFiles,
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
    { files: tests, rules: { 'no-restricted-globals': 'off', 'no-restricted-properties': 'off' } },
    { files: ['e2e/**/*.ts'], rules: { 'no-console': 'off' } },
    { files: ['**/*.js', '**/*.mjs'], env: { node: true }, rules: errors('no-redeclare', 'no-undef') }, // of TypeScript the compiler says so
    { files: ['public/**/*.js'], env: { browser: true } },
  ],
};
