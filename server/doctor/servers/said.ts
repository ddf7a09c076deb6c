import type { Found } from '../types.ts'
import type { Server, ServerKind } from './types.ts'

/** Where a finding about a server, or about one of its fields, is: the field's line, else the server's. */
export const placeOf = (server: Server, at = ''): Pick<Found, 'file' | 'line' | 'about' | 'key'> => ({
  file: server.file,
  line: server.lines.get(at) ?? server.line,
  about: called(server),
  key: `${server.kind} ${server.name} ${at}`,
})

export const called = ({ kind, name }: { kind: ServerKind; name: string }) => `${kind} server ${short(name)}`

export const short = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

export const nameOfFile = (path: string) => path.slice(path.lastIndexOf('/') + 1)

/** As a part of a sentence. */
export const quoted = (text: string) => `\`${short(text)}\``
