#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/remedy/file_change.h"
#include "engine/remedy/remedy.h"
#include "engine/report/style.h"

namespace remora::report {

/// What `fix` found for one input.
struct FixReport {
  std::string input;  // the file, as the user named it
  std::string title;
  std::vector<std::string> deliveries;  // their ids, in the order of the plan
  remedy::RepairPlan plan;
  std::vector<std::vector<remedy::FileChange>> files;  // of each remedy
  std::size_t way = 0;               // index of the remedy that is shown or written
  std::vector<std::string> written;  // files that were written

  /// Of the remedy that is shown; nothing if there is none.
  [[nodiscard]] std::span<const remedy::FileChange> shown_files() const {
    return way < files.size() ? std::span<const remedy::FileChange>(files[way])
                              : std::span<const remedy::FileChange>();
  }

  /// The remedy that is shown; null if there is none.
  [[nodiscard]] const remedy::Remedy* shown_remedy() const {
    return way < plan.remedies.size() ? &plan.remedies[way] : nullptr;
  }
};

/// What a change does to its file, as a unified diff; empty where it is not to be written.
std::string diff_of(const remedy::FileChange& file);

/// The fix for people: what becomes of each delivery, the edits with their reasons, the diff, the
/// other ways, and what must be done besides.
std::string fix_text(const FixReport& report, const TextOptions& options);

/// All ways as JSON. `as_code`: with the statements in this language too.
std::string fix_json(const FixReport& report, std::optional<code::Language> as_code = std::nullopt);

/// The change as a unified diff.
std::string fix_diff(const FixReport& report);

/// The change as a JSON Patch (RFC 6902) of the one file, or of several: an object with a patch
/// for each.
std::string fix_patch(const FixReport& report);

/// The statements alone, as they stand in the policies afterwards, one after the other: as JSON, or
/// in a language.
std::string fix_statements(const FixReport& report,
                           std::optional<code::Language> as_code = std::nullopt);

}  // namespace remora::report
