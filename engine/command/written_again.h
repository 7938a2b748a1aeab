#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/file_reader.h"
#include "engine/fixture/scenario.h"
#include "engine/remedy/file_change.h"

namespace remora::command {

/// Files, some of which read as they would be with changes.
class ChangedFiles : public FileReader {
 public:
  ChangedFiles(FileReader& files, const std::vector<remedy::FileChange>& changes);

  Result<SourcePtr> read(const std::string& path) override;

  std::optional<std::vector<std::string>> list(const std::string& path) override {
    return files_.list(path);
  }

  [[nodiscard]] bool same(const std::string& a, const std::string& b) const override {
    return files_.same(a, b);
  }

 private:
  FileReader& files_;
  std::map<std::string, SourcePtr> changed_;
};

constexpr std::string_view kNotAsWanted =
    "the change cannot be written here so that it means what it should";

/// What is wrong with changed files, read again as `after`: each policy must be the one that the
/// edits want, and every delivery that the plan mends must succeed. Empty if all is well.
std::string problem_of_written(const fixture::Scenario& before,
                               const fixture::Scenario& after,
                               const remedy::RepairPlan& plan,
                               const remedy::Remedy& remedy,
                               const std::vector<remedy::FileChange>& changes,
                               const delivery::Assumptions& assumptions);

}  // namespace remora::command
