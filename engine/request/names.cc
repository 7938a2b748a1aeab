#include "engine/request/names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/aws/action.h"
#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/aws/region.h"
#include "engine/aws/tables.h"
#include "engine/base/ascii.h"
#include "engine/base/near_miss.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"

namespace remora {

namespace {

constexpr auto kPartitions = std::to_array<std::string_view>(
    {"aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f"});

/// Notes a name that is not known, unless it holds what nobody knows yet.
void note(UnknownNames& names,
          NameKind kind,
          std::string_view text,
          std::string_view instead = {}) {
  if (!has_symbol(text)) {
    names.push_back({kind, std::string(text), std::string(instead)});
  }
}

/// `services`: those of which one should stand in the ARN, words.
UnknownNames unknown_in_arn(std::string_view text, std::string_view services) {
  UnknownNames found;
  const auto arn = Arn::parse(text);
  if (!arn) {
    return found;
  }
  if (std::find(kPartitions.begin(), kPartitions.end(), arn->partition) == kPartitions.end()) {
    note(found, NameKind::Partition, arn->partition);
  }
  if (!equal_ignoring_case(arn->service, services) && !is_aws_service(arn->service)) {
    note(found, NameKind::ArnService, arn->service, services);
  }
  if (!misspelt_region(arn->region).empty()) {
    note(found, NameKind::Region, arn->region);
  }
  return found;
}

std::string what_is_wrong(const UnknownName& name) {
  const std::string quoted = in_quotes(name.text);
  switch (name.kind) {
    case NameKind::ServicePrincipal:
      return quoted + " is no service principal";
    case NameKind::ConditionKey:
      return "AWS has no condition key " + quoted;
    case NameKind::Partition:
      return quoted + " is no partition of AWS";
    case NameKind::ArnService:
      return quoted + " is not the service of that ARN";
    case NameKind::Region:
      return quoted + " is no Region name";
    case NameKind::Action:
      break;
  }
  return "AWS has no action " + quoted;
}

}  // namespace

UnknownNames unknown_in_principal(std::string_view principal) {
  if (principal.starts_with("arn:")) {
    return unknown_in_arn(principal, "iam sts");
  }
  UnknownNames found;
  if (!is_service_principal(principal)) {
    note(found, NameKind::ServicePrincipal, principal);
  }
  return found;
}

UnknownNames unknown_in_action(std::string_view action) {
  UnknownNames found;
  const auto parsed = Action::parse(action);
  if (parsed && find_action(*parsed) == nullptr) {
    note(found, NameKind::Action, action);
  }
  return found;
}

UnknownNames unknown_in_resource(std::string_view resource, std::string_view action) {
  return unknown_in_arn(resource, action.substr(0, action.find(':')));
}

UnknownNames unknown_in_key(std::string_view key) {
  UnknownNames found;
  if (!is_plausible_key(key)) {
    note(found, NameKind::ConditionKey, key);
  }
  return found;
}

void append(UnknownNames found, const Place& place, UnknownNames& names) {
  for (UnknownName& name : found) {
    name.place = place;
    names.push_back(std::move(name));
  }
}

std::string meant_by(const UnknownName& name) {
  switch (name.kind) {
    case NameKind::ServicePrincipal:
      return misspelt_service_principal(name.text);
    case NameKind::ConditionKey:
      return nearest_key(name.text);
    case NameKind::Partition:
      return std::string(nearest(name.text, kPartitions));
    case NameKind::ArnService:
      return std::string(nearest(name.text, words(name.instead)));
    case NameKind::Region:
      return misspelt_region(name.text);
    case NameKind::Action:
      break;
  }
  const std::string meant = nearest_action(name.text);
  const auto action = Action::parse(name.text);
  const auto other = Action::parse(meant);
  // Of a service that is not in the tables nothing is known but that it is spelled otherwise.
  const bool near =
      action && other && (is_known_service(action->service) || other->name == action->name);
  return near ? meant : std::string();
}

Diagnostic doubt_about(const UnknownName& name, const std::string& meant) {
  return {Severity::Warning,
          "name",
          name.place,
          what_is_wrong(name),
          meant.empty() ? meant : "did you mean " + in_quotes(meant) + "?"};
}

Diagnostics NameDoubts::about(const UnknownNames& names) {
  constexpr std::size_t kMostNames = 1000;
  constexpr std::size_t kMostWarnings = 100;
  Diagnostics found;
  for (const UnknownName& name : names) {
    if (warnings_ > kMostWarnings) {
      break;
    }
    std::tuple key(name.kind, name.text, name.instead);
    auto known = meant_.find(key);
    if (known == meant_.end() && meant_.size() < kMostNames) {
      known = meant_.emplace(std::move(key), meant_by(name)).first;
    }
    if (known == meant_.end() || known->second.empty()) {
      continue;
    }
    found.push_back(doubt_about(name, known->second));
    if (++warnings_ > kMostWarnings) {
      found.back() = {Severity::Note, "name", name.place, "more such names are not shown", {}};
    }
  }
  return found;
}

}  // namespace remora
