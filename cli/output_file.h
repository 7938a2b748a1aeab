#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "cli/journal.h"

namespace remora::cli {

/// A file that appears whole or not at all: it is written beside its place and takes it with
/// `commit`. What is no ordinary file (a device, a pipe) is written directly, and `-` or an empty
/// name is standard output. Functions return what went wrong, in words; empty if nothing did.
class OutputFile {
 public:
  /// The journal is that of all files that belong together; null: of this one alone.
  explicit OutputFile(std::string path, std::shared_ptr<Journal> journal = nullptr)
      : path_(std::move(path)), journal_(std::move(journal)) {}

  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Without `commit`, nothing is left behind.
  ~OutputFile() { discard(); }

  [[nodiscard]] const std::string& path() const { return path_; }

  [[nodiscard]] bool is_standard_output() const { return path_.empty() || path_ == "-"; }

  /// Where it is until `commit`, and what it will be; both empty where it is written directly.
  [[nodiscard]] const std::string& staged() const { return beside_; }

  [[nodiscard]] const std::string& target() const { return target_; }

  [[nodiscard]] std::string open();
  [[nodiscard]] std::string write(std::string_view text);
  /// Brings what was written so far onto the disk.
  [[nodiscard]] std::string sync();
  [[nodiscard]] std::string commit();
  void discard();

  /// Whether it stays beside its place when it is discarded: the journal knows of it.
  void keep(bool kept) { kept_ = kept; }

 private:
  [[nodiscard]] std::string flush();
  [[nodiscard]] std::string problem() const;

  std::string path_;
  std::string target_;  // behind symbolic links
  std::string beside_;  // empty: written directly
  std::string buffer_;
  bool kept_ = false;
  int descriptor_ = -1;
  std::shared_ptr<Journal> journal_;
};

}  // namespace remora::cli
