import type { Plugin } from 'vite';
import { fonts } from './fonts.ts';
import { ofPackage, packageFolderOf, shippedPackages } from './shipped.ts';

/** What vite-plugin-pwa puts beside the page: the service worker, which is no part of its modules. */
const serviceWorker = ['workbox-core', 'workbox-precaching', 'workbox-routing', 'workbox-strategies'];

/** What files of the project are made of, and is no package: a folder of its terms. */
const taken = ['compose-spec'];

/**
 * Writes `licences.json`: every package of which something is in the built page, and the terms it comes under.
 * A package that is not permitted, or says not what it asks for, ends the build.
 */
export function licences(root: string): Plugin {
  const beside = [...serviceWorker, ...fonts.map((font) => font.package)];
  const folders = new Set([
    ...beside.map((name) => `${root}/node_modules/${name}`),
    ...taken.map((name) => `${root}/deploy/${name}`),
  ]);
  const note = (id: string) => {
    const folder = packageFolderOf(id, root);
    if (folder !== undefined) folders.add(folder);
  };
  return {
    name: 'licences',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const output of Object.values(bundle))
          if (output.type === 'chunk') Object.keys(output.modules).forEach(note);
          else output.originalFileNames.forEach((name) => note(`${root}/${name}`));
        this.emitFile({
          type: 'asset',
          fileName: 'licences.json',
          source: JSON.stringify({ page: ofPackage(root), packages: shippedPackages(folders) }),
        });
      },
    },
  };
}
