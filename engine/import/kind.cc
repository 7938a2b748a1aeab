#include "engine/import/kind.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/import/aws_cli.h"
#include "engine/import/file.h"
#include "engine/import/printed_template.h"

namespace remora::imports {

namespace {

using json::Value;

constexpr auto kNames = std::to_array<std::string_view>(
    {"policy", "template", "cdk", "plan", "dump", "event", "landing-zone"});

constexpr auto kNamed =
    std::to_array<std::pair<std::string_view, FileKind>>({{"policy", FileKind::Policy},
                                                          {"template", FileKind::Template},
                                                          {"cloudformation", FileKind::Template},
                                                          {"cdk", FileKind::CloudAssembly},
                                                          {"plan", FileKind::TerraformPlan},
                                                          {"state", FileKind::TerraformPlan},
                                                          {"terraform", FileKind::TerraformPlan},
                                                          {"dump", FileKind::AwsCliOutput},
                                                          {"aws-cli", FileKind::AwsCliOutput},
                                                          {"event", FileKind::Event},
                                                          {"landing-zone", FileKind::LandingZone}});

bool is_template(const Value& root) {
  const auto resources = root.find("Resources");
  return is_printed_template(root) || has(root, "AWSTemplateFormatVersion") ||
         (resources && resources->holds_one_with("Type"));
}

bool is_assembly(const Value& root) {
  return has(root, "artifacts") && has(root, "version");
}

bool is_plan(const Value& root) {
  return has(root, "planned_values") || has(root, "resource_changes") ||
         (has(root, "format_version") && !has(root, "values"));
}

bool is_state(const Value& root) {
  return (has(root, "format_version") && has(root, "values")) ||
         ((has(root, "lineage") || has(root, "serial")) &&
          (has(root, "resources") || has(root, "modules")));
}

bool is_event(const Value& root) {
  if (const auto records = root.find("Records")) {
    return records->is_array() && !records->elements().empty() &&
           has(records->elements()[0], "eventName");
  }
  if (const auto events = root.find("Events")) {  // what lookup-events prints
    return events->is_array() &&
           (events->elements().empty() || has(events->elements()[0], "CloudTrailEvent"));
  }
  const auto detail = root.find("detail");
  return (has(root, "eventName") && has(root, "eventSource")) ||
         (detail && has(*detail, "eventName"));
}

bool is_landing_zone(const Value& root) {
  const auto manifest = root.find("manifest");
  return (manifest &&
          (has(*manifest, "centralizedLogging") || has(*manifest, "governedRegions"))) ||
         has(root, "governedRegions") || has(root, "centralizedLogging") ||
         has(root, "organizationStructure") || has(root, "landingZone");
}

}  // namespace

bool speaks_of_aws(std::string_view text) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"Statement", "AWS::", "aws_", "eventName", "TemplateBody", "s3BucketName", "S3BucketName"});
  // UTF-16 without its mark has such bytes, and nobody can say what it speaks of.
  return text.find('\0') != std::string_view::npos ||
         std::any_of(kWords.begin(), kWords.end(), [text](std::string_view word) {
           return text.find(word) != std::string_view::npos;
         });
}

bool is_data_name(std::string_view path) {
  constexpr auto kEndings =
      std::to_array<std::string_view>({".json", ".yaml", ".yml", ".template", ".tfstate"});
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) {
    return path.ends_with(ending);
  });
}

bool is_made_by_terraform(FileKind kind) {
  return kind == FileKind::TerraformPlan || kind == FileKind::TerraformState;
}

std::span<const std::string_view> kind_names() {
  return kNames;
}

std::optional<FileKind> kind_named(std::string_view name) {
  const auto* const found = std::find_if(
      kNamed.begin(), kNamed.end(), [&](const auto& named) { return named.first == name; });
  return found == kNamed.end() ? std::nullopt : std::optional(found->second);
}

FileKind kind_of(const Value& root) {
  if (root.is_array()) {
    const auto elements = root.elements();
    return !elements.empty() && is_event(elements[0]) ? FileKind::Event : FileKind::None;
  }
  if (!root.is_object()) {
    return FileKind::None;
  }
  if (is_template(root)) {
    return FileKind::Template;
  }
  if (is_assembly(root)) {
    return FileKind::CloudAssembly;
  }
  if (is_plan(root)) {
    return FileKind::TerraformPlan;
  }
  if (is_state(root)) {
    return FileKind::TerraformState;
  }
  if (has(root, "Statement")) {
    return FileKind::Policy;
  }
  if (is_event(root)) {
    return FileKind::Event;
  }
  if (is_landing_zone(root)) {
    return FileKind::LandingZone;
  }
  return is_aws_cli_output(root) ? FileKind::AwsCliOutput : FileKind::None;
}

}  // namespace remora::imports
