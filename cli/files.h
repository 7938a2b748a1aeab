#pragma once

#include <string>
#include <vector>

#include "engine/base/file_reader.h"

namespace remora::cli {

/// Reads files from the disk; `-` is standard input, which is read once and may be asked for again.
class DiskReader : public FileReader {
 public:
  Result<SourcePtr> read(const std::string& path) override;
  std::optional<std::vector<std::string>> list(const std::string& path) override;
  [[nodiscard]] bool same(const std::string& a, const std::string& b) const override;

 private:
  SourcePtr standard_input_;  // once it was read
};

/// Writes a file whole or not at all: into a new file beside it, which then takes its place.
/// Nothing on success, else what went wrong.
std::string write_whole(const std::string& path, const std::string& text);

}  // namespace remora::cli
