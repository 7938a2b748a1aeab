#include "cli/page/answer.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "cli/command_options.h"
#include "cli/memory_files.h"
#include "cli/page/page_options.h"
#include "cli/page/reply.h"
#include "cli/scenario_options.h"
#include "engine/base/near_miss.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"
#include "engine/json/read.h"

namespace remora::cli {

namespace {

using command::Output;

/// One run of a command.
struct Run {
  const PageOptions& given;
  MemoryFiles& files;
  ChangedTexts& changed;

  [[nodiscard]] const std::vector<std::string>& inputs() const { return given.common().inputs; }
};

Output run_check(const Run& run) {
  return command::check(run.inputs(), check_options(run.given), run.files);
}

Output run_diagnose(const Run& run) {
  return command::diagnose(
      run.inputs().empty() ? "-" : run.inputs().front(), diagnose_options(run.given), run.files);
}

Output run_diff(const Run& run) {
  return run.inputs().size() == 2
             ? command::diff(run.inputs()[0], run.inputs()[1], diff_options(run.given), run.files)
             : Output::wrong_usage("name two versions to compare");
}

Output run_eval(const Run& run) {
  const command::ScenarioOptions changes = scenario_options(run.given);
  command::EvalOptions options = eval_options(run.given);
  if (auto problem = command::apply_assumptions(changes.assume, options.assumptions)) {
    return Output::wrong_usage(*std::move(problem));
  }
  if (!describes_request(run.given)) {
    return command::eval(run.inputs(), changes, options, run.files);
  }
  return run.inputs().empty()
             ? command::eval_request(request_options(run.given), changes, options, run.files)
             : Output::wrong_usage("name a file, or describe one request by options, not both");
}

Output run_explain(const Run& run) {
  return command::explain(run.inputs(), explain_options(run.given), run.files);
}

Output run_extract(const Run& run) {
  return command::extract(run.inputs(), extract_options(run.given), run.files);
}

/// Gives back all files of the fix, or none if one of them cannot be edited.
void write(command::Repair& repair, const Run& run) {
  Diagnostics problems;
  for (const remedy::FileChange& file : repair.report.shown_files()) {
    if (!file.problem.empty()) {
      problems.push_back(command::not_written(file, file.problem));
      continue;
    }
    const std::string& name = file.before->name();
    run.changed.emplace_back(run.files.added_as(name).value_or(name), file.after->text());
    repair.report.written.push_back(file.name);
  }
  if (!problems.empty()) {
    run.changed.clear();
    repair.report.written.clear();
    repair.output.bad_input(problems);
  }
}

Output run_fix(const Run& run) {
  const command::FixOptions options = fix_options(run.given);
  command::Repair repair = command::find_repair(run.inputs(), options, run.files);
  if (repair.found()) {
    if (run.given.has("write") && !run.given.has("dry-run")) {
      write(repair, run);
    }
    repair.output.text = command::render(repair.report, options);
  }
  return std::move(repair.output);
}

Output run_lint(const Run& run) {
  return command::lint(run.inputs(), lint_options(run.given), run.files);
}

Output run_test(const Run& run) {
  return command::test(run.inputs(),
                       test_options(run.given),
                       run.given.common().format,
                       run.given.common().text,
                       run.files);
}

OptionSet version_takes() {
  return OptionSet({"text"});
}

Output run_version(const Run& /*run*/) {
  Output output;
  output.text = std::string("remora ") + REMORA_VERSION + "\n";
  return output;
}

struct PageCommand {
  std::string_view name;
  OptionSet (*takes)();
  Output (*run)(const Run&);
};

constexpr auto kPageCommands = std::to_array<PageCommand>({
    {"check", check_takes, run_check},
    {"diagnose", diagnose_takes, run_diagnose},
    {"diff", diff_takes, run_diff},
    {"eval", eval_takes, run_eval},
    {"explain", explain_takes, run_explain},
    {"extract", extract_takes, run_extract},
    {"fix", fix_takes, run_fix},
    {"lint", lint_takes, run_lint},
    {"test", test_takes, run_test},
    {"version", version_takes, run_version},
});

/// The request, taken apart.
class Answer {
 public:
  explicit Answer(std::string_view request)
      : json_(json::read_json(std::make_shared<const SourceText>(
            "the request", std::string(request), Position(), Intake{}))) {}

  std::string reply() {
    Output output = run();
    return reply_json(std::move(output), format_, *files_, changed_);
  }

 private:
  Output run() {
    if (!json_ || !json_->get()->root().is_object()) {
      return Output::wrong_usage("the request is no JSON object");
    }
    const json::Value root = json_->get()->root();
    const auto name = root.find("command");
    const PageCommand* command = find_command(name ? name->text() : std::string_view());
    if (command == nullptr) {
      return Output::wrong_usage(name ? unknown_command(name->text()) : "name a command");
    }
    PageOptions given(command->takes());
    if (auto problem = read(root, given)) {
      return Output::wrong_usage(*std::move(problem));
    }
    format_ = given.common().format;
    return command->run({given, *files_, changed_});
  }

  static const PageCommand* find_command(std::string_view name) {
    const auto* const found =
        std::find_if(kPageCommands.begin(), kPageCommands.end(), [&](const PageCommand& command) {
          return command.name == name;
        });
    return found == kPageCommands.end() ? nullptr : found;
  }

  static std::string unknown_command(std::string_view name) {
    std::array<std::string_view, kPageCommands.size()> names;
    std::transform(kPageCommands.begin(), kPageCommands.end(), names.begin(), [](const auto& one) {
      return one.name;
    });
    const std::string hint = did_you_mean(name, names);
    return "there is no command " + in_quotes(name) + (hint.empty() ? "" : ", " + hint);
  }

  /// The options, the inputs and the files. A problem in words, or nothing.
  std::optional<std::string> read(const json::Value& root, PageOptions& given) {
    constexpr const char* kForm = "the inputs are no array of texts";
    const auto none = json::read_value("{}");
    if (auto problem = given.read(root.find("options").value_or((*none)->root()))) {
      return problem;
    }
    std::vector<std::string> inputs;
    if (const auto value = root.find("inputs")) {
      if (!value->is_array()) {
        return kForm;
      }
      for (const json::Value& input : value->elements()) {
        if (!input.is_string()) {
          return kForm;
        }
        inputs.emplace_back(input.text());
      }
    }
    given.set_inputs(std::move(inputs));
    files_ = std::make_unique<MemoryFiles>(given.common().limits);
    return read_files(root);
  }

  std::optional<std::string> read_files(const json::Value& root) {
    const auto value = root.find("files");
    if (value && !value->is_object()) {
      return "the files are no object";
    }
    for (const json::Member& file : value ? value->members() : std::vector<json::Member>()) {
      if (!file.value.is_string()) {
        return "the text of the file " + in_quotes(file.key.text()) + " is no text";
      }
      files_->add(std::string(file.key.text()), std::string(file.value.text()));
    }
    // The marks of symbols cannot be typed in; in the text of a file they have a place to show.
    return has_marks_beside_files(root)
               ? std::optional<std::string>(
                     "a control character (U+001E or U+001F) stands in an argument")
               : std::nullopt;
  }

  Result<json::DocumentPtr> json_;
  std::string format_;
  std::unique_ptr<MemoryFiles> files_ = std::make_unique<MemoryFiles>();
  ChangedTexts changed_;
};

}  // namespace

std::string answer(std::string_view request) {
  return Answer(request).reply();
}

}  // namespace remora::cli
