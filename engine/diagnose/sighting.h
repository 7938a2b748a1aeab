#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/diagnose/wordings.h"

namespace remora::diagnose {

/// The values of holes by name, as the text has them.
using HoleValues = std::vector<std::pair<std::string, std::string>>;

/// The value of that hole; nothing if the text does not reach it.
std::optional<std::string_view> find_value(const HoleValues& values, std::string_view hole);

/// A message of AWS in a normalised text.
struct Sighting {
  std::size_t begin = 0;
  std::size_t end = 0;
  /// The wordings that fit best: several when the text breaks off before they differ.
  std::vector<const Wording*> wordings;
  std::size_t matched = 0;  // bytes of AWS's own words that were found
  bool complete = false;    // to the end of the message
  HoleValues values;
};

/// Where a code stands in the text.
struct CodePlace {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The first place where `code` stands as a word of its own, broken by a line end or not.
std::optional<CodePlace> find_code(std::string_view text, std::string_view code);

/// Where the codes of all wordings stand in a text, looked up once: a log can hold thousands.
class CodePlaces {
 public:
  CodePlaces(std::string_view text, const Wordings& wordings);

  [[nodiscard]] std::optional<CodePlace> find(std::string_view code) const;

 private:
  std::vector<std::pair<std::string_view, CodePlace>> places_;
};

/// All messages in the text, in their order; those that overlap give way to the one of which more
/// was found, and of those that say the same the first stays. `text` is normalised.
std::vector<Sighting> find_sightings(std::string_view text,
                                     const CodePlaces& codes,
                                     const Wordings& wordings);

}  // namespace remora::diagnose
