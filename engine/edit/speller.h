#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/base/embedding.h"

namespace remora::edit {

/// Writes text as an embedded text is written: with the escapes that it uses, and where it shows
/// none for a character, as its encoding wants it. What an encoding cannot hold is written as if it
/// could; who uses this reads the outcome again.
class Speller {
 public:
  /// `yaml`: the text around is YAML, which has no surrogate pairs.
  Speller(const SourceText& embedded, bool yaml);

  [[nodiscard]] std::string spell(std::string_view text) const;

 private:
  void learn(std::string_view meaning, std::string_view written);
  [[nodiscard]] std::string escaped(std::string_view character) const;

  Encoding encoding_;
  bool yaml_;
  std::map<std::string, std::string, std::less<>> known_;
  bool escapes_beyond_ascii_ = false;
  bool lower_case_ = false;  // of hexadecimal digits
};

}  // namespace remora::edit
