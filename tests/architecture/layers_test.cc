#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/support/paths.h"

namespace {

namespace fs = std::filesystem;

const fs::path kRoot = remora::test::source_dir();

std::string read_file(const fs::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The layer table of docs/architecture.md: folder to level.
std::map<std::string, int> read_layers() {
  std::map<std::string, int> layers;
  const std::regex row(R"(^\| *([0-9]+) *\| *`([a-z_/]+)` *\|)");
  std::istringstream page(read_file(kRoot / "docs/architecture.md"));
  for (std::string line; std::getline(page, line);) {
    std::smatch match;
    if (std::regex_search(line, match, row)) {
      layers[match[2]] = std::stoi(match[1]);
    }
  }
  return layers;
}

std::string folder_of(const std::string& path) {
  return path.substr(0, path.rfind('/'));
}

/// The folder that the table speaks of: `cli/command` belongs to `cli`.
std::string layer_folder(const std::map<std::string, int>& layers, std::string folder) {
  while (!folder.empty() && layers.count(folder) == 0) {
    const std::size_t slash = folder.rfind('/');
    folder = slash == std::string::npos ? "" : folder.substr(0, slash);
  }
  return folder;
}

std::vector<fs::path> sources() {
  std::vector<fs::path> found;
  for (const char* top : {"engine", "cli"}) {
    for (const auto& entry : fs::recursive_directory_iterator(kRoot / top)) {
      const std::string extension = entry.path().extension();
      if (extension == ".cc" || extension == ".h" || extension == ".inc") {
        found.push_back(entry.path());
      }
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> own_includes(const std::string& text) {
  std::vector<std::string> found;
  const std::regex include(R"rx(#include "((?:engine|cli|tests)/[^"]+)")rx");
  for (std::sregex_iterator it(text.begin(), text.end(), include), end; it != end; ++it) {
    found.push_back((*it)[1]);
  }
  return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(architecture)
BOOST_AUTO_TEST_SUITE(layers)

BOOST_AUTO_TEST_CASE(every_folder_of_the_engine_has_a_level) {
  const auto layers = read_layers();
  BOOST_TEST(layers.size() >= 10U);
  for (const auto& entry : fs::directory_iterator(kRoot / "engine")) {
    if (entry.is_directory()) {
      const std::string folder = "engine/" + entry.path().filename().string();
      BOOST_TEST(layers.count(folder) == 1U, folder << " is not in the layer table");
    }
  }
}

BOOST_AUTO_TEST_CASE(every_folder_of_the_table_exists) {
  for (const auto& [folder, level] : read_layers()) {
    BOOST_TEST(fs::is_directory(kRoot / folder), folder << " does not exist");
  }
}

BOOST_AUTO_TEST_CASE(files_include_their_own_folder_and_lower_levels_only) {
  const auto layers = read_layers();
  std::size_t checked = 0;
  for (const fs::path& path : sources()) {
    const std::string name = fs::relative(path, kRoot).string();
    const std::string own = layer_folder(layers, folder_of(name));
    for (const std::string& included : own_includes(read_file(path))) {
      const std::string other = layer_folder(layers, folder_of(included));
      ++checked;
      const bool allowed = own == other || layers.at(other) < layers.at(own);
      BOOST_TEST(allowed,
                 name << " (level " << layers.at(own) << ") includes " << included << " (level "
                      << layers.at(other) << ")");
      BOOST_TEST(fs::exists(kRoot / included), name << " includes " << included);
    }
  }
  BOOST_TEST(checked > 100U);
}

// A service's folder sees what all services share, and no other service.
BOOST_AUTO_TEST_CASE(folders_inside_a_folder_do_not_see_each_other) {
  const auto layers = read_layers();
  const auto is_within = [](const std::string& folder, const std::string& other) {
    return (folder + "/").rfind(other + "/", 0) == 0;
  };
  for (const fs::path& path : sources()) {
    const std::string name = fs::relative(path, kRoot).string();
    const std::string own = folder_of(name);
    for (const std::string& included : own_includes(read_file(path))) {
      const std::string other = folder_of(included);
      const bool related = layer_folder(layers, own) != layer_folder(layers, other) ||
                           is_within(own, other) || is_within(other, own);
      BOOST_TEST(related, name << " includes " << included);
    }
  }
}

// The library's templates are compiled by everyone who reads its headers; one file is enough.
BOOST_AUTO_TEST_CASE(one_file_knows_who_reads_the_options) {
  std::vector<std::string> readers;
  for (const fs::path& path : sources()) {
    if (read_file(path).find("#include <boost/program_options") != std::string::npos) {
      readers.push_back(fs::relative(path, kRoot).string());
    }
  }
  BOOST_TEST(readers == std::vector<std::string>{"cli/options.cc"},
             boost::test_tools::per_element());
}

// What shows or makes an answer must not care which kind of file the question came from.
BOOST_AUTO_TEST_CASE(answers_and_reports_do_not_know_where_the_question_came_from) {
  std::size_t checked = 0;
  for (const fs::path& path : sources()) {
    const std::string name = fs::relative(path, kRoot).string();
    for (const char* folder : {"engine/answer/", "engine/fixture/", "engine/report/"}) {
      if (name.rfind(folder, 0) == 0) {
        for (const std::string& included : own_includes(read_file(path))) {
          ++checked;
          BOOST_TEST(included.rfind("engine/input/", 0) != 0, name << " includes " << included);
        }
      }
    }
  }
  BOOST_TEST(checked > 100U);
}

BOOST_AUTO_TEST_CASE(the_engine_does_no_input_or_output_and_reads_no_clock) {
  const std::regex forbidden(
      R"(#include <(iostream|fstream|cstdio|filesystem|thread|unistd\.h|sys/)|system_clock::now|steady_clock::now|getenv)");
  for (const fs::path& path : sources()) {
    const std::string name = fs::relative(path, kRoot).string();
    if (name.rfind("engine/", 0) == 0) {
      BOOST_TEST(!std::regex_search(read_file(path), forbidden), name);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
