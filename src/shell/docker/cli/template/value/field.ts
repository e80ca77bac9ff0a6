import type { Field, Type } from './type.ts';

/** A struct's field; its JSON name is its Go name unless another is given. */
export const field = (name: string, type: Type, json = name): Field => ({ name, json, type });
export const optional = (name: string, type: Type, json = name): Field => ({ name, json, type, omitEmpty: true });
export const embedded = (name: string, type: Type): Field => ({ name, type, embedded: true });
