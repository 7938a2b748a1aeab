#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <utility>
#include <vector>

#include "cli/root.h"
#include "engine/base/file_reader.h"

namespace remora::cli {

/// Reads files from the disk; `-` is standard input, which is read once and may be asked for again.
/// What a file names is read only under the root (see cli/root.h).
class DiskReader : public FileReader {
 public:
  explicit DiskReader(const std::string& root = {}, LimitsPtr limits = nullptr)
      : root_(root), limits_(std::move(limits)) {}

  Result<SourcePtr> read(const std::string& path) override;
  std::optional<std::vector<std::string>> list(const std::string& path) override;
  [[nodiscard]] bool same(const std::string& a, const std::string& b) const override;

  [[nodiscard]] std::optional<Error> refusal(const std::string& from,
                                             std::string_view name) const override {
    return root_.refusal(from, name);
  }

 private:
  Root root_;
  LimitsPtr limits_;
  SourcePtr standard_input_;  // once it was read
};

/// What somebody else wrote, under its name: read to its end, but no further than the limits allow.
/// `text` is what was read of it already, `size` how long it is, as far as anybody knows.
/// Errors: it is larger; a mark of symbols (base/symbol.h) stands in it.
Result<SourcePtr> read_whole(const std::string& name,
                             std::istream& file,
                             const LimitsPtr& limits,
                             std::string text = {},
                             std::uintmax_t size = 0);

/// Whether standard input is a terminal, where somebody types.
bool is_input_typed();

/// Says how to end a text that is typed or pasted, where standard input is a terminal.
void invite_input();

/// Whether two paths lead to one file that is there.
bool is_same_file(const std::string& a, const std::string& b);

/// Writes a file whole or not at all: into a new file beside it, which then takes its place.
/// Nothing on success, else what went wrong.
std::string write_whole(const std::string& path, const std::string& text);

}  // namespace remora::cli
