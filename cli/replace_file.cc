#include "cli/replace_file.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <system_error>
#include <utility>

#include "cli/files.h"
#include "cli/output_file.h"
#include <fcntl.h>
#include <unistd.h>

namespace remora::cli {

namespace {

namespace fs = std::filesystem;

/// A rename is on the disk when its folder is.
void folder_to_disk(const std::string& path) {
  std::error_code unresolved;
  const fs::path target = fs::canonical(path, unresolved);
  const fs::path folder = unresolved ? fs::path(path).parent_path() : target.parent_path();
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file >= 0) {
    (void)::fsync(file);
    (void)::close(file);
  }
}

std::string stage(OutputFile& file, std::string_view text) {
  std::string wrong = file.open();
  wrong = wrong.empty() ? file.write(text) : wrong;
  return wrong.empty() ? file.sync() : wrong;
}

/// Files that belong together, written beside their places.
class Batch {
 public:
  /// What is wrong, in words; empty if nothing is.
  std::string add(const std::string& path, std::string_view before, std::string_view after) {
    files_.push_back(std::make_unique<OutputFile>(path, journal_));
    OutputFile& file = *files_.back();
    std::string wrong = stage(file, after);
    if (!file.staged().empty()) {
      steps_.push_back(
          {file.staged(), file.target(), Journal::digest(before), Journal::digest(after)});
    }
    return wrong;
  }

  /// From here on they take their places, in this run or the next, and those of no earlier batch.
  [[nodiscard]] bool decide() {
    const bool decided = journal_->commit(steps_);
    keep(decided && journal_->kept());
    return decided;
  }

  /// They do not, after all.
  void drop() {
    keep(false);
    files_.clear();
  }

  std::string place(std::size_t i) { return files_[i]->commit(); }

  [[nodiscard]] std::size_t size() const { return files_.size(); }

  /// Another batch that the same journal knows of.
  [[nodiscard]] Batch other() const { return Batch(journal_); }

  Batch() = default;

 private:
  explicit Batch(std::shared_ptr<Journal> journal) : journal_(std::move(journal)) {}

  void keep(bool kept) {
    for (const auto& file : files_) {
      file->keep(kept);
    }
  }

  std::shared_ptr<Journal> journal_ = std::make_shared<Journal>();
  std::vector<std::unique_ptr<OutputFile>> files_;
  std::vector<Journal::Step> steps_;
};

/// Puts the old texts of the first `count` files back, instead of what is left of the new ones. If
/// that cannot be, the next run does it, or finishes what was begun. What is to be said of it.
std::string put_back(const std::vector<Replacement>& files, std::size_t count, Batch& fresh) {
  Batch old = fresh.other();
  bool well = true;
  for (std::size_t i = 0; i < count; ++i) {
    well = old.add(files[i].path, files[i].after, files[i].before).empty() && well;
  }
  // Decided even where there is nothing to put back: the decision for the new texts must not hold.
  well = well && old.decide();
  if (well || count == 0) {
    fresh.drop();
  }
  for (std::size_t i = 0; i < count && well; ++i) {
    well = old.place(i).empty();
  }
  return well || count == 0 ? ""
                            : "; some files are changed already, the next run of remora mends that";
}

/// Holds back what would end the program between two files, until it goes out of scope.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    ::sigfillset(&all);
    (void)::pthread_sigmask(SIG_SETMASK, &all, &before_);
  }

  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

  ~SignalsBlocked() { (void)::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_{};
};

}  // namespace

std::string differs_from(const std::string& path, std::string_view text) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream now;
  now << file.rdbuf();
  if (!file.is_open() || file.bad()) {
    return "cannot read " + path + ": " + std::strerror(errno);
  }
  return now.str() == text ? "" : path + " has changed meanwhile; run remora again";
}

std::optional<ReplacementProblem> replace_files(const std::vector<Replacement>& files) {
  Batch batch;
  for (std::size_t i = 0; i < files.size(); ++i) {
    for (std::size_t other = 0; other < i; ++other) {
      if (is_same_file(files[i].path, files[other].path)) {
        return ReplacementProblem{
            i, files[i].path + " and " + files[other].path + " are one file, edit it by hand"};
      }
    }
    if (auto wrong = batch.add(files[i].path, files[i].before, files[i].after); !wrong.empty()) {
      return ReplacementProblem{i, std::move(wrong)};
    }
  }
  const SignalsBlocked blocked;
  // As late as possible, so that nobody's change is lost.
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (auto wrong = differs_from(files[i].path, files[i].before); !wrong.empty()) {
      return ReplacementProblem{i, std::move(wrong)};
    }
  }
  // One file takes its place at once.
  if (files.size() > 1 && !batch.decide()) {
    return ReplacementProblem{
        0, std::string("cannot write down what is to be written: ") + std::strerror(errno)};
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    auto wrong = batch.place(i);
    if (wrong.empty()) {
      folder_to_disk(files[i].path);
      continue;
    }
    return ReplacementProblem{i, wrong + put_back(files, i, batch)};
  }
  return std::nullopt;
}

}  // namespace remora::cli
