#pragma once

#include <istream>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "cli/files.h"
#include "cli/fixture_files.h"
#include "engine/base/file_reader.h"
#include "engine/input/fixture_guess.h"
#include "engine/json/document.h"

namespace remora::cli {

/// Reads files, and remembers which if somebody wants to know. Safe to share between threads.
class RecordingReader : public FileReader {
 public:
  RecordingReader(bool records, const std::string& root, const LimitsPtr& limits)
      : records_(records), disk_(root, limits) {}

  Result<SourcePtr> read(const std::string& path) override;

  [[nodiscard]] std::optional<Error> refusal(const std::string& from,
                                             std::string_view name) const override {
    return disk_.refusal(from, name);
  }

  [[nodiscard]] std::set<std::string> take() { return std::move(seen_); }

 private:
  bool records_;
  DiskReader disk_;
  std::mutex mutex_;
  std::set<std::string> seen_;
};

/// A file that may hold fixtures, as far as it had to be read to know.
struct OpenedFixture {
  std::string name;  // for messages
  input::FixtureGuess guess = input::FixtureGuess::Neither;
  json::DocumentPtr json;                 // of a scenario, or of vectors in YAML
  std::shared_ptr<std::istream> vectors;  // JSON or NDJSON: still to be read,
  std::string begin;                      // behind this
  Diagnostics problems;                   // it cannot be read
};

/// Opens a file and looks what it is. Vectors are never read as a whole: a file of them shows what
/// it is at its beginning. What was found in a folder and is no fixture comes back empty.
OpenedFixture open_fixture(const FixtureFile& file, FileReader& files, const LimitsPtr& limits);

}  // namespace remora::cli
