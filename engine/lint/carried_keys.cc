#include "engine/lint/carried_keys.h"

#include <algorithm>
#include <array>

#include "engine/aws/action.h"
#include "engine/base/ascii.h"
#include "engine/base/wildcard.h"

namespace remora::lint {

namespace {

struct KeyPresence {
  std::string_view key;
  std::string_view action;
  Carried carried = Carried::Maybe;
};

constexpr auto kPresence = std::to_array<KeyPresence>({
#define REMORA_KEY_PRESENCE(key, action, carried, source) {key, action, Carried::carried},
#include "engine/aws/tables/key_presence.inc"
#undef REMORA_KEY_PRESENCE
});

bool starts_with_any(std::string_view name, std::span<const std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view beginning) {
    return equal_ignoring_case(name.substr(0, beginning.size()), beginning);
  });
}

/// An entry of Action and aws:TagKeys.
Carried tags_of(const PolicyText& value) {
  constexpr auto kTagging = std::to_array<std::string_view>(
      {"AddTags", "CreateTags", "DeleteTags", "RemoveTags", "Tag", "Untag"});
  constexpr auto kReading = std::to_array<std::string_view>({"Describe", "Get", "List"});
  const auto action = Action::parse(value.text);
  if (!action) {
    return Carried::Maybe;
  }
  if (is_known_service(action->service)) {
    const auto rows = expand_action(value.text);
    const auto all = [&](const auto& holds) {
      return !rows.empty() && std::all_of(rows.begin(), rows.end(), holds);
    };
    return all([](const ActionRow* row) { return row->access_level == "Tagging"; })
               ? Carried::Always
           : all([](const ActionRow* row) { return !carries_key(*row, "aws:TagKeys"); })
               ? Carried::Partly
               : Carried::Maybe;
  }
  if (glob_ignoring_case(value.text, "ec2:DeleteTags")) {
    return Carried::Maybe;
  }
  if (starts_with_any(action->name, kTagging)) {
    return Carried::Always;
  }
  // tag:GetResources takes them as a filter.
  return starts_with_any(action->name, kReading) && !equal_ignoring_case(action->service, "tag")
             ? Carried::Partly
             : Carried::Maybe;
}

Carried all_of(const StatementView& view, Carried (*one)(const PolicyText&)) {
  const PatternElement& actions = view.statement->action;
  if (actions.negated) {
    return Carried::Maybe;
  }
  Carried found = Carried::Always;
  for (const PolicyText& value : actions.values) {
    found = std::max(found, one(value));
  }
  return found;
}

bool is_key_of_unknown_service(std::string_view key) {
  const std::string_view prefix = key.substr(0, key.find(':'));
  return find_key(key) == nullptr && prefix.find('.') == std::string_view::npos &&
         !equal_ignoring_case(prefix, "aws") && !is_known_service(prefix);
}

}  // namespace

Carried carried(const StatementView& view, std::string_view key) {
  if (equal_ignoring_case(key, "aws:TagKeys")) {
    return all_of(view, tags_of);
  }
  const auto row_of = [&](std::string_view action) {
    return std::find_if(kPresence.begin(), kPresence.end(), [&](const KeyPresence& row) {
      return equal_ignoring_case(row.key, key) &&
             (action.empty() || equal_ignoring_case(row.action, action));
    });
  };
  if (row_of({}) == kPresence.end()) {
    return is_key_of_unknown_service(key) ? Carried::Unknown : Carried::Maybe;
  }
  const PatternElement& actions = view.statement->action;
  const bool always =
      !actions.negated &&
      std::all_of(actions.values.begin(), actions.values.end(), [&](const PolicyText& value) {
        const auto* const row = row_of(value.text);
        return row != kPresence.end() && row->carried == Carried::Always;
      });
  return always ? Carried::Always : Carried::Maybe;
}

}  // namespace remora::lint
