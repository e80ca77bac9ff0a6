export { readFile } from '../../formats/file.ts';
export { momentOf, readFragment } from '../../formats/link.ts';
export { openDocument } from '../../store/document.ts';
