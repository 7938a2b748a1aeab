#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/memory_files.h"
#include "engine/command/output.h"

namespace remora::cli {

/// Files of a page with the texts that they have now.
using ChangedTexts = std::vector<std::pair<std::string, std::string>>;

/// What a command has to say, as a JSON object:
///
///     {"text", "diagnostics": [...], "message", "usage", "status", "noResult", "files"}
///
/// A diagnostic has `severity`, `code`, `message`, `hint`, `shown` (as the program prints it, with
/// the line marked), and, where its place is known, `file` (as the page named it), `line`,
/// `column`, `endLine`, `endColumn` (in characters, from 1), `begin` and `end` (bytes of the UTF-8
/// text). `format` is the one of the text: what is made for people commands no terminal. Secrets
/// are concealed.
std::string reply_json(command::Output output,
                       const std::string& format,
                       const MemoryFiles& files,
                       const ChangedTexts& changed);

}  // namespace remora::cli
