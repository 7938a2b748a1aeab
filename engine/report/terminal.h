#pragma once

#include <string>
#include <string_view>

namespace remora::report {

/// Text as a terminal or a log may have it: what `Style` marked becomes colours, and everything
/// else that an input could move the terminal, turn the writing around or hide something with
/// (control characters but line ends, bidirectional and invisible ones) is shown as an escape.
/// All text that is made for people passes here, so nothing before needs to think of it.
std::string for_terminal(std::string_view text);

/// The same text where GitHub's runner reads it: it obeys a line that begins with `::`, and `##[`
/// anywhere, so both are written in a way that reads the same and commands nothing. `format` is the
/// one of the text (`json`, `html`, ...): what has an escape of its own uses that.
/// Source: GitHub, "Workflow commands for GitHub Actions"; actions/runner, ActionCommand.TryParseV2
/// and TryParse.
std::string for_runner(std::string_view text, std::string_view format);

}  // namespace remora::report
