#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/source_text.h"

namespace remora::input {

/// Cuts a stream of JSON text into the elements that a vector file holds, without keeping more
/// than one element in memory: the elements of a bare array, those of the member `vectors` of an
/// object, or the values of NDJSON. It knows only strings and brackets; whether an element is
/// good JSON is for its reader to say.
class ElementSplitter {
 public:
  struct Element {
    std::string text;
    Position start;
  };

  /// Takes the next piece of the stream, of any size.
  void feed(std::string_view chunk);
  /// Says that the stream has ended. What is left open becomes one last element, so that its
  /// reader reports it.
  void finish();
  /// The next complete element.
  std::optional<Element> next();

  /// An object around the elements, without them: `{"format": 1, "vectors": []}`. Nothing while
  /// it is not complete, and for arrays and NDJSON.
  [[nodiscard]] const std::optional<Element>& frame() const { return frame_; }

 private:
  enum class Mode : std::uint8_t {
    Between,  // outside of any value: before the first, or between lines of NDJSON
    Array,    // in the array that holds the elements, between two of them
    Element,  // in an element
    Frame,    // in an object that may turn out to hold `vectors`
  };

  void take(char c);
  void begin(Mode mode, char c);
  void take_between(char c);
  void take_in_array(char c);
  void take_in_value(char c);
  [[nodiscard]] bool ends_scalar(char c) const;
  [[nodiscard]] bool ends_broken_line(char c) const;
  void end_value();
  bool track_string(char c);

  Mode mode_ = Mode::Between;
  bool in_frame_ = false;  // the array stands in an object
  bool in_bare_array_ = false;
  bool holds_vectors_ = false;  // the current frame has had its array
  bool in_string_ = false;
  bool escaped_ = false;
  int depth_ = 0;
  Position at_;
  Element current_;
  Element open_frame_;
  std::string last_string_;  // of the frame's own members
  bool after_colon_ = false;
  std::deque<Element> ready_;
  std::optional<Element> frame_;
};

}  // namespace remora::input
