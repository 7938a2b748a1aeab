#include "cli/memory_files.h"

#include <algorithm>
#include <utility>

#include "cli/foreign_source.h"
#include "engine/input/policy_cache.h"

namespace remora::cli {

namespace {

constexpr const char* kTypedIn = "<stdin>";

std::string key_of(const std::string& path) {
  return path == kTypedIn ? "-" : input::normal_path(path);
}

/// What the names of the files in a folder begin with.
std::string inside(const std::string& path) {
  const std::string folder = key_of(path);
  return folder == "." ? "" : folder == "/" ? folder : folder + "/";
}

auto no_such(std::string message, std::string hint = {}) {
  return fail(Error::at({}, std::move(message), std::move(hint)));
}

}  // namespace

void MemoryFiles::add(const std::string& name, std::string text) {
  files_[key_of(name)] = {name, std::move(text)};
}

std::optional<std::string> MemoryFiles::added_as(const std::string& path) const {
  const auto found = files_.find(key_of(path));
  return found == files_.end() ? std::nullopt : std::optional(found->second.name);
}

Result<SourcePtr> MemoryFiles::read(const std::string& path) {
  const std::string key = key_of(path);
  const auto found = files_.find(key);
  if (found == files_.end()) {
    return list(path) ? no_such(path + " is a folder", "name a file in it")
                      : no_such("cannot read " + path + ": No such file or directory");
  }
  return foreign_source(key == "-" ? kTypedIn : path, found->second.text, limits_);
}

std::optional<std::vector<std::string>> MemoryFiles::list(const std::string& path) {
  const std::string folder = inside(path);
  std::vector<std::string> names;
  for (auto at = files_.lower_bound(folder); at != files_.end() && at->first.starts_with(folder);
       ++at) {
    std::string name = at->first.substr(folder.size());
    name.erase(std::min(name.find('/'), name.size()));
    // Files of one folder need not stand side by side: `a-b` comes between `a` and `a/b`.
    if (!name.empty() && at->first != "-" &&
        std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(std::move(name));
    }
  }
  std::sort(names.begin(), names.end());
  return names.empty() ? std::nullopt : std::optional(std::move(names));
}

bool MemoryFiles::same(const std::string& a, const std::string& b) const {
  return key_of(a) == key_of(b);
}

}  // namespace remora::cli
