#include "cli/files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <system_error>
#include <utility>

#include "cli/output_file.h"

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

}  // namespace

Result<SourcePtr> DiskReader::read(const std::string& path) {
  std::ostringstream text;
  if (path == "-" || path == kStandardInput) {
    if (standard_input_ == nullptr) {
      text << std::cin.rdbuf();
      standard_input_ = std::make_shared<const SourceText>(kStandardInput, text.str());
    }
    return standard_input_;
  }
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    return cannot(path + " is a folder", "name a file in it");
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return cannot("cannot read " + path + ": " + last_error());
  }
  text << file.rdbuf();
  if (file.bad()) {
    return cannot("cannot read " + path + ": " + last_error());
  }
  return std::make_shared<const SourceText>(path, text.str());
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
  std::error_code ignored;
  return a == b || fs::equivalent(a, b, ignored);
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
