#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/memory_files.h"
#include "engine/command/check.h"

namespace remora::cli {

/// What came of a delivery or a request when the page was shared.
struct SharedExpectation {
  std::string id;
  std::string outcome;  // or a verdict
};

/// A world as a page shares it. Nothing of it is looked for on the disk.
struct SharedWorld {
  std::unique_ptr<MemoryFiles> files;
  std::vector<std::string> inputs;  // among the files
  command::CheckOptions options;    // names of files are among the files
  std::vector<SharedExpectation> expectations;

  /// Its options with those of the user, which come later and count.
  [[nodiscard]] command::ScenarioOptions with(command::ScenarioOptions user) const;
};

/// Whether an input is a link of the page: an address, or its end alone, with `#s=`.
bool is_link(std::string_view input);

/// Reads a link: behind `#s=` stands base64url (RFC 4648, section 5, without padding) of DEFLATE
/// (RFC 1951) of JSON:
///
///     {"version": 1, "files": {NAME: TEXT}, "inputs": [NAME], "options": {"set": [TEXT],
///      "as": FORM, ...}, "expectations": [{"id": ID, "outcome": WORD}]}
///
/// Options are those of `check` about its inputs, by the names of the command line.
/// Members that are not known are passed over: a later page may have them.
/// Errors, without a place: it is cut off or of another form, it unpacks to more than 16 MB,
/// a later version.
Result<SharedWorld> read_link(std::string_view link, const LimitsPtr& limits);

}  // namespace remora::cli
