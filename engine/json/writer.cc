#include "engine/json/writer.h"

#include "engine/base/utf8.h"

namespace remora::json {

namespace {

void append_escaped(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80U) {
      const std::size_t size = utf8::valid_size(text, i);
      out += size == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(i, size);
      i += size == 0 ? 1 : size;
      continue;
    }
    ++i;
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (byte < 0x20U || byte == 0x7FU) {
          out += "\\u00";
          out += kHex[byte >> 4U];
          out += kHex[byte & 15U];
        } else {
          out += c;
        }
    }
  }
}

}  // namespace

void Writer::new_line() {
  if (indented_) {
    text_ += '\n';
    text_.append(2 * has_members_.size(), ' ');
  }
}

void Writer::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!has_members_.empty()) {
    if (has_members_.back()) {
      text_ += ',';
    }
    has_members_.back() = true;
    new_line();
  }
}

void Writer::open(char bracket) {
  before_value();
  text_ += bracket;
  has_members_.push_back(false);
}

void Writer::close(char bracket) {
  const bool had_members = has_members_.back();
  has_members_.pop_back();
  if (had_members) {
    new_line();
  }
  text_ += bracket;
}

Writer& Writer::begin_object() {
  open('{');
  return *this;
}

Writer& Writer::end_object() {
  close('}');
  return *this;
}

Writer& Writer::begin_array() {
  open('[');
  return *this;
}

Writer& Writer::end_array() {
  close(']');
  return *this;
}

Writer& Writer::key(std::string_view name) {
  string(name);
  text_ += indented_ ? ": " : ":";
  after_key_ = true;
  return *this;
}

Writer& Writer::string(std::string_view text) {
  before_value();
  text_ += '"';
  append_escaped(text_, text);
  text_ += '"';
  return *this;
}

Writer& Writer::number(std::int64_t value) {
  before_value();
  text_ += std::to_string(value);
  return *this;
}

Writer& Writer::boolean(bool value) {
  before_value();
  text_ += value ? "true" : "false";
  return *this;
}

Writer& Writer::null() {
  before_value();
  text_ += "null";
  return *this;
}

Writer& Writer::raw(std::string_view json) {
  before_value();
  text_ += json;
  return *this;
}

// Documents are at most as deep as the reader's limit, so the recursion is too.
Writer& Writer::value(const Value& value) {  // NOLINT(misc-no-recursion)
  switch (value.kind()) {
    case Kind::Null:
      return null();
    case Kind::Bool:
    case Kind::Number:
      before_value();
      text_ += value.text();
      return *this;
    case Kind::String:
      return string(value.text());
    case Kind::Array:
      begin_array();
      for (const Value& element : value.elements()) {
        this->value(element);
      }
      return end_array();
    case Kind::Object:
      begin_object();
      for (const Member& member : value.members()) {
        key(member.key.text());
        this->value(member.value);
      }
      return end_object();
  }
  return *this;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  append_escaped(out, text);
  return out + '"';
}

}  // namespace remora::json
