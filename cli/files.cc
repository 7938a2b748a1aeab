#include "cli/files.h"

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

std::string last_error() {
  return std::strerror(errno);
}

}  // namespace

Error plain_error(std::string message, std::string hint) {
  return Error::at({}, std::move(message), std::move(hint));
}

Result<SourcePtr> DiskReader::read(const std::string& path) {
  std::ostringstream text;
  if (path == "-") {
    text << std::cin.rdbuf();
    return std::make_shared<const SourceText>("<stdin>", text.str());
  }
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    return fail(plain_error(path + " is a folder", "name a file in it"));
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return fail(plain_error("cannot read " + path + ": " + last_error()));
  }
  text << file.rdbuf();
  if (file.bad()) {
    return fail(plain_error("cannot read " + path + ": " + last_error()));
  }
  return std::make_shared<const SourceText>(path, text.str());
}

std::string write_whole(const std::string& path, const std::string& text) {
  OutputFile file(path);
  std::string problem = file.open();
  if (problem.empty()) {
    problem = file.write(text);
  }
  return problem.empty() ? file.commit() : problem;
}

Result<std::vector<std::string>> find_scenarios(const std::string& path) {
  std::error_code ignored;
  if (!fs::is_directory(path, ignored)) {
    return std::vector<std::string>{path};
  }
  for (const char* name : {"scenario.json", "scenario.yaml", "scenario.yml"}) {
    const fs::path file = fs::path(path) / name;
    if (fs::is_regular_file(file, ignored)) {
      return std::vector<std::string>{file.string()};
    }
  }
  return fail(plain_error("the folder " + path +
                              " holds no scenario.json, scenario.yaml or "
                              "scenario.yml",
                          "name the scenario file itself"));
}

}  // namespace remora::cli
