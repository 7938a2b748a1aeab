#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/source_text.h"

namespace remora::edit {

/// New text for a range of bytes.
struct Splice {
  Span span;
  std::string text;

  friend bool operator==(const Splice&, const Splice&) = default;
};

/// The text with these changes, whose ranges do not overlap; every other byte stays.
std::string spliced(std::string_view text, std::vector<Splice> splices);

/// Splices made one after the other, each of the text that the ones before it left, as splices of
/// the text as it was.
class SpliceChain {
 public:
  explicit SpliceChain(std::string_view text);

  void add(const Splice& splice);

  [[nodiscard]] std::vector<Splice> splices() const;

 private:
  /// A part of the text as it is now.
  struct Part {
    bool kept = false;
    Span old;  // of what was kept
    std::string text;

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] Part from_to(std::size_t begin, std::size_t end) const;
  };

  std::vector<Part> parts_;
  std::uint32_t size_;
};

}  // namespace remora::edit
