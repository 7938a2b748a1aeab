#include "cli/serve/store.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

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

/// Brings the names in a folder onto the disk.
void sync_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor >= 0) {
    ::fsync(descriptor);
    ::close(descriptor);
  }
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

std::string read_all(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
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
  std::error_code error;
  fs::create_directories(folder_ + "/" + std::string(kInner), error);
  if (error) {
    return folder_ + ": " + error.message();
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

std::string Store::load() {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(path(""), error)) {
    const auto found = generation_of(entry.path().filename().string(), ".snapshot");
    generation_ = std::max(generation_, found.value_or(0));
  }
  if (generation_ == 0) {
    return error ? path("") + ": " + error.message() : std::string();
  }
  const std::string name = std::to_string(generation_);
  const std::string snapshot = read_all(path(name + ".snapshot"));
  auto state = wire::restore(snapshot);
  if (!state) {
    return path(name + ".snapshot") + " cannot be read: " + state.error().diagnostics[0].message;
  }
  snapshot_size_ = snapshot.size();
  const std::string journal = read_all(path(name + ".journal"));
  const wire::Journaled found = wire::read_journal(journal);
  if (found.damaged) {
    return path(name + ".journal") + " is damaged at byte " + std::to_string(found.whole) +
           ", and more changes follow; cut it there to go on without them";
  }
  const wire::State seed = *state;
  for (const wire::Change& change : found.changes) {
    wire::make_again(*state, change, seed);
  }
  if (journal.size() > found.whole) {
    notes_.push_back("a change that was not finished was dropped (" +
                     std::to_string(journal.size() - found.whole) + " bytes of " +
                     path(name + ".journal") + ")");
  }
  state->deliveries.clear();
  state_ = *std::move(state);
  if (auto wrong = begin_journal(generation_); !wrong.empty()) {
    return wrong;
  }
  forget_others();
  journal_size_ = found.whole;
  return ::ftruncate(journal_, static_cast<off_t>(found.whole)) == 0 && ::fsync(journal_) == 0
             ? std::string()
             : problem_with(path(name + ".journal"));
}

void Store::forget_others() const {
  std::vector<fs::path> others;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(path(""), error)) {
    const std::string file = entry.path().filename().string();
    auto generation = generation_of(file, ".snapshot");
    generation = generation ? generation : generation_of(file, ".journal");
    if ((generation && *generation != generation_) || file.ends_with(".new")) {
      others.push_back(entry.path());
    }
  }
  for (const fs::path& other : others) {
    fs::remove(other, error);
  }
}

std::string Store::begin_journal(std::uint64_t generation) {
  const std::string name = path(std::to_string(generation) + ".journal");
  const int descriptor =
      ::open(name.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) {
    return problem_with(name);
  }
  if (journal_ >= 0) {
    ::close(journal_);
  }
  journal_ = descriptor;
  journal_size_ = 0;
  return {};
}

std::string Store::append(const wire::Change& change) {
  const std::string record = wire::record_of(change);
  if (!write_all(journal_, record) || ::fdatasync(journal_) != 0) {
    std::string problem = problem_with("the journal in " + folder_);
    // What was written of it must not stand in front of a later change.
    if (::ftruncate(journal_, static_cast<off_t>(journal_size_)) != 0) {
      problem += ", nor can it be taken back";
    }
    return problem;
  }
  journal_size_ += record.size();
  return {};
}

bool Store::wants_snapshot() const {
  constexpr std::uint64_t kSmall = 4ULL * 1024 * 1024;
  return journal_size_ > std::max(kSmall, 2 * snapshot_size_);
}

std::string Store::snapshot(const wire::State& state) {
  const std::string text = wire::snapshot_of(state);
  // What could not be read again must not take the place of what can.
  const auto again = wire::restore(text);
  if (!again || wire::snapshot_of(*again) != text) {
    return "this state cannot be written as a snapshot; its journal is kept" +
           (again ? std::string() : ": " + again.error().diagnostics[0].message);
  }
  const std::uint64_t old = generation_;
  const std::string name = std::to_string(old + 1);
  // An empty journal first: with the snapshot's name both count.
  if (auto wrong = write_durably(path(name + ".journal"), ""); !wrong.empty()) {
    return wrong;
  }
  if (auto wrong = write_durably(path(name + ".snapshot"), text); !wrong.empty()) {
    return wrong;
  }
  sync_folder(path(""));
  generation_ = old + 1;
  snapshot_size_ = text.size();
  if (auto wrong = begin_journal(generation_); !wrong.empty()) {
    return wrong;
  }
  forget_others();
  return write_durably(folder_ + "/scenario.json", wire::scenario_of(state));
}

}  // namespace remora::cli
