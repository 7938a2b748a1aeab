#include "tests/property/change_policies.h"

#include <memory>
#include <utility>

namespace remora::property {

namespace {

template <class T>
void shuffle(std::vector<T>& items, Random& random) {
  for (std::size_t i = items.size(); i > 1; --i) {
    std::swap(items[i - 1], items[random.below(i)]);
  }
}

/// A copy of a document that may hold statements of a second one, whose text it keeps alive.
struct MergedDocument : PolicyDocument {
  explicit MergedDocument(const PolicyDocument& model) : PolicyDocument(model) {}

  PolicyPtr second;
};

/// Documents are immutable, so a changed one is a copy; it shares the text with its model.
template <class Change>
CompiledPolicyPtr changed(const CompiledPolicyPtr& policy,
                          Change&& change,
                          PolicyPtr second = nullptr) {
  if (policy == nullptr || policy->is_unread()) {
    return policy;
  }
  auto document = std::make_shared<MergedDocument>(*policy->document());
  document->second = std::move(second);
  change(document->statements);
  for (std::size_t i = 0; i < document->statements.size(); ++i) {
    document->statements[i].index = i;
  }
  return compile(std::move(document));
}

CompiledPolicyPtr shuffled(const CompiledPolicyPtr& policy, Random& random) {
  return changed(policy, [&](std::vector<Statement>& statements) { shuffle(statements, random); });
}

void shuffle_group(PolicyGroup& group, Random& random) {
  for (CompiledPolicyPtr& policy : group) {
    policy = shuffled(policy, random);
  }
  shuffle(group, random);
}

void shuffle_levels(std::optional<std::vector<PolicyGroup>>& levels, Random& random) {
  if (levels) {
    for (PolicyGroup& level : *levels) {
      shuffle_group(level, random);
    }
  }
}

/// Adds a policy to a group that has one.
bool add_to(PolicyGroup& group, const CompiledPolicyPtr& extra) {
  if (group.empty()) {
    return false;
  }
  group.push_back(extra);
  return true;
}

bool add_to(CompiledPolicyPtr& policy, const CompiledPolicyPtr& extra) {
  // The versions must agree: it is the document's, not the statement's.
  if (policy == nullptr || policy->is_unread() ||
      policy->document()->version != extra->document()->version) {
    return false;
  }
  policy = changed(
      policy,
      [&](std::vector<Statement>& statements) {
        const auto& more = extra->document()->statements;
        statements.insert(statements.end(), more.begin(), more.end());
      },
      extra->document());
  return true;
}

}  // namespace

fixture::Vector shuffled(const fixture::Vector& vector, Random& random) {
  fixture::Vector other = vector;
  shuffle_group(other.identity, random);
  other.resource = shuffled(other.resource, random);
  other.boundary = shuffled(other.boundary, random);
  if (other.session) {
    shuffle_group(*other.session, random);
  }
  shuffle_levels(other.scps, random);
  shuffle_levels(other.rcps, random);
  other.vpc_endpoint = shuffled(other.vpc_endpoint, random);
  return other;
}

bool add_statements(fixture::Vector& vector, const PolicyPtr& extra, Effect effect) {
  const auto added = changed(compile(extra), [&](std::vector<Statement>& statements) {
    for (Statement& statement : statements) {
      statement.effect = effect;
    }
  });
  switch (extra->type) {
    case PolicyType::Identity:
      return add_to(vector.identity, added);
    case PolicyType::Boundary:
      return add_to(vector.boundary, added);
    case PolicyType::Session:
      return vector.session && add_to(*vector.session, added);
    case PolicyType::Scp:
      return vector.scps && !vector.scps->empty() && add_to(vector.scps->front(), added);
    case PolicyType::Rcp:
      return vector.rcps && !vector.rcps->empty() && add_to(vector.rcps->front(), added);
    case PolicyType::VpcEndpoint:
      return add_to(vector.vpc_endpoint, added);
    default:
      return add_to(vector.resource, added);
  }
}

}  // namespace remora::property
