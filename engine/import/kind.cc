#include "engine/import/kind.h"

#include <algorithm>

#include "engine/import/aws_cli.h"
#include "engine/import/file.h"

namespace remora::imports {

namespace {

using json::Value;

bool is_template(const Value& root) {
  const auto resources = root.find("Resources");
  return has(root, "AWSTemplateFormatVersion") || (resources && resources->holds_one_with("Type"));
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
         (has(root, "lineage") && (has(root, "resources") || has(root, "modules")));
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
  return (manifest && has(*manifest, "centralizedLogging")) || has(root, "governedRegions") ||
         has(root, "centralizedLogging") || has(root, "organizationStructure") ||
         has(root, "landingZone");
}

}  // namespace

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
