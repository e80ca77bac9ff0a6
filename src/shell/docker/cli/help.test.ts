import { expect, test } from 'vitest';
import { allParts } from '../../../kernel/part.ts';
import { rootEntries, rootSections } from '../tree.ts';
import { entryNamed, isGroup } from './command.ts';
import type { Entry } from './command.ts';
import recorded from './help.recorded.json' with { type: 'json' };
import { helpText, rootHelp } from './help.ts';

await allParts();

function helpOf(words: readonly string[]): string {
  let entries: readonly Entry[] = rootEntries;
  let entry: Entry | undefined;
  let path = 'docker';
  for (const word of words) {
    entry = entryNamed(entries, path, word);
    path = `${path} ${word}`;
    entries = entry && isGroup(entry) ? entry.commands : [];
  }
  return entry ? helpText(entry, path) : rootHelp(rootSections(false));
}

test.each(Object.entries(recorded))('docker %s --help', (command, text) => {
  expect(helpOf(command === '' ? [] : command.split(' '))).toBe(text);
});
