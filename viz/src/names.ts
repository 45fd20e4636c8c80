// Names of entities that answers have brought so far, so that an id in the
// address can be told by its name.

import { nameOfId } from "./words";

const names = new Map<string, string>();

export function rememberName(id: string, name: string): void {
  names.set(id, name);
}

export function isNamed(id: string): boolean {
  return names.has(id);
}

// Its name; until that is at hand, the words of the id.
export function nameOf(id: string): string {
  return names.get(id) ?? nameOfId(id);
}
