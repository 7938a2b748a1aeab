#include "engine/explanation/condition_keys.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/authorize/unsaid_keys.h"
#include "engine/aws/tables.h"
#include "engine/base/ascii.h"
#include "engine/base/near_miss.h"

namespace remora::explanation {

namespace {

constexpr auto kGlobalKeys = std::to_array<std::string_view>({
#define REMORA_CONDITION_KEY(key, type, multivalued) key,
#include "engine/aws/tables/condition_keys.inc"
#undef REMORA_CONDITION_KEY
});

/// A service calls by itself, so the keys about an IAM principal are not there; what says the same
/// about the account that it works for is. Source: IAM User Guide, "The confused deputy problem".
constexpr auto kInstead = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"aws:PrincipalArn", "aws:SourceArn"},
    {"aws:PrincipalAccount", "aws:SourceAccount"},
    {"aws:PrincipalOrgID", "aws:SourceOrgID"},
    {"aws:PrincipalOrgPaths", "aws:SourceOrgPaths"},
    {"aws:SourceArn", "aws:PrincipalArn"},
    {"aws:SourceAccount", "aws:PrincipalAccount"},
    {"aws:SourceOrgID", "aws:PrincipalOrgID"},
    {"aws:SourceOrgPaths", "aws:PrincipalOrgPaths"},
});

bool same_key(std::string_view a, std::string_view b) {
  return equal_ignoring_case(a, b);
}

bool carries(const RequestContext& context, std::string_view key) {
  const RequestContext::Entry* entry = context.find(key);
  return entry != nullptr && entry->presence() == Presence::Present;
}

class KeyList {
 public:
  explicit KeyList(const Request& request) {
    for (const RequestContext::Entry& entry : request.context.entries()) {
      KeyFact fact;
      fact.name = entry.name();
      fact.presence = entry.presence();
      fact.multivalued = entry.multivalued();
      for (std::size_t i = 0; i < entry.size(); ++i) {
        fact.values.emplace_back(entry.value(i));
      }
      if (entry.presence() == Presence::Unknown) {
        fact.reason = entry.reason();
      }
      facts_.push_back(std::move(fact));
    }
  }

  void ask(std::string_view key) { slot(key).asked_for = true; }

  /// A key of a list. Keys with open names are left out; a family (`kms:RecipientAttestation:PCR0`
  /// to `PCR31`) is one entry.
  void add(std::string_view key) {
    if (key.find("${") != std::string_view::npos) {
      return;
    }
    const std::size_t last = key.rfind(':');
    if (last == key.find(':') || is_listed(key)) {
      slot(key);
    } else {
      slot(std::string(key.substr(0, last + 1)) + "*");
    }
  }

  /// Without those that requests of that kind never carry, or always do: who wrote the request down
  /// left them out.
  std::vector<KeyFact> take(const Principal& requester) {
    std::erase_if(facts_, [&](const KeyFact& fact) {
      return fact.presence == Presence::Absent && !fact.asked_for &&
             sending_of(fact.name, requester) != Sending::Perhaps;
    });
    const auto rank = [](const KeyFact& fact) {
      return fact.presence == Presence::Present ? 0 : fact.presence == Presence::Unknown ? 1 : 2;
    };
    std::stable_sort(facts_.begin(), facts_.end(), [&](const KeyFact& a, const KeyFact& b) {
      return rank(a) != rank(b) ? rank(a) < rank(b) : a.name < b.name;
    });
    return std::move(facts_);
  }

 private:
  [[nodiscard]] bool is_listed(std::string_view key) const {
    return std::any_of(facts_.begin(), facts_.end(), [&](const KeyFact& fact) {
      return same_key(fact.name, key);
    });
  }

  KeyFact& slot(std::string_view key) {
    const auto found = std::find_if(facts_.begin(), facts_.end(), [&](const KeyFact& fact) {
      return same_key(fact.name, key);
    });
    if (found != facts_.end()) {
      return *found;
    }
    facts_.push_back({std::string(key), Presence::Absent, {}, false, {}, false});
    return facts_.back();
  }

  std::vector<KeyFact> facts_;
};

}  // namespace

std::vector<KeyFact> condition_keys(const Request& request, const Explanation& explanation) {
  KeyList keys(request);
  for (const LayerTrace& layer : explanation.layers) {
    for (const PolicyTrace& policy : layer.policies) {
      for (const StatementTrace& trace : policy.statements) {
        for (const ConditionEntry& condition : trace.statement->conditions) {
          keys.ask(condition.key.text);
        }
      }
    }
  }
  for (const ActionRow* row : expand_action(request.action)) {
    for (const std::string_view key : words(row->condition_keys)) {
      keys.add(key);
    }
  }
  for (const std::string_view key : kGlobalKeys) {
    if (key.starts_with("aws:")) {
      keys.add(key);
    }
  }
  return keys.take(request.principal);
}

std::string_view carried_instead(std::string_view key, const RequestContext& context) {
  for (const auto& [wanted, instead] : kInstead) {
    if (same_key(wanted, key)) {
      return carries(context, instead) ? instead : std::string_view();
    }
  }
  std::vector<std::string_view> names;
  for (const RequestContext::Entry& entry : context.entries()) {
    if (entry.presence() == Presence::Present) {
      names.push_back(entry.name());
    }
  }
  return nearest(key, names);
}

bool may_stand_for(std::string_view carried, std::string_view key) {
  const auto* const row = std::find_if(
      kInstead.begin(), kInstead.end(), [&](const auto& one) { return same_key(one.first, key); });
  return row == kInstead.end() ? !nearest(key, std::span(&carried, 1)).empty()
                               : same_key(row->second, carried);
}

}  // namespace remora::explanation
