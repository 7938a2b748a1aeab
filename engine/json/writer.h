#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/json/document.h"

namespace remora::json {

/// A count as JSON's numbers are written here.
inline std::int64_t as_number(std::size_t count) {
  return static_cast<std::int64_t>(count);
}

/// Writes JSON text, member by member, in the order of the calls: the same calls give the same
/// bytes. Text that is not valid UTF-8 is written with U+FFFD in its place.
class Writer {
 public:
  enum class Style : std::uint8_t { Compact, Indented };

  explicit Writer(Style style) : indented_(style == Style::Indented) {}

  Writer& begin_object();
  Writer& end_object();
  Writer& begin_array();
  Writer& end_array();
  Writer& key(std::string_view name);
  Writer& string(std::string_view text);
  Writer& number(std::int64_t value);
  Writer& boolean(bool value);
  Writer& null();
  /// A value of a document, with its numbers spelled as they were.
  Writer& value(const Value& value);
  /// Text that is JSON already.
  Writer& raw(std::string_view json);

  Writer& member(std::string_view name, std::string_view text) { return key(name).string(text); }

  Writer& member(std::string_view name, const char* text) { return key(name).string(text); }

  Writer& member(std::string_view name, std::int64_t number_) { return key(name).number(number_); }

  Writer& member(std::string_view name, bool flag) { return key(name).boolean(flag); }

  [[nodiscard]] const std::string& text() const { return text_; }

  /// Makes room for a text of that size.
  void reserve(std::size_t size) { text_.reserve(size); }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void before_value();
  void open(char bracket);
  void close(char bracket);
  void new_line();

  std::string text_;
  std::vector<bool> has_members_;
  bool after_key_ = false;
  bool indented_;
};

/// `text` with quotes and escapes, as a JSON string.
std::string quoted(std::string_view text);

}  // namespace remora::json
