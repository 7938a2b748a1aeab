#include "engine/import/terraform_references.h"

#include <algorithm>
#include <array>
#include <utility>

namespace remora::imports::terraform {

namespace {

using json::Value;

/// More than any configuration has on one way.
constexpr std::size_t kMostSteps = 10'000;
constexpr std::size_t kDeepest = 100;

/// Whether one reference is what the other is a part of: `aws_kms_key.a` of `aws_kms_key.a.arn`.
bool is_part(std::string_view part, std::string_view whole) {
  return part.size() > whole.size() && part.starts_with(whole) &&
         (part[whole.size()] == '.' || part[whole.size()] == '[');
}

/// The references of an expression without those that only say less than another one.
std::vector<std::string_view> specific(const Value& references) {
  std::vector<std::string_view> all;
  for (const Value& one : references.elements()) {
    const bool said = std::any_of(all.begin(), all.end(), [&](std::string_view other) {
      return other == one.text() || is_part(other, one.text());
    });
    if (!said) {
      all.push_back(one.text());
    }
  }
  return all;
}

class Follower {
 public:
  explicit Follower(const Plan& plan) : plan_(plan) {}

  // An expression is an object with `references`, or a block with expressions in it, or a list of
  // blocks. They nest as deep as the document, and `seen_` ends what refers to itself.
  void expression(const Value& value,  // NOLINT(misc-no-recursion)
                  const Standpoint& from,
                  const std::string& rest) {
    const auto references = value.find("references");
    if (references && references->is_array()) {
      for (const std::string_view one : specific(*references)) {
        reference(one, from, rest);
      }
      return;
    }
    for (const json::Member& member : value.members()) {
      expression(member.value, from, {});
    }
    for (const Value& element : value.elements()) {
      expression(element, from, rest);
    }
  }

  /// `rest` is what is taken of the value that the reference leads to.
  void reference(std::string_view text,  // NOLINT(misc-no-recursion)
                 const Standpoint& from,
                 const std::string& rest) {
    const std::string path = in_configuration(from.modules);
    const bool is_new = seen_.insert(path + "|" + std::string(text) + "|" + rest).second;
    if (!is_new || seen_.size() > kMostSteps || depth_ > kDeepest) {
      return;
    }
    ++depth_;
    step(text, from, rest);
    --depth_;
  }

  References take() { return std::move(found_); }

 private:
  void step(std::string_view text,  // NOLINT(misc-no-recursion)
            const Standpoint& from,
            const std::string& rest) {
    const std::vector<AddressStep> steps = split_address(text);
    const std::string& root = steps[0].name;
    if (root == "var") {
      variable(steps, from, rest);
    } else if (root == "local") {
      found_.locals.insert(std::string(text));
    } else if (root == "module") {
      output(steps, from, rest);
    } else if (steps.size() > 1 && !is_about_itself(root)) {
      Address address = parse_address(text);
      address.modules = from.modules;
      address.rest = address.rest.empty() ? rest : address.rest;
      if (std::find(address_texts_.begin(), address_texts_.end(), shown(address)) ==
          address_texts_.end()) {
        address_texts_.push_back(shown(address));
        found_.targets.push_back(std::move(address));
      }
    }
  }

  static bool is_about_itself(std::string_view root) {
    constexpr auto kRoots =
        std::to_array<std::string_view>({"each", "count", "path", "terraform", "self"});
    return std::find(kRoots.begin(), kRoots.end(), root) != kRoots.end();
  }

  static std::string shown(const Address& address) {
    return address.in_configuration() + "[" + address.resource.key + "]." + address.rest;
  }

  static std::string rest_of(const std::vector<AddressStep>& steps,
                             std::size_t from,
                             const std::string& rest) {
    std::string joined;
    for (std::size_t i = from; i < steps.size(); ++i) {
      joined += (joined.empty() ? "" : ".") + steps[i].name;
    }
    return joined.empty() ? rest : joined;
  }

