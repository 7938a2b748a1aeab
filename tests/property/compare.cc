#include "tests/property/compare.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/authorize/authorize.h"
#include "engine/authorize/unsaid_keys.h"
#include "engine/input/vector_reader.h"
#include "tests/property/generate.h"
#include "tests/property/vector_text.h"
#include "tests/reference/decide.h"
#include "tests/reference/from_vector.h"
#include "tests/reference/sent_keys.h"

namespace remora::property {

namespace {

using Json = nlohmann::ordered_json;

/// Tells whether a smaller vector is still good; the vector stands in the captured tree.
using StillDiffers = std::function<bool()>;

/// Removes members and elements of `node`, the big ones first.
// NOLINTNEXTLINE(misc-no-recursion): walks a JSON tree
bool shrink_node(Json& node, const StillDiffers& still_differs) {
  bool changed = false;
  const auto attempt = [&](Json smaller) {
    std::swap(node, smaller);
    if (still_differs()) {
      changed = true;
      return true;
    }
    std::swap(node, smaller);
    return false;
  };
  if (node.is_array() && node.size() == 1 && !node[0].is_array()) {
    attempt(node[0]);
  }
  if (node.is_object()) {
    std::vector<std::string> names;
    for (const auto& member : node.items()) {
      names.push_back(member.key());
    }
    for (const std::string& name : names) {
      Json smaller = node;
      smaller.erase(name);
      if (!attempt(std::move(smaller))) {
        changed = shrink_node(node[name], still_differs) || changed;
      }
    }
  } else if (node.is_array()) {
    for (std::size_t i = node.size(); i > 0; --i) {
      Json smaller = node;
      smaller.erase(i - 1);
      if (!attempt(std::move(smaller))) {
        changed = shrink_node(node[i - 1], still_differs) || changed;
      }
      if (!node.is_array()) {
        break;
      }
    }
  }
  return changed;
}

/// The id of a vector whose request gets the keys that AWS always sends.
constexpr std::string_view kDescribed = "described";

Disagreement decide_both(const Request& request,
                         const PolicySet& policies,
                         const reference::ReferencePolicies& documents,
                         bool described) {
  if (!described) {
    return {authorize(request, policies).verdict, reference::decide(request, documents)};
  }
  Request engine = request;
  add_unsaid_keys(policies, engine, DescribedBy::Words);
  Request naive = request;
  reference::say_what_is_sent(documents, naive);
  return {authorize(engine, policies).verdict, reference::decide(naive, documents)};
}

std::string describe(const std::string& text) {
  const auto found = disagreement_on(text);
  Json vector = Json::parse(text);
  if (found) {
    vector["expect"] = std::string(to_string(found->reference));
    vector["why"] = "the engine says " + std::string(to_string(found->engine));
  }
  return vector.dump();
}

}  // namespace

void ComparisonCounts::add(const ComparisonCounts& other) {
  decisions += other.decisions;
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    verdicts.at(i) += other.verdicts.at(i);
  }
}

std::optional<Disagreement> disagreement_on(const std::string& vector) {
  const auto read_back = read_vector_text(vector);
  if (!read_back) {
    return std::nullopt;
  }
  const Disagreement verdicts = decide_both(read_back->request,
                                            read_back->policies(),
                                            reference::policies_of(*read_back),
                                            read_back->id == kDescribed);
  return verdicts.engine != verdicts.reference ? std::optional(verdicts) : std::nullopt;
}

std::string shrink(const std::string& vector) {
  Json tree = Json::parse(vector);
  const StillDiffers still_differs = [&tree] { return disagreement_on(tree.dump()).has_value(); };
  bool changed = true;
  while (changed) {
    changed = false;
    for (const char* const part : {"policies", "request"}) {
      changed = (tree.contains(part) && shrink_node(tree[part], still_differs)) || changed;
    }
  }
  return tree.dump();
}

std::optional<std::string> compare_cases(std::uint64_t seed,
                                         std::uint64_t first,
                                         std::uint64_t last,
                                         std::size_t requests,
                                         ComparisonCounts& counts) {
  for (std::uint64_t index = first; index < last; ++index) {
    Random random = Random::for_case(seed, index);
    const GeneratedCase made = generate_case(random, requests);
    if (made.requests.empty()) {
      continue;
    }
    const std::string_view id = made.described ? kDescribed : "generated";
    const std::string first_text = vector_text(made.policies, made.requests.front(), id);
    const auto vector = read_vector_text(first_text);
    if (!vector) {
      return first_text;
    }
    const PolicySet policies = vector->policies();
    const reference::ReferencePolicies documents = reference::policies_of(*vector);
    for (const Request& request : made.requests) {
      const Disagreement verdicts = decide_both(request, policies, documents, made.described);
      ++counts.decisions;
      ++counts.verdicts.at(static_cast<std::size_t>(verdicts.engine));
      if (verdicts.engine != verdicts.reference) {
        return describe(shrink(vector_text(made.policies, request, id)));
      }
    }
  }
  return std::nullopt;
}

}  // namespace remora::property
