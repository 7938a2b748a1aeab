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

std::string put_back(const Replacement& file) {
  OutputFile old(file.path);
  std::string wrong = stage(old, file.before);
  return wrong.empty() ? old.commit() : wrong;
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
  std::vector<std::unique_ptr<OutputFile>> staged;
  for (std::size_t i = 0; i < files.size(); ++i) {
    for (std::size_t other = 0; other < i; ++other) {
      if (is_same_file(files[i].path, files[other].path)) {
        return ReplacementProblem{
            i, files[i].path + " and " + files[other].path + " are one file, edit it by hand"};
      }
    }
    staged.push_back(std::make_unique<OutputFile>(files[i].path));
    if (auto wrong = stage(*staged.back(), files[i].after); !wrong.empty()) {
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
  for (std::size_t i = 0; i < files.size(); ++i) {
    auto wrong = staged[i]->commit();
    if (wrong.empty()) {
      folder_to_disk(files[i].path);
      continue;
    }
    for (std::size_t done = 0; done < i; ++done) {
      if (const auto kept = put_back(files[done]); !kept.empty()) {
        wrong += "; " + files[done].path + " is changed already: " + kept;
      }
    }
    return ReplacementProblem{i, std::move(wrong)};
  }
  return std::nullopt;
}

}  // namespace remora::cli
