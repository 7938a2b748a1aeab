#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/property/random.h"

/// Inputs made from good ones by what goes wrong, and by what somebody does on purpose.
namespace remora::storm {

enum class Kind { Scenario, Vectors, ErrorText, Other };

/// What somebody gives to remora: files by their names, and which of them the command names.
struct Case {
  std::string origin;  // where it was taken from
  std::map<std::string, std::string> files;
  std::string input;
  Kind kind = Kind::Other;
};

/// The cases that mutation begins with: every fixture of those folders.
std::vector<Case> starting_cases(const std::vector<std::string>& folders);

/// One of them, changed once or a few times: bytes, values of a document, parts of other cases.
Case mutated(const std::vector<Case>& cases, property::Random& random);

}  // namespace remora::storm
