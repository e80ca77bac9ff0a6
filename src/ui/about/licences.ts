import { array, object, parse, string, type InferOutput } from 'valibot';

const shipped = object({ name: string(), version: string(), licence: string(), text: string() });
const notices = object({ page: shipped, packages: array(shipped) });

/** A package of which something is in the page, with the terms it comes under. */
export type Shipped = InferOutput<typeof shipped>;
export type Notices = InferOutput<typeof notices>;

/** What the page is made of, as the build has listed it beside the page. */
export async function loadNotices(): Promise<Notices> {
  const response = await fetch('licences.json');
  if (!response.ok) throw new Error(`licences.json: ${response.status}`);
  return parse(notices, await response.json());
}
