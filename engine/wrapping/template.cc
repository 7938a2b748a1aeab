#include "engine/wrapping/template.h"

#include <algorithm>

namespace remora::wrapping {

namespace {

/// The size of the `{name}` that `text` begins with, or 0.
std::size_t hole_size(std::string_view text) {
  if (!text.starts_with('{')) {
    return 0;
  }
  std::size_t at = 1;
  while (at < text.size() && ((text[at] >= 'a' && text[at] <= 'z') || text[at] == '_')) {
    ++at;
  }
  return at > 1 && at < text.size() && text[at] == '}' ? at + 1 : 0;
}

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::vector<Part> run() {
    while (at_ < text_.size()) {
      step();
    }
    end_literal(at_);
    return std::move(parts_);
  }

 private:
  void step() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("{?")) {
      end_literal(at_);
      group_ = ++groups_;
      skip(2);
    } else if (group_ != 0 && rest.starts_with("?}")) {
      end_literal(at_);
      group_ = 0;
      skip(2);
    } else if (const std::size_t size = hole_size(rest); size > 0) {
      end_literal(at_);
      parts_.push_back({rest.substr(1, size - 2), true, group_});
      skip(size);
    } else {
      ++at_;
    }
  }

  void skip(std::size_t size) {
    at_ += size;
    literal_ = at_;
  }

  void end_literal(std::size_t end) {
    if (end > literal_) {
      parts_.push_back({text_.substr(literal_, end - literal_), false, group_});
    }
    literal_ = end;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t literal_ = 0;  // where the literal that is being read began
  std::uint8_t group_ = 0;
  std::uint8_t groups_ = 0;
  std::vector<Part> parts_;
};

}  // namespace

std::vector<Part> split_template(std::string_view text) {
  return Splitter(text).run();
}

std::size_t literal_size(const std::vector<Part>& parts) {
  std::size_t size = 0;
  for (const Part& part : parts) {
    size += part.is_hole ? 0 : part.text.size();
  }
  return size;
}

}  // namespace remora::wrapping
