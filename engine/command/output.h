#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/command/exit_status.h"

/// The commands without a terminal: options in, files through `FileReader`, and out comes what any
/// face (the program, a page, an endpoint) only has to show. Nothing is decided twice.
namespace remora::command {

/// What a command has to say.
struct Output {
  std::string text;         // the result, in the format that was asked for
  Diagnostics diagnostics;  // about the inputs
  std::string message;      // what else is to be said beside the result, lines
  std::string usage;        // what is wrong with the options: there is no result then
  ExitStatus status = ExitStatus::Success;
  /// No input could be read: the text, if there is any, is the empty form of a result, which takes
  /// no file's place.
  bool no_result = false;
  /// The text holds bytes of a file, a page or a diff, which stay as they are: no symbols.
  bool verbatim = false;
  std::vector<std::string> secrets = {};  // texts that whoever shows this conceals (conceal.h)

  /// An output that only complains about the options.
  static Output wrong_usage(std::string problem) {
    Output output;
    output.usage = std::move(problem);
    output.status = ExitStatus::BadInput;
    return output;
  }

  void remark(const Diagnostics& remarks) {
    diagnostics.insert(diagnostics.end(), remarks.begin(), remarks.end());
  }

  void bad_input(const Diagnostics& problems) {
    remark(problems);
    status = ExitStatus::BadInput;
  }
};

}  // namespace remora::command
