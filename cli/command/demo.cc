#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "cli/command/command.h"
#include "cli/diagnostics.h"
#include "cli/files.h"
#include "cli/memory_files.h"
#include "engine/command/check.h"
#include "engine/command/diagnose.h"
#include "engine/command/fix.h"
#include "engine/report/wrap.h"

namespace remora::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* kDemoEpilogue =
    "Tells the story that remora began with: a Control Tower landing zone is given a customer\n"
    "managed KMS key, and its set-up fails with an error that names a bucket, where a key is at\n"
    "fault. Nothing is read or written. --write writes the files of the story into a new folder,\n"
    "and those that the examples of every --help name.\n"
    "\n"
    "Exit status: 0 the story was told, 2 wrong usage, or a folder that is there already.\n"
    "\n"
    "Examples:\n"
    "  remora demo\n"
    "  remora demo --write try-remora\n";

struct DemoFile {
  std::string_view name;
  std::string_view text;
};

// Files of fixtures, put in by the build.
constexpr auto kStory = std::to_array<DemoFile>({
#include "generated/demo.inc"
});

/// In the fixtures the scenario shares policies with its neighbours.
std::string text_of(const DemoFile& file) {
  constexpr std::string_view kShared = "\"../policies/";
  std::string text(file.text);
  for (std::size_t at = text.find(kShared); at != std::string::npos; at = text.find(kShared)) {
    text.replace(at, kShared.size(), "\"");
  }
  return text;
}

/// Tells the story: what is said, the command, and what it prints.
class Story {
 public:
  explicit Story(const report::TextOptions& style) : style_(style), dress_(style.color) {
    for (const DemoFile& file : kStory) {
      files_.add(std::string(file.name), text_of(file));
    }
  }

  std::string tell() {
    say_this(
        "A Control Tower landing zone got a KMS key of its own, with the key policy that the "
        "console gives a key. Its set-up fails. What the engineer has is this text:");
    const auto error = files_.read("error.txt");
    const std::string_view message = error ? (*error)->text() : std::string_view();
    text_ += report::wrap(message.substr(0, message.find('\n')), 2, style_.width - 2) + "\n\n";
    say_this("The bucket is all that it names. But the policies are at hand, so ask them:");
    command::DiagnoseOptions diagnose;
    diagnose.with = {"scenario.json"};
    diagnose.text = style_;
    diagnose.text.quiet = true;
    run("diagnose -q error.txt --with scenario.json",
        command::diagnose("error.txt", diagnose, files_));
    say_this(
        "The key lets no service use it; `remora check scenario.json` shows each request. So let "
        "remora mend the key policy, and prove it by delivering again:");
    command::FixOptions fix;
    fix.format = "diff";
    fix.text = style_;
    command::Repair repair = command::find_repair({"scenario.json"}, fix, files_);
    repair.output.text = command::render(repair.report, fix);
    run("fix -f diff scenario.json", repair.output);
    for (const auto& file : repair.report.shown_files()) {
      if (file.after != nullptr) {
        files_.add(file.name, std::string(file.after->text()));
      }
    }
    say_this("With that change, which `remora fix --write` makes:");
    command::CheckOptions check;
    check.text = style_;
    check.text.quiet = true;
    run("check -q scenario.json", command::check({"scenario.json"}, check, files_));
    say_this(
        "`remora demo --write` puts these files into a folder, to try it yourself; `remora page` "
        "makes a page that teaches all of it.");
    text_.erase(text_.find_last_not_of('\n') + 1);
    return text_ + "\n";
  }

 private:
  void say_this(std::string_view text) { text_ += report::wrap(text, 0, style_.width) + "\n\n"; }

  void run(std::string_view command, const command::Output& output) {
    text_ += dress_.bold("$ remora " + std::string(command)) + "\n" + output.text;
    text_ += text_.ends_with('\n') ? "\n" : "\n\n";
  }

  report::TextOptions style_;
  report::Style dress_;
  MemoryFiles files_;
  std::string text_;
};

int write_files(const CommandLine& line, const fs::path& folder) {
  std::error_code problem;
  if (fs::exists(fs::symlink_status(folder, problem))) {
    say("remora demo: error: " + folder.string() +
        " is there already, so nothing is written; --write FOLDER takes another one");
    return static_cast<int>(ExitStatus::BadInput);
  }
  for (const DemoFile& file : kStory) {
    const fs::path path = folder / file.name;
    fs::create_directories(path.parent_path(), problem);
    const std::string wrong = problem ? path.parent_path().string() + ": " + problem.message()
                                      : write_whole(path.string(), text_of(file));
    if (!wrong.empty()) {
      say("remora demo: error: " + wrong);
      fs::remove_all(folder, problem);
      return static_cast<int>(ExitStatus::BadInput);
    }
  }
  command::Output output;
  output.text = "wrote " + std::to_string(kStory.size()) + " files into " + folder.string() +
                "\n\nTry it:\n  cd " + folder.string() +
                "\n  remora diagnose error.txt --with key-policy.json bucket-policy.json\n"
                "  remora check scenario.json\n  remora fix scenario.json --write\n";
  return line.finish(std::move(output));
}

}  // namespace

CommandLine demo_line() {
  CommandLine line("demo", "[--write [FOLDER]]", {"text"});
  line.add(
      "What is written",
      {{"write", Takes::Nothing, "write the files of the story into a new folder"},
       {"into FOLDER", Takes::Text, "that folder; also as a word behind --write", "remora-demo"}});
  line.set_epilogue(kDemoEpilogue);
  return line;
}

int run_demo(const CommandLine& line) {
  const std::vector<std::string>& words = line.common().inputs;
  if (words.size() > (line.has("write") ? 1U : 0U)) {
    return line.usage_error(line.has("write")
                                ? "it writes one folder"
                                : "a folder goes with --write: `--write " + words.front() + "`");
  }
  if (line.has("write")) {
    return write_files(line, words.empty() ? line.text("into") : words.front());
  }
  command::Output output;
  output.text = Story(line.common().text).tell();
  return line.finish(std::move(output));
}

}  // namespace remora::cli
