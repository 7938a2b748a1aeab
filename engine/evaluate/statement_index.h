#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/evaluate/action_pattern.h"

namespace remora {

/// Finds the statements of a large policy that can match a request, without looking at the rest:
/// first by action (its full name, its service, or any), then by the literal text that their
/// resource patterns begin with. What it finds is a superset of what matches.
class StatementIndex {
 public:
  /// What the index knows of one statement.
  struct Entry {
    std::uint32_t statement = 0;
    const std::vector<ActionPattern>* actions = nullptr;
    bool any_action = false;            // NotAction
    std::vector<std::string> prefixes;  // of its resources; one empty text: any resource
  };

  StatementIndex() = default;
  explicit StatementIndex(const std::vector<Entry>& entries);

  [[nodiscard]] bool empty() const { return groups_.empty(); }

  /// Calls `visit(statement)` for each candidate, possibly more than once.
  template <class Visit>
  void visit(const ActionName& action, std::string_view resource, const Visit& visit_one) const {
    for (const std::uint64_t key : {kAnyAction, kService ^ action.service_hash, action.hash}) {
      const auto group = groups_.find(key);
      if (group != groups_.end()) {
        group->second.visit(resource, visit_one);
      }
    }
  }

 private:
  static constexpr std::uint64_t kAnyAction = 1;
  static constexpr std::uint64_t kService = 0xA5A5A5A5A5A5A5A5ULL;

  /// Statements by the prefix of their resources, sorted. All prefixes of a text that are in a
  /// sorted row stand on the chain of parents of its predecessor, so one binary search finds them.
  class Prefixes {
   public:
    void add(std::string_view prefix, std::uint32_t statement);
    void finish();

    template <class Visit>
    void visit(std::string_view resource, const Visit& visit_one) const {
      for (std::int32_t node = start(resource); node >= 0;
           node = nodes_[static_cast<std::size_t>(node)].parent) {
        for (const std::uint32_t statement : nodes_[static_cast<std::size_t>(node)].statements) {
          visit_one(statement);
        }
      }
    }

   private:
    struct Node {
      std::string prefix;
      std::int32_t parent = -1;  // the longest other prefix that this one begins with
      std::vector<std::uint32_t> statements;
    };

    /// The longest prefix of `resource` in the row, or -1.
    [[nodiscard]] std::int32_t start(std::string_view resource) const;

    std::vector<Node> nodes_;
  };

  std::unordered_map<std::uint64_t, Prefixes> groups_;
};

}  // namespace remora
