#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>
#include <string_view>
#include <system_error>
#include <vector>

#include "cli/command/command.h"
#include "cli/diagnostics.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/scenario_options.h"
#include "engine/base/near_miss.h"
#include "engine/command/extract.h"

namespace remora::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* kInitEpilogue =
    "Writes a starter that passes: policies, a scenario with comments that says what is expected,\n"
    "and a workflow for GitHub Actions. KIND is one of\n"
    "  control-tower       a landing zone with a KMS key: Config and an organization trail "
    "(default)\n"
    "  config              an AWS Config delivery channel into another account's bucket\n"
    "  cloudtrail          a trail into a bucket of its own account\n"
    "  organization-trail  an organization trail with a KMS key\n"
    "  request             single IAM requests against a bucket policy\n"
    "No file is ever overwritten: if one is there already, nothing is written.\n"
    "\n"
    "With --from the scenario is that of an error that you met, or of any other input, as "
    "`extract`\n"
    "prints it. More inputs may follow, such as the policies. What no input says is written as\n"
    "{\"unknown\": why}, to be filled in; a refusal is written as an expected fault.\n"
    "\n"
    "Examples:\n"
    "  remora init --from error.txt key-policy.json --into tests/error\n"
    "  remora init control-tower --into tests/landing-zone && remora test tests\n"
    "  remora init config --into tests/config\n";

struct StarterFile {
  std::string_view kind;  // empty: of every kind
  std::string_view path;
  std::string_view text;
};

// The files of cli/starters, put in by the build.
constexpr auto kFiles = std::to_array<StarterFile>({
#include "generated/starters.inc"
});

std::vector<std::string_view> kinds() {
  std::vector<std::string_view> found;
  for (const StarterFile& file : kFiles) {
    if (!file.kind.empty() && (found.empty() || found.back() != file.kind)) {
      found.push_back(file.kind);
    }
  }
  return found;
}

struct NewFile {
  fs::path path;
  std::string_view text;
};

/// What is to be written: the starter of a kind, or a scenario with what belongs to every kind.
std::vector<NewFile> files_for(std::string_view kind,
                               std::string_view scenario,
                               const fs::path& folder) {
  std::vector<NewFile> files;
  const auto add = [&](std::string_view path, std::string_view text) {
    files.push_back({folder == "." ? fs::path(path) : folder / path, text});
  };
  if (!scenario.empty()) {
    add("scenario.json", scenario);
  }
  for (const StarterFile& file : kFiles) {
    if (file.kind.empty() || (scenario.empty() && file.kind == kind)) {
      add(file.path, file.text);
    }
  }
  return files;
}

ExitStatus cannot(const std::string& problem) {
  say("remora init: error: " + problem);
  return ExitStatus::BadInput;
}

/// Takes back what was written when something goes wrong on the way.
ExitStatus write_all(const std::vector<NewFile>& files) {
  std::vector<fs::path> written;
  for (const NewFile& file : files) {
    std::error_code problem;
    if (file.path.has_parent_path()) {
      fs::create_directories(file.path.parent_path(), problem);
    }
    std::string wrong = problem ? "cannot write " + file.path.string() + ": " + problem.message()
                                : write_whole(file.path.string(), std::string(file.text));
    if (!wrong.empty()) {
      for (const fs::path& path : written) {
        fs::remove(path, problem);
      }
      return cannot(wrong);
    }
    written.push_back(file.path);
  }
  return ExitStatus::Success;
}

}  // namespace

CommandLine init_line() {
  CommandLine line("init", "[options] [KIND | --from INPUT...]", {"text"});
  line.add("What is written",
           {{"into FOLDER", Takes::Text, "write there", "."},
            {"from INPUT",
             Takes::Texts,
             "the scenario of an error text, an event or other inputs, instead of a KIND"}});
  add_import_options(line);
  const std::vector<std::string_view> known = kinds();
  line.set_operands({known.begin(), known.end()});
  line.set_epilogue(kInitEpilogue);
  return line;
}

int run_init(const CommandLine& line) {
  const CommonOptions& options = line.common();
  const fs::path folder = line.text("into");
  command::Output extracted;
  std::string kind;
  if (line.has("from")) {
    std::vector<std::string> inputs = line.texts("from");
    inputs.insert(inputs.end(), options.inputs.begin(), options.inputs.end());
    DiskReader disk(options.root, options.limits);
    extracted = with_progress(line.shows_progress(), [&] {
      return command::extract(inputs, {scenario_options(line), {}, /*records_faults=*/true}, disk);
    });
    if (extracted.text.empty()) {
      return line.finish(extracted);
    }
  } else {
    if (options.inputs.size() > 1) {
      return line.usage_error("name one kind");
    }
    kind = options.inputs.empty() ? "control-tower" : options.inputs.front();
    const std::vector<std::string_view> known = kinds();
    if (std::find(known.begin(), known.end(), kind) == known.end()) {
      const std::string hint = did_you_mean(kind, known);
      return line.usage_error("there is no starter \"" + kind + "\"" +
                              (hint.empty() ? "" : ", " + hint));
    }
  }
  const std::vector<NewFile> files = files_for(kind, extracted.text, folder);
  for (const NewFile& file : files) {
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(file.path, ignored))) {
      return static_cast<int>(cannot(file.path.string() +
                                     " is there already, so nothing is written; --into takes "
                                     "another folder"));
    }
  }
  const ExitStatus status = write_all(files);
  if (status != ExitStatus::Success) {
    return static_cast<int>(status);
  }
  std::string text;
  for (const NewFile& file : files) {
    text += "wrote " + file.path.string() + "\n";
  }
  text +=
      "\nTry it:\n  remora test " + folder.string() + "\n  remora check " + folder.string() + "\n";
  if (!options.text.quiet) {
    std::cout << text << std::flush;
  }
  return static_cast<int>(std::cout ? ExitStatus::Success : ExitStatus::BadInput);
}

}  // namespace remora::cli
