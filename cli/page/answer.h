#pragma once

#include <string>
#include <string_view>

namespace remora::cli {

/// Answers a request of a page, JSON for JSON, as the program would answer on a disk:
///
///     {"command": "check", "inputs": ["scenario.yaml"], "files": {NAME: TEXT}, "options": {...}}
///
/// Commands are those of `engine/command`, and `version`. The file `-` is standard input. Options
/// are named as on the command line without dashes (cli/page/page_options.h); `write` of `fix`
/// gives the texts back. The reply is that of cli/page/reply.h; a request that is none is wrong
/// usage.
std::string answer(std::string_view request);

}  // namespace remora::cli
