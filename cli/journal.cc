#include "cli/journal.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <random>
#include <sstream>
#include <system_error>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace remora::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kJournalName = "journal-";

/// Fields end with a NUL, which no path holds.
std::string field(std::string_view text) {
  return std::string(text) + '\0';
}

std::string random_name() {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789";
  constexpr int kLength = 12;
  std::random_device source;
  std::uniform_int_distribution<std::size_t> pick(0, kLetters.size() - 1);
  std::string name;
  for (int i = 0; i < kLength; ++i) {
    name += kLetters[pick(source)];
  }
  return name;
}

/// The folder of the user's own state; made if asked. Empty where there is none that is theirs.
std::string state_folder(bool make) {
  const char* const state = std::getenv("XDG_STATE_HOME");
  const char* const home = std::getenv("HOME");
  fs::path folder;
  if (state != nullptr && *state == '/') {
    folder = state;
  } else if (home != nullptr && *home == '/') {
    folder = fs::path(home) / ".local" / "state";
  } else {
    return {};
  }
  folder /= "remora";
  std::error_code ignored;
  if (make && !fs::exists(folder, ignored)) {
    fs::create_directories(folder.parent_path(), ignored);
    (void)::mkdir(folder.c_str(), S_IRWXU);
  }

  struct stat status {};

  constexpr mode_t kOthers = S_IWGRP | S_IWOTH;
  const bool ours = ::lstat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode) &&
                    status.st_uid == ::geteuid() && (status.st_mode & kOthers) == 0;
  return ours ? folder.string() : std::string();
}

void to_disk(const std::string& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file >= 0) {
    (void)::fsync(file);
    (void)::close(file);
  }
}

bool is_file(const std::string& path) {
  std::error_code ignored;
  return fs::is_regular_file(fs::symlink_status(path, ignored));
}

std::uint64_t digest_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return Journal::digest(text.str());
}

/// What stands in a journal, as far as it was written whole.
struct Record {
  std::vector<std::string> staged;
  std::vector<Journal::Step> steps;  // of the last commit
};

Record record_of(std::string_view text) {
  std::vector<std::string> fields;
  for (std::size_t end = text.find('\0'); end != std::string_view::npos; end = text.find('\0')) {
    fields.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  Record record;
  std::vector<Journal::Step> steps;
  constexpr std::size_t kFields = 5;
  for (std::size_t i = 0; i < fields.size();) {
    if (fields[i] == "stage" && i + 1 < fields.size()) {
      record.staged.push_back(fields[i + 1]);
      i += 2;
    } else if (fields[i] == "step" && i + kFields <= fields.size()) {
      steps.push_back({fields[i + 1],
                       fields[i + 2],
                       std::strtoull(fields[i + 3].c_str(), nullptr, 10),
                       std::strtoull(fields[i + 4].c_str(), nullptr, 10)});
      i += kFields;
    } else if (fields[i] == "commit") {
      record.steps = std::exchange(steps, {});
      ++i;
    } else {
      break;
    }
  }
  return record;
}

/// What is to be said of a journal after it was followed.
std::string follow(const Record& record) {
  bool forward = true;
  bool back = true;
  bool any = false;
  std::string names;
  for (const Journal::Step& step : record.steps) {
    const std::uint64_t now = digest_of_file(step.target);
    const bool pending = is_file(step.staged);
    any = any || pending;
    forward = forward && now == (pending ? step.before : step.after);
    back = back && now == step.before;
    names += (names.empty() ? "" : ", ") + step.target;
  }
  for (const Journal::Step& step : record.steps) {
    if (any && forward && is_file(step.staged)) {
      (void)::rename(step.staged.c_str(), step.target.c_str());
      to_disk(fs::path(step.target).parent_path().string());
    }
  }
  std::string left;
  for (const std::string& staged : record.staged) {
    if (is_file(staged) && ::unlink(staged.c_str()) == 0) {
      left += (left.empty() ? "" : ", ") + staged;
    }
  }
  if (any) {
    return forward ? "an earlier run was ended while it wrote; it is finished: " + names
           : back  ? "an earlier run was ended before it wrote, and nothing of it is left: " + names
                   : "an earlier run was ended while it wrote, and the files have changed since; "
                     "look at " +
                        names;
  }
  return left.empty() ? "" : "an earlier run was ended while it wrote; taken away: " + left;
}

}  // namespace

std::uint64_t Journal::digest(std::string_view text) {
  constexpr std::uint64_t kOffset = 14695981039346656037ULL;  // FNV-1a
  constexpr std::uint64_t kPrime = 1099511628211ULL;
  std::uint64_t hash = kOffset;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  }
  return hash ^ text.size();
}

Journal::Journal() {
  const std::string folder = state_folder(true);
  constexpr int kTries = 4;
  for (int i = 0; i < kTries && descriptor_ < 0 && !folder.empty(); ++i) {
    path_ = folder + "/" + std::string(kJournalName) + random_name();
    constexpr mode_t kMode = S_IRUSR | S_IWUSR;
    descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kMode);
    if (descriptor_ < 0) {
      continue;
    }

    struct stat status {};

    // Another run may have taken it for an old one, before it was locked.
    const bool locked = ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0 &&
                        ::fstat(descriptor_, &status) == 0 && status.st_nlink > 0;
    if (!locked) {
      (void)::close(std::exchange(descriptor_, -1));
    }
  }
}

Journal::~Journal() {
  if (descriptor_ < 0) {
    return;
  }
  if (std::none_of(staged_.begin(), staged_.end(), is_file)) {
    (void)::unlink(path_.c_str());
  }
  (void)::close(descriptor_);
}

bool Journal::write(std::string_view text) const {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor_, text.data(), text.size());
    if (written < 0 && errno != EINTR) {
      return false;
    }
    text.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  }
  return true;
}

std::string Journal::stage(const std::string& target) {
  std::error_code ignored;
  staged_.push_back(fs::absolute(target, ignored).string() + ".remora-" + random_name());
  if (descriptor_ >= 0) {
    (void)write(field("stage") + field(staged_.back()));
  }
  return staged_.back();
}

bool Journal::commit(const std::vector<Step>& steps) {
  if (descriptor_ < 0) {
    return true;
  }
  std::string text;
  for (const Step& step : steps) {
    text += field("step") + field(step.staged) + field(step.target) +
            field(std::to_string(step.before)) + field(std::to_string(step.after));
  }
  if (!write(text + field("commit")) || ::fsync(descriptor_) != 0) {
    return false;
  }
  to_disk(fs::path(path_).parent_path().string());
  return true;
}

std::vector<std::string> recover() {
  std::vector<std::string> said;
  const std::string folder = state_folder(false);
  if (folder.empty()) {
    return said;
  }
  std::vector<std::string> names;
  std::error_code problem;
  for (fs::directory_iterator at(folder, problem), end; !problem && at != end;
       at.increment(problem)) {
    if (at->path().filename().string().starts_with(kJournalName)) {
      names.push_back(at->path().string());
    }
  }
  for (const std::string& name : names) {
    const int file = ::open(name.c_str(), O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    // Who holds it is at work.
    if (file >= 0 && ::flock(file, LOCK_EX | LOCK_NB) == 0) {
      std::ifstream in(name, std::ios::binary);
      std::ostringstream text;
      text << in.rdbuf();
      if (std::string line = follow(record_of(text.str())); !line.empty()) {
        said.push_back(std::move(line));
      }
      (void)::unlink(name.c_str());
    }
    if (file >= 0) {
      (void)::close(file);
    }
  }
  return said;
}

}  // namespace remora::cli
