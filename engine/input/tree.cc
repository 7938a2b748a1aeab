#include "engine/input/tree.h"

#include <algorithm>
#include <array>
#include <utility>

namespace remora::input {

namespace {

/// The lists of a scenario whose elements have names, and the member that holds the name.
struct NamedList {
  std::string_view list;
  std::string_view name;
};

constexpr auto kNamedLists = std::to_array<NamedList>({{"buckets", "name"},
                                                       {"keys", "arn"},
                                                       {"topics", "arn"},
                                                       {"roles", "arn"},
                                                       {"logGroups", "arn"},
                                                       {"deliveries", "id"},
                                                       {"requests", "id"}});

/// Half of one policy and half of another, or of two expectations, would be nobody's.
constexpr auto kWhole =
    std::to_array<std::string_view>({"policy", "trustPolicy", "permissionsBoundary", "expect"});

std::string_view name_of(const Tree& element, std::string_view member) {
  const Tree* name = element.find(member);
  return name == nullptr ? std::string_view() : name->text();
}

bool is_removal(const Tree& element) {
  const Tree* remove = element.find("remove");
  return remove != nullptr && remove->text() == "true";
}

// A scenario nests as deep as a document may, which its reader limits.
void merge(Tree& base, Tree over) {  // NOLINT(misc-no-recursion)
  const bool whole = std::find(kWhole.begin(), kWhole.end(), over.key()) != kWhole.end();
  if (whole || !base.is_object() || !over.is_object()) {
    base = std::move(over);
    return;
  }
  for (Tree& member : over.children) {
    if (Tree* existing = base.find(member.key())) {
      merge(*existing, std::move(member));
    } else {
      base.children.push_back(std::move(member));
    }
  }
  base.value = over.value;
}

void merge_list(Tree& base, Tree over, std::string_view name) {
  for (Tree& element : over.children) {
    const std::string_view wanted = name_of(element, name);
    const auto existing =
        std::find_if(base.children.begin(), base.children.end(), [&](const Tree& one) {
          return !wanted.empty() && name_of(one, name) == wanted;
        });
    if (existing == base.children.end()) {
      base.children.push_back(std::move(element));  // a stray "remove" is an unknown member there
    } else if (is_removal(element)) {
      base.children.erase(existing);
    } else {
      merge(*existing, std::move(element));
    }
  }
}

}  // namespace

const Tree* Tree::find(std::string_view name) const {
  const auto found = std::find_if(
      children.begin(), children.end(), [&](const Tree& one) { return one.key() == name; });
  return !is_object() || found == children.end() ? nullptr : &*found;
}

Tree* Tree::find(std::string_view name) {
  return const_cast<Tree*>(std::as_const(*this).find(name));
}

void Tree::erase(std::string_view name) {
  std::erase_if(children, [&](const Tree& one) { return one.key() == name; });
}

// Values nest as deep as a document may, which its reader limits.
Tree plant(const json::Value& value) {  // NOLINT(misc-no-recursion)
  Tree tree{value, std::nullopt, {}};
  for (const json::Value& element : value.elements()) {
    tree.children.push_back(plant(element));
  }
  for (const json::Member& member : value.members()) {
    tree.children.push_back(plant(member.value));
    tree.children.back().member = member.key;
  }
  return tree;
}

void merge_scenarios(Tree& base, Tree over) {
  for (Tree& member : over.children) {
    Tree* existing = base.find(member.key());
    const auto* list = std::find_if(kNamedLists.begin(), kNamedLists.end(), [&](const auto& one) {
      return one.list == member.key();
    });
    if (existing == nullptr) {
      base.children.push_back(std::move(member));
    } else if (list != kNamedLists.end() && existing->is_array() && member.is_array()) {
      merge_list(*existing, std::move(member), list->name);
    } else {
      merge(*existing, std::move(member));
    }
  }
  base.value = over.value;
}

}  // namespace remora::input
