#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/option_set.h"
#include "engine/json/document.h"

namespace remora::cli {

/// Whether a mark of symbols (base/symbol.h) stands anywhere in what a page sends or shares, but in
/// the texts of its files, which are read as any file is.
bool has_marks_beside_files(const json::Value& root);

/// The options of a command as a page gives them: members of an object, named as on the command
/// line without the dashes. `true` is an option that takes nothing, an array one that may be
/// repeated. Those about a terminal or a disk are not among them; `width` is that of the text in
/// columns.
class PageOptions : public OptionSet {
 public:
  explicit PageOptions(OptionSet takes);

  /// Reads them. What is wrong with them, in the words of the command line; nothing if all is well.
  [[nodiscard]] std::optional<std::string> read(const json::Value& options);

  /// Reads none of them, but the inputs.
  void set_inputs(std::vector<std::string> inputs) { common_.inputs = std::move(inputs); }

 private:
  [[nodiscard]] std::optional<std::string> take(const std::string& name, const json::Value& value);
};

}  // namespace remora::cli
