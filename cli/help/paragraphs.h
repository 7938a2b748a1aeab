#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace remora::cli {

/// A piece of a text for people: a paragraph as one line, or lines that stay as they are.
struct Paragraph {
  std::string text;
  bool as_it_is = false;
};

/// Takes a text apart: paragraphs stand between empty lines, lines that begin with a blank stay as
/// they are.
std::vector<Paragraph> paragraphs_of(std::string_view text);

}  // namespace remora::cli
