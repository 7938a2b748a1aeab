#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/edit/change.h"
#include "engine/remedy/remedy.h"

namespace remora::remedy {

/// What a remedy does to one file.
struct FileChange {
  std::string name;                   // as messages show it
  SourcePtr before;                   // null for a policy that no file has yet
  SourcePtr after;                    // null where remora does not edit the file
  std::vector<edit::Change> changes;  // of the whole file
  std::string problem;                // why it is not edited
  std::vector<std::size_t> edits;     // of the remedy, that it makes
};

/// What the world was read from.
enum class WorldFrom : std::uint8_t {
  Scenario,
  Files,  // that people have, and that a scenario was put together from
};

/// A JSON value as it is to stand in a file that people have: in a template, with its parameters.
using Rewording = std::function<std::string(const SourcePtr& file, const std::string& json)>;

/// The edits as changes of the files that the policies stand in: files of their own, or the input
/// itself, where they are inline or do not exist yet. `input` is the scenario's document. A policy
/// that stands in a file as a string of JSON is edited inside that string, in YAML too. Where a
/// change cannot be written it has a problem, and the statements must be put in by hand. From
/// files, a policy that was put together from one is edited there as far as it stands there
/// literally; a policy that does not exist yet is not made.
std::vector<FileChange> file_changes(const std::vector<Edit>& edits,
                                     const json::DocumentPtr& input,
                                     WorldFrom from = WorldFrom::Scenario,
                                     const Rewording& reword = nullptr);

}  // namespace remora::remedy
