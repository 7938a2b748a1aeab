#include "cli/expectation_update.h"

#include <iostream>
#include <optional>

#include "cli/diagnostics.h"
#include "cli/files.h"
#include "cli/replace_file.h"
#include "engine/edit/change.h"
#include "engine/edit/json_pointer.h"
#include "engine/edit/unified_diff.h"
#include "engine/json/read.h"
#include <unistd.h>

namespace remora::cli {

namespace {

struct Rewritten {
  SourcePtr before;
  SourcePtr after;
};

using Changes = std::vector<ExpectationUpdate::Change>;

Result<SourcePtr> rewrite(const json::DocumentPtr& json, const Changes& changes) {
  std::vector<edit::Change> edits;
  for (const ExpectationUpdate::Change& change : changes) {
    const bool there = edit::find_value(json->root(), change.pointer).has_value();
    edits.push_back({there ? edit::Operation::Replace : edit::Operation::Add,
                     change.pointer,
                     change.expectation});
  }
  return edit::apply(json, edits);
}

bool confirmed() {
  if (!is_input_typed() || isatty(STDOUT_FILENO) == 0) {
    return true;
  }
  std::cout << "write this? [y/N] " << std::flush;
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "y" || answer == "yes";
}

}  // namespace

void ExpectationUpdate::add(const suite::CaseResult& result) {
  if (result.state != suite::State::Failed && result.state != suite::State::Undetermined) {
    return;
  }
  if (result.expectation.empty()) {
    others_.push_back(result.name());
  } else {
    changes_[result.file].push_back({result.pointer, result.expectation});
  }
}

ExitStatus ExpectationUpdate::apply(const std::set<std::string>& composed,
                                    std::ostream& out) const {
  ExitStatus status = ExitStatus::Success;
  for (const std::string& name : others_) {
    say("remora test: " + name + ": a vector is not rewritten, change it by hand");
    status = ExitStatus::Failure;
  }
  std::vector<Rewritten> rewritten;
  for (const auto& [file, changes] : changes_) {
    if (composed.contains(file)) {
      say("remora test: " + file +
          ": takes parts from elsewhere (extends, variables, matrix), change it by hand");
      status = worse(status, ExitStatus::Failure);
      continue;
    }
    DiskReader disk;
    auto source = disk.read(file);
    auto json = source ? json::read(*source) : Result<json::DocumentPtr>(fail(source.error()));
    auto after = json ? rewrite(*json, changes) : Result<SourcePtr>(fail(json.error()));
    if (!after) {
      print(after.error().diagnostics);
      status = worse(status, ExitStatus::Failure);
      continue;
    }
    out << shown(edit::unified_diff((*source)->text(), (*after)->text(), {file, file}),
                 {"text", false, false});
    rewritten.push_back({*source, *after});
  }
  out << std::flush;
  if (rewritten.empty()) {
    return status;
  }
  if (!confirmed()) {
    return ExitStatus::Failure;
  }
  std::vector<Replacement> replacements;
  for (const Rewritten& one : rewritten) {
    replacements.push_back({one.after->name(), one.before->text(), one.after->text()});
  }
  if (const auto problem = replace_files(replacements)) {
    say("remora test: error: " + problem->message);
    return worse(status, ExitStatus::BadInput);
  }
  for (const Rewritten& one : rewritten) {
    const std::size_t cases = changes_.at(one.before->name()).size();
    say("remora test: wrote what " + std::to_string(cases) + (cases == 1 ? " case" : " cases") +
        " of " + one.before->name() + (cases == 1 ? " expects" : " expect"));
  }
  return status;
}

}  // namespace remora::cli
