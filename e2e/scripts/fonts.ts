// Makes the page's fonts anew of those in node_modules: npm run fonts
import { writeFileSync } from 'node:fs';
import { fonts, subsetOf } from '../../deploy/fonts.ts';

for (const font of fonts) {
  const content = await subsetOf(font, process.cwd());
  writeFileSync(font.file, content);
  console.log(`${font.file}: ${content.length} bytes`);
}
