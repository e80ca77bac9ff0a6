/** A folder of src may import itself and the folders after it; so may the rooms of src/graph (src/graph/README.md). */
export const folders = [
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
/** The folders that may import src/i18n, which imports none. */
const translated = ['app', 'ui', 'lessons'];

/** What is in a folder, its rooms aside. */
function within(folder) {
  const rooms = folders.filter((other) => other.startsWith(`${folder}/`)).map((room) => room.slice(folder.length + 1));
  return rooms.length === 0 ? `^src/${folder}/` : `^src/${folder}/(?!(${rooms.join('|')})/)`;
}

const mayImport = (folder) => [
  ...folders.slice(folders.indexOf(folder)),
  ...(translated.includes(folder) ? ['i18n'] : []),
];

const keepsOrder = (folder, allowed) => ({
  name: `layers-${folder.replace('/', '-')}`,
  comment: `src/${folder} may import no other folders than CONTRIBUTING.md, "Layers", says.`,
  severity: 'error',
  from: { path: within(folder) },
  to: { path: '^src/', pathNot: allowed.map(within) },
});

const known = [...folders, 'i18n'].map(within);

/** Files of src import each other in no circle, types and what is loaded later aside, and their folders in one order. */
export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    { name: 'in-a-folder', severity: 'error', from: { pathNot: known }, to: {} },
    ...folders.map((folder) => keepsOrder(folder, mayImport(folder))),
    keepsOrder('i18n', ['i18n']),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    includeOnly: '^src/',
    exclude: '\\.(css|json)$',
  },
};
