#include "tests/support/scenario_files.h"

#include <algorithm>
#include <filesystem>

#include "cli/files.h"
#include "engine/input/family.h"
#include "engine/input/scenario_reader.h"
#include "engine/json/read.h"
#include "tests/support/build.h"
#include "tests/support/paths.h"

namespace remora::test {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> find_scenario_fixtures() {
  const fs::path root = fs::path(source_dir()) / "fixtures";
  std::vector<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const fs::path inside = fs::relative(entry.path(), root);
    const std::string name = entry.path().filename().string();
    // Inputs under invalid/ must be refused, and are tested elsewhere.
    if (*inside.begin() != "invalid" && (name == "scenario.json" || name == "scenario.yaml")) {
      found.push_back(entry.path().string());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

const std::vector<std::string>& scenario_fixtures() {
  static const std::vector<std::string> found = find_scenario_fixtures();
  return found;
}

std::shared_ptr<const remora::fixture::Scenario> read_scenario_file(const std::string& path) {
  return read_scenario_files(path).front();
}

std::vector<std::shared_ptr<const remora::fixture::Scenario>> read_scenario_files(
    const std::string& path) {
  cli::DiskReader files;
  const SourcePtr text = value_of(files.read(path));
  const auto family =
      value_of(remora::input::Family::read(value_of(remora::json::read(text)), files));
  std::vector<std::shared_ptr<const remora::fixture::Scenario>> found;
  for (std::size_t i = 0; i < family.size(); ++i) {
    found.push_back(std::make_shared<const remora::fixture::Scenario>(
        value_of(remora::input::read_scenario(value_of(family.member(i)).json, files))));
  }
  return found;
}

std::string short_path(const std::string& path) {
  return path.substr(source_dir().size() + 1);
}

std::string folder_of(const std::string& path) {
  const std::string folder = source_dir() + "/fixtures/";
  return path.substr(folder.size(), path.rfind('/') - folder.size());
}

}  // namespace remora::test
