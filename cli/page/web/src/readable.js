// A value that AWS will choose, or that nobody has told, stands between two control characters in the
// engine's texts (engine/base/symbol.h); people read it as <name>.
export const readable = (text) => text.replaceAll('\x1e', '<').replaceAll('\x1f', '>');
