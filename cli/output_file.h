#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace remora::cli {

/// A file that appears whole or not at all: it is written beside its place and takes it with
/// `commit`. What is no ordinary file (a device, a pipe) is written directly, and `-` or an empty
/// name is standard output. Functions return what went wrong, in words; empty if nothing did.
class OutputFile {
 public:
  explicit OutputFile(std::string path) : path_(std::move(path)) {}

  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Without `commit`, nothing is left behind.
  ~OutputFile() { discard(); }

  [[nodiscard]] const std::string& path() const { return path_; }

  [[nodiscard]] bool is_standard_output() const { return path_.empty() || path_ == "-"; }

  [[nodiscard]] std::string open();
  [[nodiscard]] std::string write(std::string_view text);
  /// Brings what was written so far onto the disk.
  [[nodiscard]] std::string sync();
  [[nodiscard]] std::string commit();
  void discard();

 private:
  [[nodiscard]] std::string flush();
  [[nodiscard]] std::string problem() const;

  std::string path_;
  std::string target_;  // behind symbolic links
  std::string beside_;  // empty: written directly
  std::string buffer_;
  int descriptor_ = -1;
};

}  // namespace remora::cli
