#pragma once

#include <string>
#include <vector>

#include "engine/base/diagnostic.h"

namespace remora::cli {

/// A file that may hold fixtures.
struct FixtureFile {
  std::string path;
  bool named = false;  // by the user; else it was found in a folder and may be something else
};

/// What cannot be looked into (an error), or is not on purpose (a note).
struct SearchProblem {
  std::string path;
  Diagnostic remark;
};

struct FixtureFiles {
  std::vector<FixtureFile> files;  // in the order of the arguments, within a folder by name
  std::vector<SearchProblem> problems;
};

/// The files that the paths name, and every JSON, YAML and NDJSON file in folders and the folders
/// in them. Left out are hidden names, `node_modules`, what a `.remoraignore` of a folder lists
/// (one pattern a line, relative to it, `*` within a name, `/` at the end for folders) and what one
/// of `excluded` matches, as a path or as a name. Symbolic links are followed unless they lead out
/// of the root (cli/root.h), each folder is visited once.
FixtureFiles find_fixture_files(const std::vector<std::string>& paths,
                                const std::vector<std::string>& excluded,
                                const std::string& root = {});

}  // namespace remora::cli
