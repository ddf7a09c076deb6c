/** `name@marketplace`. Either part may be anything in a damaged or hostile file: see isSafeId. */
export function splitId(id: string): { name: string; marketplace: string } {
  const at = id.lastIndexOf('@')
  return at < 0 ? { name: id, marketplace: '' } : { name: id.slice(0, at), marketplace: id.slice(at + 1) }
}

/** Whether an id may be handed to a program or become part of a path. Anything else is shown and never acted upon. */
export const isSafeId = (id: string): boolean => SAFE_ID.test(id)

const SAFE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}@[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/
