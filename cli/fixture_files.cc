#include "cli/fixture_files.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "cli/root.h"
#include <fnmatch.h>
#include <sys/stat.h>

namespace remora::cli {

namespace {

namespace fs = std::filesystem;

constexpr auto kExtensions =
    std::to_array<std::string_view>({".json", ".yaml", ".yml", ".ndjson", ".jsonl"});

template <class List>
bool holds(const List& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

/// One line of a .remoraignore.
struct IgnoreRule {
  std::string folder;  // that the file stands in
  std::string pattern;
  bool folders_only = false;
};

class Search {
 public:
  Search(const std::vector<std::string>& excluded, const std::string& root)
      : excluded_(excluded), root_(root) {}

  void add(const std::string& path) {
    std::error_code problem;
    const fs::file_status status = fs::status(path, problem);
    if (path == "-" || fs::is_regular_file(status) || fs::is_fifo(status) ||
        fs::is_character_file(status)) {
      found_.files.push_back({path, true});
    } else if (fs::is_directory(status)) {
      enter(path);
    } else {
      report(Severity::Error,
             path,
             "cannot read " + path + ": " +
                 (problem ? problem.message() : "it is neither a file nor a folder"));
    }
  }

  FixtureFiles take() { return std::move(found_); }

 private:
  using Identity = std::pair<dev_t, ino_t>;

  void report(Severity severity, const std::string& path, std::string message) {
    found_.problems.push_back({path, {severity, "files", nullptr, {}, std::move(message), {}}});
  }

  static std::string joined(const std::string& folder, const std::string& name) {
    if (folder == ".") {
      return name;
    }
    return folder.ends_with('/') ? folder + name : folder + "/" + name;
  }

  // Folders nest as deep as the file system lets them, and each is visited once.
  void enter(const std::string& folder) {  // NOLINT(misc-no-recursion)

    struct stat status {};

    if (::stat(folder.c_str(), &status) != 0) {
      return;
    }
    const Identity identity{status.st_dev, status.st_ino};
    if (std::find(open_.begin(), open_.end(), identity) != open_.end()) {
      report(
          Severity::Note, folder, folder + " leads back to a folder around it and is not followed");
      return;
    }
    if (!visited_.insert(identity).second) {
      return;
    }
    std::error_code problem;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator at(folder, problem), end; !problem && at != end;
         at.increment(problem)) {
      entries.push_back(*at);
    }
    if (problem) {
      report(Severity::Error, folder, "cannot read " + folder + ": " + problem.message());
      return;
    }
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
      return a.path().filename() < b.path().filename();
    });
    read_ignore_file(folder);
    open_.push_back(identity);
    for (const fs::directory_entry& entry : entries) {
      visit(folder, entry);
    }
    open_.pop_back();
  }

  // NOLINTNEXTLINE(misc-no-recursion)
  void visit(const std::string& folder, const fs::directory_entry& entry) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.') || name == "node_modules") {
      return;
    }
    const std::string path = joined(folder, name);
    std::error_code problem;
    const bool is_folder = entry.is_directory(problem);
    if (is_left_out(path, name, is_folder)) {
      return;
    }
    if (entry.is_symlink(problem) && !root_.holds(folder, path)) {
      report(Severity::Note, path, path + " leads out of the folders and is not followed");
      return;
    }
    if (is_folder) {
      enter(path);
    } else if (holds(kExtensions, entry.path().extension().string()) &&
               entry.is_regular_file(problem)) {
      found_.files.push_back({path, false});
    }
  }

  void read_ignore_file(const std::string& folder) {
    std::ifstream file(joined(folder, ".remoraignore"));
    for (std::string line; std::getline(file, line);) {
      line.erase(line.find_last_not_of(" \t\r") + 1);
      if (line.empty() || line.front() == '#') {
        continue;
      }
      IgnoreRule rule{folder, line, line.back() == '/'};
      if (rule.folders_only) {
        rule.pattern.pop_back();
      }
      rules_.push_back(std::move(rule));
    }
  }

  [[nodiscard]] bool is_left_out(const std::string& path,
                                 const std::string& name,
                                 bool is_folder) const {
    const auto matches = [](const std::string& pattern, const std::string& text) {
      return ::fnmatch(pattern.c_str(), text.c_str(), FNM_PATHNAME) == 0;
    };
    const bool excluded = std::any_of(excluded_.begin(), excluded_.end(), [&](const auto& one) {
      return matches(one, path) || matches(one, name);
    });
    return excluded || std::any_of(rules_.begin(), rules_.end(), [&](const IgnoreRule& rule) {
             const std::string inside = rule.folder == "." ? "" : rule.folder + "/";
             return path.starts_with(inside) && (is_folder || !rule.folders_only) &&
                    (matches(rule.pattern, path.substr(inside.size())) ||
                     matches(rule.pattern, name));
           });
  }

  const std::vector<std::string>& excluded_;
  Root root_;
  std::vector<IgnoreRule> rules_;
  std::vector<Identity> open_;  // the folders around the one that is read
  std::set<Identity> visited_;
  FixtureFiles found_;
};

}  // namespace

FixtureFiles find_fixture_files(const std::vector<std::string>& paths,
                                const std::vector<std::string>& excluded,
                                const std::string& root) {
  Search search(excluded, root);
  for (const std::string& path : paths) {
    search.add(path);
  }
  return search.take();
}

}  // namespace remora::cli
