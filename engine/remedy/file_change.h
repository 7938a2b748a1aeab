#pragma once

#include <string>
#include <vector>

#include "engine/edit/change.h"
#include "engine/remedy/remedy.h"

namespace remora::remedy {

/// What a remedy does to one file.
struct FileChange {
  std::string name;  // as messages show it
  SourcePtr before;
  SourcePtr after;                    // null where remora does not edit the file
  std::vector<edit::Change> changes;  // of the whole file
  std::string problem;                // why it is not edited
};

/// The edits as changes of the files that the policies stand in: files of their own, or the input
/// itself, where they are inline or do not exist yet. `input` is the scenario's document. A policy
/// that stands in a file as a string of JSON is edited inside that string, in YAML too; YAML itself
/// is not edited: the change then has a problem, and the statements must be put in by hand.
std::vector<FileChange> file_changes(const std::vector<Edit>& edits,
                                     const json::DocumentPtr& input);

}  // namespace remora::remedy
