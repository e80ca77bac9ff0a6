import type { Programs } from '../../kernel/program.ts';
import { httpEcho } from '../programs/http-echo.ts';
import { nc } from '../programs/nc.ts';
import { nginx } from '../programs/nginx.ts';

/** What the images' servers do with what reaches them. */
export const imagePrograms: Programs = { nginx, 'http-echo': httpEcho, nc };
