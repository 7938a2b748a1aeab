#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/file_reader.h"

namespace remora::cli {

/// Files that stand in memory: those of a page, or of its link. A file has one name however it is
/// reached (`a/../b.json` is `b.json`), `-` is the text that stands for standard input, and nothing
/// else is there. What reads them complains as it does about a disk.
class MemoryFiles : public FileReader {
 public:
  explicit MemoryFiles(LimitsPtr limits = nullptr) : limits_(std::move(limits)) {}

  /// A later file takes the place of an earlier one of its name.
  void add(const std::string& name, std::string text);

  /// The name that a file was added by, however it is reached; nothing if it is not there.
  [[nodiscard]] std::optional<std::string> added_as(const std::string& path) const;

  Result<SourcePtr> read(const std::string& path) override;
  std::optional<std::vector<std::string>> list(const std::string& path) override;
  [[nodiscard]] bool same(const std::string& a, const std::string& b) const override;

 private:
  struct File {
    std::string name;
    std::string text;
  };

  LimitsPtr limits_;
  std::map<std::string, File> files_;  // by their normal paths
};

}  // namespace remora::cli
