#include "engine/evaluate/statement_index.h"

#include <algorithm>

namespace remora {

StatementIndex::StatementIndex(const std::vector<Entry>& entries) {
  const auto add = [this](std::uint64_t key, const Entry& entry) {
    for (const std::string& prefix : entry.prefixes) {
      groups_[key].add(prefix, entry.statement);
    }
  };
  for (const Entry& entry : entries) {
    if (entry.any_action) {
      add(kAnyAction, entry);
      continue;
    }
    for (const ActionPattern& action : *entry.actions) {
      switch (action.kind) {
        case ActionPattern::Kind::Every:
        case ActionPattern::Kind::Open:
          add(kAnyAction, entry);
          break;
        case ActionPattern::Kind::Exact:
          add(action.name.hash, entry);
          break;
        case ActionPattern::Kind::Wildcard:
          add(action.name.parts.service == "*" ? kAnyAction : kService ^ action.name.service_hash,
              entry);
          break;
        case ActionPattern::Kind::Nothing:
          break;
      }
    }
  }
  for (auto& [key, group] : groups_) {
    group.finish();
  }
}

void StatementIndex::Prefixes::add(std::string_view prefix, std::uint32_t statement) {
  nodes_.push_back({std::string(prefix), -1, {statement}});
}

void StatementIndex::Prefixes::finish() {
  std::stable_sort(nodes_.begin(), nodes_.end(), [](const Node& a, const Node& b) {
    return a.prefix < b.prefix;
  });
  std::vector<Node> merged;
  for (Node& node : nodes_) {
    if (!merged.empty() && merged.back().prefix == node.prefix) {
      auto& statements = merged.back().statements;
      if (statements.back() != node.statements.front()) {
        statements.push_back(node.statements.front());
      }
      continue;
    }
    // The nearest earlier text that this one begins with, found along the parents of the last.
    auto parent = static_cast<std::int32_t>(merged.size()) - 1;
    while (parent >= 0 &&
           !node.prefix.starts_with(merged[static_cast<std::size_t>(parent)].prefix)) {
      parent = merged[static_cast<std::size_t>(parent)].parent;
    }
    node.parent = parent;
    merged.push_back(std::move(node));
  }
  nodes_ = std::move(merged);
}

std::int32_t StatementIndex::Prefixes::start(std::string_view resource) const {
  const auto after = std::upper_bound(
      nodes_.begin(), nodes_.end(), resource, [](std::string_view text, const Node& node) {
        return text < std::string_view(node.prefix);
      });
  auto node = static_cast<std::int32_t>(after - nodes_.begin()) - 1;
  while (node >= 0 && !resource.starts_with(nodes_[static_cast<std::size_t>(node)].prefix)) {
    node = nodes_[static_cast<std::size_t>(node)].parent;
  }
  return node;
}

}  // namespace remora
