#include "cli/files.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <istream>
#include <string>
#include <system_error>
#include <utility>

#include "cli/diagnostics.h"
#include "cli/foreign_source.h"
#include "cli/output_file.h"
#include <unistd.h>

namespace remora::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* kStandardInput = "<stdin>";

std::string last_error() {
  return std::strerror(errno);
}

/// An error without a place: the caller knows where the name stood.
auto cannot(std::string message, std::string hint = {}) {
  return fail(Error::at({}, std::move(message), std::move(hint)));
}

/// What a shell puts in the place of `<(COMMAND)`.
bool is_substitution(const std::string& path) {
  return path.starts_with("/dev/fd/") || path.starts_with("/proc/self/fd/") || path == "/dev/stdin";
}

}  // namespace

Result<SourcePtr> read_whole(const std::string& name,
                             std::istream& file,
                             const LimitsPtr& limits,
                             std::string text,
                             std::uintmax_t size) {
  constexpr std::size_t kChunk = 1U << 16U;
  const std::size_t largest = (limits == nullptr ? standard_limits() : *limits)[Limit::FileBytes];
  // One byte more, in which the end is found.
  std::size_t chunk =
      size == 0 ? kChunk : static_cast<std::size_t>(std::min<std::uintmax_t>(size, largest)) + 1;
  while (file && text.size() <= largest) {
    const std::size_t before = text.size();
    text.resize(before + chunk);
    file.read(text.data() + before, static_cast<std::streamsize>(chunk));
    text.resize(before + static_cast<std::size_t>(file.gcount()));
    chunk = kChunk;
  }
  if (file.bad()) {
    return cannot("cannot read " + name + ": " + last_error());
  }
  return foreign_source(name, std::move(text), limits);
}

bool is_input_typed() {
  return ::isatty(STDIN_FILENO) != 0;
}

void invite_input() {
  if (is_input_typed()) {
    say("paste the text, then Ctrl-D");
  }
}

Result<SourcePtr> DiskReader::read(const std::string& path) {
  if (path == "-" || path == kStandardInput) {
    if (standard_input_ == nullptr) {
      invite_input();
      auto text = read_whole(kStandardInput, std::cin, limits_);
      if (!text) {
        return text;
      }
      standard_input_ = *std::move(text);
    }
    return standard_input_;
  }
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (fs::is_directory(status)) {
    return cannot(path + " is a folder", "name a file in it");
  }
  if (fs::exists(status) && !fs::is_regular_file(status) && !is_substitution(path)) {
    return cannot(path + " is no file that can be read whole, but a device or a pipe");
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return cannot("cannot read " + path + ": " + last_error());
  }
  const std::uintmax_t size = fs::is_regular_file(status) ? fs::file_size(path, ignored) : 0;
  return read_whole(path, file, limits_, {}, ignored ? 0 : size);
}

std::optional<std::vector<std::string>> DiskReader::list(const std::string& path) {
  std::error_code problem;
  if (!fs::is_directory(path, problem)) {
    return std::nullopt;
  }
  std::vector<std::string> names;
  for (fs::directory_iterator at(path, problem), end; !problem && at != end;
       at.increment(problem)) {
    names.push_back(at->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool DiskReader::same(const std::string& a, const std::string& b) const {
  return a == b || is_same_file(a, b);
}

bool is_same_file(const std::string& a, const std::string& b) {
  std::error_code ignored;
  return fs::equivalent(a, b, ignored);
}

std::string write_whole(const std::string& path, const std::string& text) {
  OutputFile file(path);
  std::string problem = file.open();
  if (problem.empty()) {
    problem = file.write(text);
  }
  return problem.empty() ? file.commit() : problem;
}

}  // namespace remora::cli
