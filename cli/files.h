#pragma once

#include <string>
#include <vector>

#include "engine/base/file_reader.h"

namespace remora::cli {

/// Reads files from the disk; `-` is standard input. The one body of FileReader outside of tests.
class DiskReader : public FileReader {
 public:
  Result<SourcePtr> read(const std::string& path) override;
};

/// Writes a file whole or not at all: into a new file beside it, which then takes its place.
/// Nothing on success, else what went wrong.
std::string write_whole(const std::string& path, const std::string& text);

/// The scenario files that an argument of `check` names: a file as it is; of a folder its
/// `scenario.json`, `scenario.yaml` or `scenario.yml`. Errors: there is none.
Result<std::vector<std::string>> find_scenarios(const std::string& path);

/// An error without a place.
Error plain_error(std::string message, std::string hint = {});

}  // namespace remora::cli
