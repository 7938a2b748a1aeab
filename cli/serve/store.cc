#include "cli/serve/store.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>

#include "engine/base/ascii.h"
#include "engine/base/words.h"
#include "engine/wire/scenario_text.h"
#include "engine/wire/snapshot.h"
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace remora::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kInner = ".remora";

std::string problem_with(const std::string& path) {
  return path + ": " + std::strerror(errno);
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Brings the names in a folder onto the disk. What went wrong; or empty.
std::string sync_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) {
    return problem_with(folder);
  }
  std::string problem = ::fsync(descriptor) == 0 ? std::string() : problem_with(folder);
  ::close(descriptor);
  return problem;
}

/// Makes a folder and those around it, and brings their names onto the disk. What went wrong.
std::string make_folder(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> made;
  fs::path missing = fs::absolute(folder, error).lexically_normal();
  for (; !error && !fs::exists(missing, error); missing = missing.parent_path()) {
    made.push_back(missing.parent_path());
  }
  fs::create_directories(folder, error);
  if (error) {
    return folder.string() + ": " + error.message();
  }
  for (const fs::path& parent : made) {
    if (auto wrong = sync_folder(parent.string()); !wrong.empty()) {
      return wrong;
    }
  }
  return {};
}

/// The names in a folder. What went wrong; or empty.
std::string list_folder(const std::string& folder, std::vector<std::string>& names) {
  std::error_code error;
  for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator();
       at.increment(error)) {
    names.push_back(at->path().filename().string());
  }
  return error ? folder + ": " + error.message() : std::string();
}

/// Writes a file whole or not at all, and brings it onto the disk. What went wrong; or empty.
std::string write_durably(const std::string& path, std::string_view text) {
  const std::string beside = path + ".new";
  const int descriptor =
      ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) {
    return problem_with(beside);
  }
  const bool good = write_all(descriptor, text) && ::fsync(descriptor) == 0;
  std::string problem = good ? std::string() : problem_with(beside);
  ::close(descriptor);
  if (problem.empty() && ::rename(beside.c_str(), path.c_str()) != 0) {
    problem = problem_with(path);
  }
  if (!problem.empty()) {
    ::unlink(beside.c_str());
  }
  return problem;
}

/// Reads a file to its end. What went wrong; or empty.
std::string read_all(const std::string& path, std::string& text) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) {
    return problem_with(path);
  }
  std::string problem;
  std::vector<char> part(1U << 16U);
  for (;;) {
    const ssize_t size = ::read(descriptor, part.data(), part.size());
    if (size < 0 && errno == EINTR) {
      continue;
    }
    if (size <= 0) {
      problem = size < 0 ? problem_with(path) : std::string();
      break;
    }
    text.append(part.data(), static_cast<std::size_t>(size));
  }
  ::close(descriptor);
  return problem;
}

/// Opens a journal to write at its end. -1 and `errno` if that fails.
int open_journal(const std::string& path, int flags) {
  return ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | flags, 0600);
}

/// `12` of `12.snapshot`; nothing for other names.
std::optional<std::uint64_t> generation_of(const std::string& name, std::string_view ending) {
  return name.ends_with(ending) ? as_count(name.substr(0, name.size() - ending.size()))
                                : std::nullopt;
}

}  // namespace

Store::~Store() {
  for (const int descriptor : {journal_, lock_}) {
    if (descriptor >= 0) {
      ::close(descriptor);
    }
  }
}

std::string Store::path(std::string_view name) const {
  return folder_ + "/" + std::string(kInner) + "/" + std::string(name);
}

std::string Store::open() {
  // A file that has become too large is an error like any other.
  std::signal(SIGXFSZ, SIG_IGN);
  if (auto wrong = make_folder(fs::path(folder_) / kInner); !wrong.empty()) {
    return wrong;
  }
  lock_ = ::open(path("lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (lock_ < 0) {
    return problem_with(path("lock"));
  }
  if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    return in_quotes(folder_) + " is in use by another remora serve";
  }
  return load();
}

std::string Store::find_generation() {
  std::vector<std::string> names;
  if (auto wrong = list_folder(path(""), names); !wrong.empty()) {
    return wrong;
  }
  for (const std::string& name : names) {
    generation_ = std::max(generation_, generation_of(name, ".snapshot").value_or(0));
  }
  for (const std::string& name : names) {
    // An empty one was begun for a snapshot that was not finished.
    std::error_code error;
    if (generation_of(name, ".journal").value_or(0) > generation_ &&
        (fs::file_size(path(name), error) != 0 || error)) {
      return path(name) + " holds changes, and the snapshot that they begin with is not there";
    }
  }
  return {};
}

