#include "cli/page/page_options.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"

namespace remora::cli {

namespace {

constexpr const char* kWidth = "100";
constexpr unsigned kNarrowest = 20;
constexpr unsigned kWidest = 1000;

/// The texts of an array; nothing if something else stands in it.
std::optional<std::vector<std::string>> texts_of(const json::Value& value) {
  std::vector<std::string> texts;
  for (const json::Value& element : value.elements()) {
    if (!element.is_string()) {
      return std::nullopt;
    }
    texts.emplace_back(element.text());
  }
  return value.is_array() ? std::optional(std::move(texts)) : std::nullopt;
}

/// In a text, or a name, of a value.
bool has_marks(const json::Value& value) {  // NOLINT(misc-no-recursion)
  if (value.is_string()) {
    return has_mark(value.text());
  }
  if (value.is_object()) {
    const auto members = value.members();
    // NOLINTNEXTLINE(misc-no-recursion)
    return std::any_of(members.begin(), members.end(), [](const json::Member& member) {
      return has_marks(member.key) || has_marks(member.value);
    });
  }
  const auto elements = value.elements();
  return std::any_of(elements.begin(), elements.end(), has_marks);
}

}  // namespace

bool has_marks_beside_files(const json::Value& root) {
  const auto members = root.members();
  return std::any_of(members.begin(), members.end(), [](const json::Member& member) {
    if (member.key.text() != "files") {
      return has_marks(member.key) || has_marks(member.value);
    }
    const auto files = member.value.members();
    return std::any_of(
        files.begin(), files.end(), [](const json::Member& file) { return has_marks(file.key); });
  });
}

PageOptions::PageOptions(OptionSet takes) : OptionSet(std::move(takes)) {
  share(
      {{"format FORMAT", Takes::Text, "what to print: " + joined(formats_, "|"), formats_.front()},
       assume_option(),
       {"limit NAME=NUMBER", Takes::Texts, "how much an input may ask for"},
       {"quiet", Takes::Nothing, "print the verdicts alone"},
       {"verbose", Takes::Nothing, "print every statement"},
       {"width COLUMNS", Takes::Number, "columns of the text", kWidth}});
}

std::optional<std::string> PageOptions::take(const std::string& name, const json::Value& value) {
  const Option* option = find(name);
  if (option == nullptr) {
    return "there is no option --" + name + nearest_option("--" + name);
  }
  if (value.is_null()) {
    return std::nullopt;
  }
  switch (option->takes) {
    case Takes::Nothing:
      if (value.kind() != json::Kind::Bool) {
        return "--" + name + " takes nothing: true, or false without it";
      }
      if (value.text() == "true") {
        give(name, std::string());
      }
      return std::nullopt;
    case Takes::Text:
      if (!value.is_string()) {
        return "--" + name + " takes a text";
      }
      give(name, std::string(value.text()));
      return std::nullopt;
    case Takes::Texts: {
      auto texts = texts_of(value);
      if (!texts) {
        return "--" + name + " takes an array of texts";
      }
      if (!texts->empty()) {
        give(name, *std::move(texts));
      }
      return std::nullopt;
    }
    case Takes::Number:
    case Takes::Percentage:
      break;
  }
  const auto number =
      value.kind() == json::Kind::Number ? as_count(value.text()) : std::optional<std::size_t>();
  if (!number || *number > std::numeric_limits<unsigned>::max()) {
    return "--" + name + " takes a number";
  }
  give(name, static_cast<unsigned>(*number));
  return std::nullopt;
}

std::optional<std::string> PageOptions::read(const json::Value& options) {
  if (!options.is_object()) {
    return "the options are no object";
  }
  for (const json::Member& member : options.members()) {
    if (auto problem = take(std::string(member.key.text()), member.value)) {
      return problem;
    }
  }
  if (auto problem = read_shared()) {
    return problem;
  }
  common_.text.width = std::clamp(number("width").value_or(0), kNarrowest, kWidest);
  return std::nullopt;
}

}  // namespace remora::cli
