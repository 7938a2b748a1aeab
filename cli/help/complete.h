#pragma once

#include <string>
#include <vector>

namespace remora::cli {

struct Candidate {
  std::string text;
  std::string help = {};
};

/// What may stand in the place of the last word.
struct Candidates {
  std::vector<Candidate> words;  // that begin as it does
  bool files = false;            // any file may
  bool folders = false;          // any folder may
};

/// What may follow, given the words behind `remora` up to the cursor; the last one may be empty.
/// Reads the inputs that the words name if ids in them are asked for; what cannot be read has none.
Candidates candidates(const std::vector<std::string>& words);

}  // namespace remora::cli
