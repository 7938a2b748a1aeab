#include "tests/reference/glob.h"

#include <cstddef>

namespace remora::reference {

namespace {

char32_t code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  std::size_t more = 0;
  char32_t value = first;
  if (first >= 0xF0) {
    more = 3;
    value = first & 0x07U;
  } else if (first >= 0xE0) {
    more = 2;
    value = first & 0x0FU;
  } else if (first >= 0xC0) {
    more = 1;
    value = first & 0x1FU;
  }
  ++at;
  for (; more > 0; --more) {
    value = (value << 6U) | (byte(at) & 0x3FU);
    ++at;
  }
  return value;
}

void append_literal(PatternUnits& units, std::string_view text) {
  for (const char16_t unit : utf16(text)) {
    units.push_back({PatternUnit::Kind::Exactly, unit});
  }
}

void append_policy_text(PatternUnits& units, char c, bool wildcards) {
  if (wildcards && c == '*') {
    units.push_back({PatternUnit::Kind::AnyRun, 0});
  } else if (wildcards && c == '?') {
    units.push_back({PatternUnit::Kind::AnyOne, 0});
  } else {
    units.push_back({PatternUnit::Kind::Exactly, static_cast<char16_t>(c)});
  }
}

/// What stands between `${` and `}`.
void append_variable(Expansion& result, std::string_view name, const RequestContext& context) {
  // "${*}, ${?} and ${$}": literal characters (Variables page, "Specifying special characters").
  if (name == "*" || name == "?" || name == "$") {
    append_literal(result.units, name);
    return;
  }
  // "${key, 'default'}": a comma, a space and single quotes (Variables page, "default values").
  std::string_view default_text;
  bool has_default = false;
  const std::size_t comma = name.find(", '");
  if (comma != std::string_view::npos && name.size() >= comma + 4 && name.back() == '\'') {
    default_text = name.substr(comma + 3, name.size() - comma - 4);
    has_default = true;
    name = name.substr(0, comma);
  }
  const RequestContext::Entry* const found = context.find(name);
  if (found != nullptr && found->presence() == Presence::Unknown) {
    result.units.push_back({PatternUnit::Kind::AnyRun, 0});
    if (result.has_value == Truth::True) {
      result.has_value = Truth::Maybe;
    }
  } else if (found != nullptr && found->presence() == Presence::Present) {
    // A multivalued key does not expand, and keeps the default from being used (capture of AWS,
    // condition_sets, 082 to 091).
    if (found->multivalued()) {
      result.has_value = Truth::False;
    } else {
      // The value is literal, its wildcards included (capture of AWS, condition_strings).
      append_literal(result.units, found->value(0));
    }
  } else if (has_default) {
    append_literal(result.units, default_text);
  } else {
    result.has_value = Truth::False;
  }
}

}  // namespace

std::u16string utf16(std::string_view text) {
  std::u16string units;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = code_point(text, at);
    if (c >= 0x10000) {
      units.push_back(static_cast<char16_t>(0xD800U + ((c - 0x10000U) >> 10U)));
      units.push_back(static_cast<char16_t>(0xDC00U + ((c - 0x10000U) & 0x3FFU)));
    } else {
      units.push_back(static_cast<char16_t>(c));
    }
  }
  return units;
}

// NOLINTNEXTLINE(misc-no-recursion): the definition of a wildcard, word for word
bool glob(std::span<const PatternUnit> pattern, std::u16string_view text) {
  if (pattern.empty()) {
    return text.empty();
  }
  const PatternUnit& first = pattern.front();
  if (first.kind == PatternUnit::Kind::AnyRun) {
    return glob(pattern.subspan(1), text) || (!text.empty() && glob(pattern, text.substr(1)));
  }
  if (text.empty() || (first.kind == PatternUnit::Kind::Exactly && first.unit != text.front())) {
    return false;
  }
  return glob(pattern.subspan(1), text.substr(1));
}

Expansion expand(std::string_view text,
                 bool wildcards,
                 bool variables,
                 const RequestContext& context) {
  Expansion result;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t close = text.find('}', at);
    if (variables && text.substr(at, 2) == "${" && close != std::string_view::npos) {
      append_variable(result, text.substr(at + 2, close - at - 2), context);
      at = close + 1;
    } else if (static_cast<unsigned char>(text[at]) < 0x80) {
      append_policy_text(result.units, text[at], wildcards);
      ++at;
    } else {
      const std::size_t begin = at;
      code_point(text, at);
      append_literal(result.units, text.substr(begin, at - begin));
    }
  }
  return result;
}

Truth matches(const Expansion& pattern, std::string_view text) {
  if (pattern.has_value == Truth::False || !glob(pattern.units, utf16(text))) {
    return Truth::False;
  }
  return pattern.has_value;
}

}  // namespace remora::reference
