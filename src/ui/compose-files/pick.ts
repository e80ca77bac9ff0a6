import type { GivenFile } from '../../formats/compose/open/given.ts';
import { textsOf } from './given-files.ts';

/** Asks for files. */
export function pick(take: (files: readonly GivenFile[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.onchange = () => void textsOf([...(input.files ?? [])]).then(take);
  input.click();
}
