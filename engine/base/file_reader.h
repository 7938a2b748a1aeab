#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace remora {

/// Where the engine gets the files that an input refers to. The engine itself does no I/O: the
/// command line supplies the body that reads the disk, tests one that keeps texts in memory.
class FileReader {
 public:
  FileReader() = default;
  FileReader(const FileReader&) = delete;
  FileReader& operator=(const FileReader&) = delete;
  virtual ~FileReader() = default;

  /// The text of a file. Errors: there is none, it cannot be read, it is too large. They carry no
  /// place: the caller knows where the name stood.
  virtual Result<SourcePtr> read(const std::string& path) = 0;

  /// The names in a folder; nothing if it is none. Who keeps no folders has none.
  virtual std::optional<std::vector<std::string>> list(const std::string& path) {
    (void)path;
    return std::nullopt;
  }

  /// Why the file that stands as `name` in the file `from` is not to be read, with what would allow
  /// it; nothing if it may be. An input may come from a stranger, who must not choose what is read.
  [[nodiscard]] virtual std::optional<Error> refusal(const std::string& from,
                                                     std::string_view name) const {
    (void)from;
    (void)name;
    return std::nullopt;
  }

  /// Whether two paths lead to one file.
  [[nodiscard]] virtual bool same(const std::string& a, const std::string& b) const {
    return a == b;
  }
};

/// The name of the text that stands for what the user said: what it names, the user named.
constexpr std::string_view kCommandLine = "the command line";

/// The path of a file that is named in another one: relative to that file's folder.
inline std::string path_beside(std::string_view file, std::string_view relative) {
  if (relative.starts_with('/')) {
    return std::string(relative);
  }
  const std::size_t slash = file.rfind('/');
  return std::string(file.substr(0, slash == std::string_view::npos ? 0 : slash + 1)) +
         std::string(relative);
}

/// Reads the file that stands as `name` in the file `from`; `path` is where that leads.
/// Errors: as `read`, and those of `refusal`.
inline Result<SourcePtr> read_named(FileReader& files,
                                    const std::string& from,
                                    std::string_view name,
                                    const std::string& path) {
  if (auto refused = files.refusal(from, name)) {
    return fail(*std::move(refused));
  }
  return files.read(path);
}

}  // namespace remora
