export { fragmentOf, readFragment } from '../../formats/link.ts';
export { documentOf, openDocument } from '../../store/document.ts';
export { read, write } from './library.ts';
