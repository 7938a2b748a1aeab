#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/file_reader.h"

namespace remora::test {

/// Files that stand in memory. Remembers what was asked for.
class MemoryFiles : public FileReader {
 public:
  MemoryFiles() = default;

  explicit MemoryFiles(std::map<std::string, std::string> files) : files_(std::move(files)) {}

  void add(const std::string& path, std::string text) { files_[path] = std::move(text); }

  Result<SourcePtr> read(const std::string& path) override {
    asked_.push_back(path);
    const auto found = files_.find(path);
    if (found == files_.end()) {
      return fail(Error::at({}, "there is no file \"" + path + "\""));
    }
    return std::make_shared<const SourceText>(path, found->second);
  }

  std::optional<std::vector<std::string>> list(const std::string& path) override {
    std::vector<std::string> names;
    for (const auto& [name, text] : files_) {
      if (name.starts_with(path + "/")) {
        names.push_back(name.substr(path.size() + 1));
      }
    }
    return names.empty() ? std::nullopt : std::optional(std::move(names));
  }

  [[nodiscard]] const std::vector<std::string>& asked() const { return asked_; }

 private:
  std::map<std::string, std::string> files_;
  std::vector<std::string> asked_;
};

}  // namespace remora::test
