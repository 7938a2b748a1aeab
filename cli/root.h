#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace remora::cli {

/// The folder that what an input names must stay under: the one that the user gives with `--root`,
/// else the repository (the nearest folder around the input that holds `.git`), else the folder
/// that the program runs in if the input stands in it, else the one around the input's own.
class Root {
 public:
  explicit Root(std::string given = {}) : given_(std::move(given)) {}

  /// Why the file `name`, as it is written in the file `from`, is not to be read: it, or what a
  /// symbolic link makes of it, lies outside, or it is an absolute path out of the input's folder.
  /// Nothing if it may be read, or is not there at all.
  [[nodiscard]] std::optional<Error> refusal(const std::string& from, std::string_view name) const;

  /// Whether what stands at `path`, found on the way through `folder`, lies under the root.
  [[nodiscard]] bool holds(const std::string& folder, const std::string& path) const;

 private:
  std::string given_;
};

}  // namespace remora::cli
