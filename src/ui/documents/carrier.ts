export { accepted, readFile } from '../../formats/formats.ts';
export { fragmentOf, hopPlaceOf, readFragment } from '../../formats/link.ts';
export { documentOf, openDocument } from '../../store/document.ts';
export { leftBehind } from './left.ts';
export { read, remove, replace } from './library.ts';
export { isSame } from './saved.ts';