std::string Store::load() {
  if (auto wrong = find_generation(); !wrong.empty() || generation_ == 0) {
    return wrong;
  }
  const std::string snapshot_path = path(std::to_string(generation_) + ".snapshot");
  const std::string journal_path = path(std::to_string(generation_) + ".journal");
  std::string snapshot;
  if (auto wrong = read_all(snapshot_path, snapshot); !wrong.empty()) {
    return wrong;
  }
  auto state = wire::restore(snapshot);
  if (!state) {
    return snapshot_path + " cannot be read: " + state.error().diagnostics[0].message;
  }
  snapshot_size_ = snapshot.size();
  std::string journal;
  // Only that there is none is the same as an empty one.
  if (::access(journal_path.c_str(), F_OK) == 0 || errno != ENOENT) {
    if (auto wrong = read_all(journal_path, journal); !wrong.empty()) {
      return wrong;
    }
  }
  const wire::Journaled found = wire::read_journal(journal);
  if (found.damaged) {
    return journal_path + " is damaged at byte " + std::to_string(found.whole) + " of " +
           std::to_string(journal.size()) +
           ", changes may be behind it; keep a copy and cut it there to go on without them";
  }
  const wire::State seed = *state;
  for (const wire::Change& change : found.changes) {
    wire::make_again(*state, change, seed);
  }
  state->deliveries.clear();
  journal_ = open_journal(journal_path, 0);
  if (journal_ < 0) {
    return problem_with(journal_path);
  }
  if (journal.size() > found.whole) {
    notes_.push_back("a change that was not finished was dropped (" +
                     std::to_string(journal.size() - found.whole) + " bytes of " + journal_path +
                     ")");
    if (::ftruncate(journal_, static_cast<off_t>(found.whole)) != 0) {
      return problem_with(journal_path);
    }
  }
  if (::fsync(journal_) != 0) {
    return problem_with(journal_path);
  }
  if (auto wrong = sync_folder(path("")); !wrong.empty()) {
    return wrong;
  }
  journal_size_ = found.whole;
  state_ = *std::move(state);
  forget_others();
  return {};
}

void Store::forget_others() const {
  std::vector<std::string> names;
  if (!list_folder(path(""), names).empty()) {
    return;  // they are forgotten another time
  }
  for (const std::string& name : names) {
    auto generation = generation_of(name, ".snapshot");
    generation = generation ? generation : generation_of(name, ".journal");
    if ((generation && *generation != generation_) || name.ends_with(".new")) {
      std::error_code error;
      fs::remove(path(name), error);
    }
  }
}

std::string Store::append(const wire::Change& change) {
  if (!broken_.empty()) {
    return broken_;
  }
  const std::string record = wire::record_of(change);
  if (!write_all(journal_, record) || ::fdatasync(journal_) != 0) {
    broken_ = problem_with("the journal in " + folder_);
    // What was written of it must not come back as a change.
    if (::ftruncate(journal_, static_cast<off_t>(journal_size_)) != 0 || ::fsync(journal_) != 0) {
      broken_ += ", nor can it be taken back";
    }
    return broken_;
  }
  journal_size_ += record.size();
  return {};
}

bool Store::wants_snapshot() const {
  constexpr std::uint64_t kSmall = 4ULL * 1024 * 1024;
  return journal_size_ > std::max({kSmall, 2 * snapshot_size_, next_try_});
}

std::string Store::snapshot(const wire::State& state) {
  std::string wrong = broken_.empty() ? try_snapshot(state) : broken_;
  next_try_ = wrong.empty() ? 0 : 2 * journal_size_;
  return wrong;
}

std::string Store::try_snapshot(const wire::State& state) {
  const std::string text = wire::snapshot_of(state);
  // What could not be read again must not take the place of what can.
  const auto again = wire::restore(text);
  if (!again || wire::snapshot_of(*again) != text) {
    return "this state cannot be written as a snapshot; its journal is kept" +
           (again ? std::string() : ": " + again.error().diagnostics[0].message);
  }
  // All that may fail comes before the snapshot has its name, from which on its journal counts.
  const std::string name = std::to_string(generation_ + 1);
  const std::string journal_path = path(name + ".journal");
  const int journal = open_journal(journal_path, O_TRUNC);
  std::string wrong =
      journal < 0 || ::fsync(journal) != 0 ? problem_with(journal_path) : std::string();
  wrong = wrong.empty() ? sync_folder(path("")) : wrong;
  wrong = wrong.empty() ? write_durably(path(name + ".snapshot"), text) : wrong;
  if (!wrong.empty()) {
    if (journal >= 0) {
      ::close(journal);
      ::unlink(journal_path.c_str());
    }
    return wrong;
  }
  if (journal_ >= 0) {
    ::close(journal_);
  }
  journal_ = journal;
  journal_size_ = 0;
  snapshot_size_ = text.size();
  ++generation_;
  if (wrong = sync_folder(path("")); !wrong.empty()) {
    // Nobody knows which of the two is found again, so that neither may grow; both hold all.
    broken_ = wrong;
    return wrong;
  }
  forget_others();
  if (wrong = write_durably(folder_ + "/scenario.json", wire::scenario_of(state)); !wrong.empty()) {
    notes_.push_back("the scenario of the state was not written: " + wrong);
  }
  return {};
}

}  // namespace remora::cli
