/** A thing of the lab that can be selected, opened in the inspector, and acted upon. */
export type Selection =
  | { readonly kind: 'machine'; readonly machine: string }
  | { readonly kind: 'container'; readonly machine: string; readonly id: string }
  | { readonly kind: 'network'; readonly machine: string; readonly id: string }
  | { readonly kind: 'project'; readonly machine: string; readonly name: string };
