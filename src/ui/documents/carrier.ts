export { accepted, readFile } from '../../formats/formats.ts';
export { fragmentOf, momentOf, readFragment } from '../../formats/link.ts';
export { documentOf, openDocument } from '../../store/document.ts';
export { read, write } from './library.ts';
