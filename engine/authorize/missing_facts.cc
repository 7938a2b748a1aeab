#include "engine/authorize/missing_facts.h"

#include <algorithm>
#include <optional>

#include "engine/authorize/explain.h"
#include "engine/base/ascii.h"

namespace remora {

namespace {

constexpr std::string_view kOtherValue = "another value";

/// An unknown condition key with what it could be; nothing stands for absence.
struct OpenKey {
  std::string name;
  std::vector<std::optional<std::string>> candidates;
};

void add_candidate(OpenKey& key, std::optional<std::string> candidate) {
  if (std::find(key.candidates.begin(), key.candidates.end(), candidate) == key.candidates.end()) {
    key.candidates.push_back(std::move(candidate));
  }
}

/// A value that the pattern matches: its wildcards stand for nothing.
std::string without_wildcards(std::string_view pattern) {
  std::string value;
  for (const char c : pattern) {
    if (c != '*') {
      value += c == '?' ? 'x' : c;
    }
  }
  return value;
}

class Search {
 public:
  Search(const Request& request, const PolicySet& policies)
      : request_(request), policies_(policies) {
    for (const LayerTrace& layer : explain(request, policies).layers) {
      for (const PolicyTrace& policy : layer.policies) {
        if (policy.policy->is_unread()) {
          unread_.push_back("the " + std::string(describe(layer.type)) + ": " +
                            policy.policy->reason());
        }
        for (const StatementTrace& statement : policy.statements) {
          collect(statement);
        }
      }
    }
  }

  MissingFacts run() {
    MissingFacts found;
    const Decision decision = authorize(request_, policies_);
    if (decision.verdict != Verdict::Undetermined) {
      return found;
    }
    found.denied_either_way = decision.denied_either_way;
    // With many open keys the larger sets would be too many to try.
    constexpr std::size_t kManyKeys = 12;
    const std::size_t largest_set = keys_.size() > kManyKeys ? 1 : 3;
    for (std::size_t size = 1; size <= std::min(largest_set, keys_.size()); ++size) {
      if (try_sets(size, found)) {
        return found;
      }
    }
    for (const OpenKey& key : keys_) {
      found.facts.push_back(key.name);
    }
    found.facts.insert(found.facts.end(), unread_.begin(), unread_.end());
    found.facts.insert(found.facts.end(), operators_.begin(), operators_.end());
    return found;
  }

 private:
  void collect(const StatementTrace& statement) {
    if (statement.match != Match::Unknown) {
      return;
    }
    for (const ElementTrace& element : statement.elements) {
      if (element.reason == MismatchReason::KeyUnknown) {
        collect_key(element);
      } else if (element.reason == MismatchReason::OperatorUnknown) {
        operators_.push_back("what the operator " + std::string(element.operator_name) + " means");
      }
    }
    // A policy variable of an unknown key leaves no trace of the key's name; any unknown key may
    // be it.
    for (const RequestContext::Entry& entry : request_.context.entries()) {
      const bool variable = std::any_of(
          statement.elements.begin(), statement.elements.end(), [&](const ElementTrace& element) {
            return element.match == Match::Unknown &&
                   element.reason == MismatchReason::FactUnknown &&
                   element.wanted.find("${") != std::string::npos;
          });
      if (variable && entry.presence() == Presence::Unknown) {
        OpenKey& key = open_key(entry.name());
        add_candidate(key, std::string(kOtherValue));
      }
    }
  }

  void collect_key(const ElementTrace& element) {
    OpenKey& key = open_key(element.key);
    for (const PolicyText& value : values_of(element)) {
      add_candidate(key, without_wildcards(value.text));
    }
    add_candidate(key, std::string(kOtherValue));
  }

  /// The operands of the condition, one by one.
  [[nodiscard]] static std::vector<PolicyText> values_of(const ElementTrace& element) {
    std::vector<PolicyText> values;
    std::string_view rest = element.wanted;
    while (!rest.empty()) {
      const std::size_t comma = std::min(rest.find(", "), rest.size());
      values.push_back({rest.substr(0, comma), element.span});
      rest.remove_prefix(std::min(comma + 2, rest.size()));
    }
    return values;
  }

  OpenKey& open_key(std::string_view name) {
    for (OpenKey& key : keys_) {
      if (equal_ignoring_case(key.name, name)) {
        return key;
      }
    }
    OpenKey& key = keys_.emplace_back();
    key.name = name;
    key.candidates.emplace_back(std::nullopt);
    return key;
  }

  /// Tries every set of that many keys; the first that settles something is the answer.
  bool try_sets(std::size_t size, MissingFacts& found) {
    std::vector<std::size_t> chosen(size);
    for (std::size_t i = 0; i < size; ++i) {
      chosen[i] = i;
    }
    while (true) {
      if (try_values(chosen, found)) {
        return true;
      }
      std::size_t i = size;
      while (i > 0 && chosen[i - 1] == keys_.size() - size + i - 1) {
        --i;
      }
      if (i == 0) {
        return false;
      }
      ++chosen[i - 1];
      for (std::size_t j = i; j < size; ++j) {
        chosen[j] = chosen[j - 1] + 1;
      }
    }
  }

  bool try_values(const std::vector<std::size_t>& chosen, MissingFacts& found) {
    std::vector<std::size_t> value(chosen.size(), 0);
    while (true) {
      try_one(chosen, value, found);
      std::size_t i = 0;
      while (i < chosen.size() && ++value[i] == keys_[chosen[i]].candidates.size()) {
        value[i++] = 0;
      }
      if (i == chosen.size()) {
        break;
      }
    }
    if (found.settlements.empty()) {
      return false;
    }
    for (const std::size_t index : chosen) {
      found.facts.push_back(keys_[index].name);
    }
    return true;
  }

  void try_one(const std::vector<std::size_t>& chosen,
               const std::vector<std::size_t>& value,
               MissingFacts& found) {
    Request request = request_;
    Settlement settlement;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      const OpenKey& key = keys_[chosen[i]];
      const std::optional<std::string>& candidate = key.candidates[value[i]];
      if (candidate) {
        request.context.set(key.name, *candidate);
      } else {
        request.context.erase(key.name);
      }
      settlement.facts.emplace_back(key.name, candidate.value_or("absent"));
    }
    settlement.verdict = authorize(request, policies_).verdict;
    const bool known = std::any_of(
        found.settlements.begin(), found.settlements.end(), [&](const Settlement& other) {
          return other.verdict == settlement.verdict;
        });
    if (settlement.verdict != Verdict::Undetermined && !known) {
      found.settlements.push_back(std::move(settlement));
    }
  }

  const Request& request_;
  const PolicySet& policies_;
  std::vector<OpenKey> keys_;
  std::vector<std::string> unread_;
  std::vector<std::string> operators_;
};

}  // namespace

MissingFacts find_missing_facts(const Request& request, const PolicySet& policies) {
  return Search(request, policies).run();
}

}  // namespace remora
