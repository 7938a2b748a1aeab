#include "engine/command/homes.h"

#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/near_miss.h"
#include "engine/base/words.h"
#include "engine/report/edit_text.h"

namespace remora::command {

namespace {

/// What to do with the tool once the policy is mended in its source; empty for a file alone.
/// Source of CloudFormation's: AWS CloudFormation User Guide, "Stack failure options" (a stack in
/// ROLLBACK_COMPLETE can only be deleted).
std::string step_after(const code::Home& home) {
  switch (home.language) {
    case code::Language::Terraform:
      return std::string(report::kAfterTerraform);
    case code::Language::Cdk:
      return "deploy again";
    case code::Language::Json:
    case code::Language::CloudFormation:
      break;
  }
  return home.resource.empty() ? std::string()
                               : "update the stack; one that failed while it was made "
                                 "(ROLLBACK_COMPLETE) is to be deleted first";
}

void find_homes(std::vector<remedy::Edit>& edits, imports::Homes& homes) {
  for (remedy::Edit& edit : edits) {
    edit.home = homes.of(edit.place);
  }
}

void find_homes(std::vector<remedy::Remedy>& remedies, imports::Homes& homes) {
  for (remedy::Remedy& remedy : remedies) {
    find_homes(remedy.edits, homes);
  }
}

void find_homes(std::optional<remedy::Advice>& advice, imports::Homes& homes) {
  if (advice) {
    find_homes(advice->halfway, homes);
  }
}

void add_steps(const std::vector<remedy::Remedy>& remedies, std::vector<std::string>& steps) {
  if (remedies.empty()) {
    return;
  }
  for (const remedy::Edit& edit : remedies.front().edits) {
    std::string step = step_after(edit.home);
    if (!step.empty() && std::find(steps.begin(), steps.end(), step) == steps.end()) {
      steps.push_back(std::move(step));
    }
  }
}

}  // namespace

void add_homes(remedy::RepairPlan& plan, imports::Homes& homes) {
  find_homes(plan.remedies, homes);
  for (remedy::DeliveryProspect& one : plan.deliveries) {
    find_homes(one.advice, homes);
    if (one.prospect == remedy::Prospect::Mended) {
      add_steps(plan.remedies, one.next_steps);
    }
  }
}

void add_homes(fixture::ScenarioReport& report, imports::Homes& homes) {
  for (fixture::DeliveryReport& one : report.deliveries) {
    find_homes(one.remedies, homes);
    find_homes(one.advice, homes);
    add_steps(one.remedies, one.next_steps);
  }
}

std::optional<std::string> read_language(const std::string& name,
                                         std::optional<code::Language>& language) {
  language = code::find_language(name);
  if (language || name.empty()) {
    return std::nullopt;
  }
  std::vector<std::string_view> names;
  for (const code::LanguageInfo& one : code::kLanguages) {
    names.push_back(one.name);
  }
  const std::string hint = did_you_mean(name, names);
  return "--as-code knows no language \"" + name + "\"" +
         (hint.empty() ? ", but " + joined(names) : ", " + hint);
}

}  // namespace remora::command
