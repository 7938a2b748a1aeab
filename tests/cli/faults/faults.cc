// Stands in front of the C library (LD_PRELOAD) and lets the n-th call that changes a file fail, or
// ends the program before it. REMORA_FAULT says which: `fail 3`, `full 3` (every one from the third
// on that takes room), `kill 3`. What goes to standard output and error is not counted. How many
// there were is written into the file REMORA_FAULT_COUNT.

#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

int calls = 0;

template <class Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

/// Counts a call; true if it is to fail.
bool fails(bool takes_room) {
  const char* const fault = std::getenv("REMORA_FAULT");
  if (fault == nullptr) {
    return false;
  }
  const std::string_view text(fault);
  constexpr std::size_t kWord = 5;
  const int wanted = std::atoi(fault + kWord);
  const int call = ++calls;
  if (text.starts_with("kill") && call == wanted) {
    (void)::kill(::getpid(), SIGKILL);
  }
  const bool one = text.starts_with("fail") && call == wanted;
  const bool full = text.starts_with("full") && call >= wanted && takes_room;
  errno = one || full ? ENOSPC : errno;
  return one || full;
}

__attribute__((destructor)) void write_count() {
  if (const char* const path = std::getenv("REMORA_FAULT_COUNT")) {
    if (std::FILE* const file = std::fopen(path, "w")) {
      (void)std::fprintf(file, "%d", calls);
      (void)std::fclose(file);
    }
  }
}

bool is_counted(int descriptor) {
  return descriptor > STDERR_FILENO;
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
  va_end(more);
  const bool writes = (flags & (O_CREAT | O_WRONLY | O_RDWR)) != 0;
  if (writes && fails(true)) {
    return -1;
  }
  return next<int (*)(const char*, int, ...)>("open")(path, flags, mode);
}

ssize_t write(int descriptor, const void* text, size_t size) {
  if (is_counted(descriptor) && fails(true)) {
    return -1;
  }
  return next<ssize_t (*)(int, const void*, size_t)>("write")(descriptor, text, size);
}

int fsync(int descriptor) {
  return fails(true) ? -1 : next<int (*)(int)>("fsync")(descriptor);
}

int fchmod(int descriptor, mode_t mode) {
  return fails(false) ? -1 : next<int (*)(int, mode_t)>("fchmod")(descriptor, mode);
}

int fchown(int descriptor, uid_t user, gid_t group) {
  return fails(false) ? -1 : next<int (*)(int, uid_t, gid_t)>("fchown")(descriptor, user, group);
}

int flock(int descriptor, int operation) {
  return fails(false) ? -1 : next<int (*)(int, int)>("flock")(descriptor, operation);
}

int close(int descriptor) {
  const bool failed = is_counted(descriptor) && fails(false);
  const int saved = errno;
  const int closed = next<int (*)(int)>("close")(descriptor);
  errno = failed ? saved : errno;
  return failed ? -1 : closed;
}

int rename(const char* from, const char* to) {
  return fails(false) ? -1 : next<int (*)(const char*, const char*)>("rename")(from, to);
}

int unlink(const char* path) {
  return fails(false) ? -1 : next<int (*)(const char*)>("unlink")(path);
}

int mkdir(const char* path, mode_t mode) {
  return fails(true) ? -1 : next<int (*)(const char*, mode_t)>("mkdir")(path, mode);
}

}  // extern "C"