  void variable(const std::vector<AddressStep>& steps,  // NOLINT(misc-no-recursion)
                const Standpoint& from,
                const std::string& rest) {
    if (from.modules.empty() || steps.size() < 2) {
      return;
    }
    const auto call = plan_.call(in_configuration(from.modules));
    const auto expressions = call ? call->find("expressions") : std::nullopt;
    const auto passed = expressions ? expressions->find(steps[1].name) : std::nullopt;
    if (passed) {
      Standpoint outside{from.modules, from.modules.back().key};
      outside.modules.pop_back();
      expression(*passed, outside, rest_of(steps, 2, rest));
    }
  }

  void output(const std::vector<AddressStep>& steps,  // NOLINT(misc-no-recursion)
              const Standpoint& from,
              const std::string& rest) {
    if (steps.size() < 2) {
      return;
    }
    Standpoint inside{from.modules, {}};
    inside.modules.push_back(steps[1]);
    const std::string path = in_configuration(inside.modules);
    const auto module = plan_.module(path);
    if (steps.size() == 2) {
      found_.modules.push_back(path);
      return;
    }
    const auto outputs = module ? module->find("outputs") : std::nullopt;
    const auto output = outputs ? outputs->find(steps[2].name) : std::nullopt;
    if (!output) {
      return;
    }
    if (const auto value = output->find("expression")) {
      expression(*value, inside, rest_of(steps, 3, rest));
    }
    const auto waits = output->find("depends_on");
    for (const Value& one : waits ? waits->elements() : std::vector<Value>()) {
      reference(one.text(), inside, "depends_on");
    }
  }

  const Plan& plan_;
  References found_;
  std::set<std::string> seen_;
  std::size_t depth_ = 0;
  std::vector<std::string> address_texts_;
};

/// Whether a resource can be meant: whatever key is said on both sides agrees.
bool agrees(const std::vector<AddressStep>& said,
            const std::vector<AddressStep>& has,
            const std::vector<AddressStep>& from) {
  if (said.size() != has.size()) {
    return false;
  }
  bool same_way = true;  // as far as both are in one instance of the modules
  for (std::size_t i = 0; i < said.size(); ++i) {
    same_way = same_way && i < from.size() && from[i].name == said[i].name;
    const std::string& key = said[i].key.empty() && same_way ? from[i].key : said[i].key;
    if (said[i].name != has[i].name || (!key.empty() && key != has[i].key)) {
      return false;
    }
  }
  return true;
}

}  // namespace

fixture::Steps names_in(const Property& property) {
  fixture::Steps names;
  const auto& expression = property.expression();
  const auto list = expression ? expression->find("references") : std::nullopt;
  std::string_view before;
  for (const Value& one : list ? list->elements() : std::vector<Value>()) {
    // `aws_kms_key.a.arn` is followed by `aws_kms_key.a`.
    if (!before.starts_with(one.text())) {
      fixture::add_steps(names, {{std::string(one.text()), Place{}}});
    }
    before = one.text();
  }
  return names;
}

References follow(const Plan& plan, const Value& expression, const Standpoint& from) {
  Follower follower(plan);
  follower.expression(expression, from, {});
  return follower.take();
}

References follow(const Plan& plan, std::string_view reference, const Standpoint& from) {
  Follower follower(plan);
  follower.reference(reference, from, {});
  return follower.take();
}

std::vector<const Resource*> find_resources(const Plan& plan,
                                            const Address& address,
                                            const Standpoint& from) {
  std::vector<const Resource*> some;
  for (const Resource* one : plan.named(address.resource.name)) {
    const std::string& key = address.resource.key;
    if ((key.empty() || key == one->address.resource.key) &&
        agrees(address.modules, one->address.modules, from.modules)) {
      some.push_back(one);
    }
  }
  if (some.size() < 2 || from.key.empty()) {
    return some;
  }
  // Resources and modules that are made for each of one set refer to each other by its key.
  std::vector<const Resource*> same_key;
  for (const Resource* one : some) {
    const bool by_module =
        !one->address.modules.empty() && one->address.modules.back().key == from.key;
    if (one->address.resource.key == from.key || by_module) {
      same_key.push_back(one);
    }
  }
  return same_key.empty() ? some : same_key;
}

}  // namespace remora::imports::terraform
