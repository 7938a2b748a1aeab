#pragma once

#include <string>
#include <string_view>

#include "engine/base/match.h"

/// A symbol stands in a text for a value that is not there. There are two kinds.
/// A *symbol* proper is a value that AWS will choose and nobody knows yet: a generated bucket name,
/// a key id. It equals itself and differs from every literal.
/// An *unknown text* is whatever somebody has not said: it equals itself, and may be any text,
/// every literal and none at all included. In an ARN it holds no colon before the resource part. In
/// a text both are their name between two control characters, which no policy may hold (IAM User
/// Guide, "IAM and AWS STS quotas", characters allowed), so equal texts are equal symbols too.
namespace remora {

constexpr char kSymbolBegin = '\x1E';
constexpr char kSymbolEnd = '\x1F';
constexpr std::string_view kUnknownBegin = "\x1Eunknown ";

/// Both marks. A text that somebody else wrote cannot bring them along: who reads it says so where
/// one stands.
constexpr std::string_view kMarks = "\x1E\x1F";

inline bool has_mark(std::string_view text) {
  return text.find_first_of(kMarks) != std::string_view::npos;
}

/// The text of a symbol. The name says to people what it is: `bucket ConfigBucket`; it holds no
/// colon, so that ARNs split as they would with the real value.
inline std::string make_symbol(std::string_view name) {
  return std::string(1, kSymbolBegin) + std::string(name) + std::string(1, kSymbolEnd);
}

/// An unknown text of that name, of which every sign that means something in an ARN or a pattern
/// is left out.
inline std::string make_unknown(std::string_view name) {
  std::string text(kUnknownBegin);
  for (const char c : name) {
    text += std::string_view(":/*?${}").find(c) == std::string_view::npos ? c : ' ';
  }
  return text + kSymbolEnd;
}

/// The text as people read it: `arn:aws:s3:::<bucket ConfigBucket>/*`, `<unknown prefix>/AWSLogs`.
inline std::string readable(std::string_view text) {
  std::string shown(text);
  for (char& c : shown) {
    c = c == kSymbolBegin ? '<' : c == kSymbolEnd ? '>' : c;
  }
  return shown;
}

inline bool has_symbol(std::string_view text) {
  return text.find(kSymbolBegin) != std::string_view::npos;
}

inline bool has_unknown(std::string_view text) {
  return text.find(kUnknownBegin) != std::string_view::npos;
}

/// Whether a text begins with a literal one: open where an unknown text stands in the beginning.
inline Match begins_with(std::string_view text, std::string_view prefix) {
  if (text.starts_with(prefix)) {
    return Match::Yes;
  }
  const std::size_t unknown = text.find(kUnknownBegin);
  const bool open =
      unknown != std::string_view::npos && prefix.starts_with(text.substr(0, unknown));
  return open ? Match::Unknown : Match::No;
}

}  // namespace remora
