#include "cli/output_file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <system_error>

#include "cli/progress.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace remora::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBuffer = 1U << 18U;
constexpr mode_t kMode = 0666;  // less the user's umask

/// It can only be read by setting it. No other thread makes files while one is opened.
mode_t umask_of_user() {
  const mode_t mask = ::umask(0);
  (void)::umask(mask);
  return mask;
}

/// The owner and the rights of the file whose place this one takes, as far as the user may give
/// them; never the right to run as somebody else.
void keep_rights(int descriptor, const struct stat& status) {
  const bool kept = ::fchown(descriptor, status.st_uid, status.st_gid) == 0 ||
                    ::fchown(descriptor, static_cast<uid_t>(-1), status.st_gid) == 0;
  (void)kept;
  (void)::fchmod(descriptor, status.st_mode & 0777U);
}

}  // namespace

std::string OutputFile::problem() const {
  const std::string name = is_standard_output() ? "standard output" : path_;
  return "cannot write " + name + ": " + std::strerror(errno);
}

std::string OutputFile::open() {
  if (is_standard_output()) {
    std::cout << std::flush;
    descriptor_ = STDOUT_FILENO;
    return {};
  }
  std::error_code unresolved;
  const fs::path resolved = fs::canonical(path_, unresolved);
  target_ = unresolved ? path_ : resolved.string();

  struct stat status {};

  const bool exists = ::stat(target_.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) {
    errno = EISDIR;
    return problem();
  }
  if (exists && !S_ISREG(status.st_mode)) {
    descriptor_ = ::open(target_.c_str(), O_WRONLY | O_CLOEXEC);
    return descriptor_ < 0 ? problem() : std::string();
  }
  if (exists && ::access(target_.c_str(), W_OK) != 0) {
    return problem();  // to take its place would get around its protection
  }
  // A name that nobody can guess and make a link of; the file is new, or there is none.
  journal_ = journal_ == nullptr ? std::make_shared<Journal>() : std::move(journal_);
  beside_ = journal_->stage(target_);
  constexpr mode_t kOurs = S_IRUSR | S_IWUSR;
  descriptor_ =
      ::open(beside_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kOurs);
  if (descriptor_ < 0) {
    beside_.clear();
    return problem();
  }
  if (exists) {
    keep_rights(descriptor_, status);
  } else {
    (void)::fchmod(descriptor_, kMode & ~umask_of_user());
  }
  return {};
}

std::string OutputFile::write(std::string_view text) {
  buffer_ += text;
  const bool interactive = is_standard_output();
  return interactive || buffer_.size() >= kBuffer ? flush() : std::string();
}

std::string OutputFile::flush() {
  std::string_view rest = buffer_;
  if (is_standard_output() && !rest.empty()) {
    hide_progress();
  }
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno != EINTR) {
      buffer_.clear();
      return problem();
    }
    rest.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  }
  buffer_.clear();
  return {};
}

std::string OutputFile::sync() {
  std::string wrong = flush();
  // A pipe or a terminal has nothing to bring there.
  if (wrong.empty() && !beside_.empty() && ::fsync(descriptor_) != 0) {
    wrong = problem();
  }
  return wrong;
}

std::string OutputFile::commit() {
  std::string wrong = flush();
  if (is_standard_output()) {
    descriptor_ = -1;
    return wrong;
  }
  // A full disk may show itself only now.
  if (::close(descriptor_) != 0 && wrong.empty()) {
    wrong = problem();
  }
  descriptor_ = -1;
  if (wrong.empty() && !beside_.empty() && std::rename(beside_.c_str(), target_.c_str()) != 0) {
    wrong = problem();
  }
  if (wrong.empty()) {
    beside_.clear();
  }
  discard();
  return wrong;
}

void OutputFile::discard() {
  buffer_.clear();
  if (descriptor_ >= 0 && !is_standard_output()) {
    (void)::close(descriptor_);
  }
  descriptor_ = -1;
  if (!beside_.empty() && !kept_) {
    (void)::unlink(beside_.c_str());
    beside_.clear();
  }
  if (beside_.empty()) {
    journal_.reset();
  }
}

}  // namespace remora::cli
