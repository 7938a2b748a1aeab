#include "engine/input/element_splitter.h"

#include <utility>

namespace remora::input {

namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool opens(char c) {
  return c == '{' || c == '[';
}

bool closes(char c) {
  return c == '}' || c == ']';
}

}  // namespace

void ElementSplitter::feed(std::string_view chunk) {
  for (const char c : chunk) {
    // A scalar ends at the character behind it, which is then taken again.
    if (ends_scalar(c) || ends_broken_line(c)) {
      end_value();
    }
    take(c);
    if (c == '\n') {
      ++at_.line;
      at_.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++at_.column;
    }
  }
}

void ElementSplitter::take(char c) {
  switch (mode_) {
    case Mode::Between:
      take_between(c);
      return;
    case Mode::Array:
      take_in_array(c);
      return;
    case Mode::Element:
    case Mode::Frame:
      break;
  }
  take_in_value(c);
}

void ElementSplitter::begin(Mode mode, char c) {
  mode_ = mode;
  depth_ = 0;
  current_.text.clear();
  current_.start = at_;
  take_in_value(c);
}

void ElementSplitter::take_between(char c) {
  if (is_blank(c) || static_cast<unsigned char>(c) == 0xEFU ||
      static_cast<unsigned char>(c) == 0xBBU || static_cast<unsigned char>(c) == 0xBFU) {
    return;
  }
  if (c == '[') {
    mode_ = Mode::Array;
    in_bare_array_ = true;
    return;
  }
  begin(c == '{' ? Mode::Frame : Mode::Element, c);
}

void ElementSplitter::take_in_array(char c) {
  if (is_blank(c) || c == ',') {
    return;
  }
  if (c != ']') {
    begin(Mode::Element, c);
    return;
  }
  if (in_frame_) {
    // Back in the object around the array, which goes on behind it.
    in_frame_ = false;
    mode_ = Mode::Frame;
    current_ = std::move(open_frame_);
    current_.text += ']';
    depth_ = 1;
    return;
  }
  in_bare_array_ = false;
  mode_ = Mode::Between;
}

/// Follows strings; true if `c` belongs to one.
bool ElementSplitter::track_string(char c) {
  if (in_string_) {
    if (escaped_) {
      escaped_ = false;
    } else if (c == '\\') {
      escaped_ = true;
    } else if (c == '"') {
      in_string_ = false;
      return true;
    }
    if (mode_ == Mode::Frame && depth_ == 1) {
      last_string_ += c;
    }
    return true;
  }
  if (c == '"') {
    in_string_ = true;
    if (!after_colon_) {
      last_string_.clear();
    }
    after_colon_ = false;
    return true;
  }
  return false;
}

/// An element that is no container ends before a comma or bracket, or a blank between values.
bool ElementSplitter::ends_scalar(char c) const {
  return mode_ == Mode::Element && depth_ == 0 && !in_string_ && !current_.text.empty() &&
         (c == ',' || c == ']' || (is_blank(c) && !in_bare_array_ && !in_frame_));
}

/// One vector a line: where a line is cut short, the next one begins a value of its own, or one bad
/// line would take all that follow with it. A document that spans lines has its first bracket alone
/// on the first line, or is indented.
bool ElementSplitter::ends_broken_line(char c) const {
  return c == '{' && at_.column == 1 && at_.line != current_.start.line && !in_bare_array_ &&
         !in_frame_ && (mode_ == Mode::Element || mode_ == Mode::Frame) &&
         current_.text.find('\n') > 1 + static_cast<std::size_t>(current_.text[1] == '\r');
}

void ElementSplitter::take_in_value(char c) {
  current_.text += c;
  if (track_string(c)) {
    return;
  }
  if (opens(c)) {
    if (mode_ == Mode::Frame && c == '[' && depth_ == 1 && after_colon_ &&
        last_string_ == "vectors") {
      in_frame_ = true;
      holds_vectors_ = true;
      open_frame_ = std::move(current_);
      mode_ = Mode::Array;
      return;
    }
    ++depth_;
  } else if (closes(c)) {
    --depth_;
    if (depth_ <= 0) {
      end_value();
    }
  }
  after_colon_ = c == ':' || (after_colon_ && is_blank(c));
}

void ElementSplitter::end_value() {
  const bool was_frame = mode_ == Mode::Frame;
  mode_ = in_bare_array_ || in_frame_ ? Mode::Array : Mode::Between;
  in_string_ = false;
  escaped_ = false;
  depth_ = 0;
  if (was_frame && holds_vectors_) {
    frame_ = std::move(current_);
    holds_vectors_ = false;
  } else {
    ready_.push_back(std::move(current_));
  }
  current_ = {};
}

void ElementSplitter::finish() {
  if (mode_ == Mode::Element || mode_ == Mode::Frame) {
    ready_.push_back(std::move(current_));
  } else if (mode_ == Mode::Array) {
    // The array never ended: let the reader see just that.
    ready_.push_back({"[", at_});
  }
  mode_ = Mode::Between;
}

std::optional<ElementSplitter::Element> ElementSplitter::next() {
  if (ready_.empty()) {
    return std::nullopt;
  }
  Element element = std::move(ready_.front());
  ready_.pop_front();
  return element;
}

}  // namespace remora::input
