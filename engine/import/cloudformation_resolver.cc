#include "engine/import/cloudformation_resolver.h"

#include <algorithm>
#include <utility>

#include "engine/aws/partition.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"
#include "engine/import/cloudformation_functions.h"
#include "engine/import/cloudformation_parameters.h"
#include "engine/import/cloudformation_references.h"
#include "engine/import/dynamic_references.h"

namespace remora::imports::cloudformation {

namespace {

const std::string* find_named(const std::vector<NamedText>& list, std::string_view name) {
  const auto found = std::find_if(
      list.begin(), list.end(), [&](const NamedText& one) { return one.first == name; });
  return found == list.end() ? nullptr : &found->second;
}

}  // namespace

Resolver::Resolver(Session& session, const Stack& stack) : session_(session), stack_(stack) {}

void Resolver::error(const Place& place, std::string message, std::string hint) {
  for (const Diagnostic& said : session_.snapshot.sink().diagnostics()) {
    if (said.message == message && to_string(said.place) == to_string(place)) {
      return;
    }
  }
  session_.snapshot.sink().error(place, "template", std::move(message), std::move(hint));
}

Part Resolver::unknown(const std::string& name, Unknown why, const Place& place) {
  return Part::string(session_.unknown(name, std::move(why)), place);
}

Resolved Resolver::resolve(const json::Value& value) {  // NOLINT(misc-no-recursion)
  const Limits& limits = value.source()->limits();
  const bool long_way = ++steps_ > limits[Limit::TemplateSteps];
  if (long_way || depth_ > limits[Limit::TemplateDepth]) {
    const Limit limit = long_way ? Limit::TemplateSteps : Limit::TemplateDepth;
    error(value.place(), limits.message(limit), limits.hint(limit));
    return std::nullopt;
  }
  ++depth_;
  const auto call = function_of(value);
  Resolved resolved = call && call->name != "Condition"
                          ? Functions(*this).call(*call, value.place())
                          : resolve_plain(value);
  --depth_;
  // Functions see a dynamic reference as it is written, and may make one.
  if (depth_ == 0 && resolved) {
    replace_dynamic_references(*resolved);
  }
  return resolved;
}

void Resolver::replace_dynamic_references(Part& part) {  // NOLINT(misc-no-recursion)
  part.text = with_dynamic_references(part.text, part.place);
  for (Part& child : part.children) {
    replace_dynamic_references(child);
  }
}

std::string Resolver::with_dynamic_references(const std::string& text, const Place& place) {
  return without_dynamic_references(text, [&](const DynamicReference& one) {
    const bool plain = one.service == "ssm";
    const std::string key = readable(one.key);
    const std::string name = key.substr(0, key.find(':'));
    if (plain) {
      for (const std::string& said : {key, name}) {
        if (const std::string* const value = find_named(session_.options.ssm, said)) {
          session_.add_step("parameter " + said + " of Systems Manager is given", {});
          return *value;
        }
      }
    }
    const std::string service(one.service);
    return session_.unknown(service + " " + key,
                            {"what " + service + " has as " + name,
                             plain ? "it is what Systems Manager has as " + name
                                   : "it is a secret, which " + service + " has as " + name,
                             place,
                             plain ? "--ssm " + name + "=VALUE" : ""});
  });
}

// As deep as the reader of the document lets it be.
Resolved Resolver::resolve_plain(const json::Value& value) {  // NOLINT(misc-no-recursion)
  Part part{value.kind(), std::string(value.text()), value.place()};
  if (value.is_object()) {
    if (const auto call = long_form_of(value); call && call->name != "Condition") {
      return Functions(*this).call(*call, value.place());
    }
    if (const auto inserted = inserted_into(value)) {
      const std::string name(inserted->key.text());
      return unknown("what " + name + " gives",
                     {name, name + " is not carried out by remora", inserted->key.place(), ""},
                     value.place());
    }
  }
  for (const json::Value& element : value.elements()) {
    if (Resolved resolved = resolve(element)) {
      part.children.push_back(*std::move(resolved));
    }
  }
  for (const json::Member& member : value.members()) {
    if (Resolved resolved = resolve(member.value)) {
      part.children.push_back(*std::move(resolved));
      part.children.back().name = member.key.text();
    }
  }
  return part;
}

Resolved Resolver::property(const Resource& resource, std::string_view name) {
  const auto value = resource.property(name);
  const auto macro = value ? std::nullopt : resource.macro();
  if (macro) {
    const std::string it = std::string(resource.id) + "." + std::string(name);
    return unknown(it,
                   {it, macro->name + " is not carried out by remora", resource.key.place(), ""},
                   resource.key.place());
  }
  return value ? resolve(*value) : std::nullopt;
}

std::string Resolver::text(const Resource& resource, std::string_view name) {
  const Resolved value = property(resource, name);
  return value ? value->text : std::string();
}

bool Resolver::exists(const Resource& resource) {
  const auto name = resource.value.find("Condition");
  return !name || !name->is_string() || condition(name->text(), name->place());
}

// Conditions refer to each other; `under_way_` ends what refers to itself.
bool Resolver::condition(std::string_view name, const Place& place) {  // NOLINT(misc-no-recursion)
  if (const std::string* const said = find_named(session_.options.conditions, name)) {
    return *said == "true";
  }
  if (const auto known = conditions_.find(name); known != conditions_.end()) {
    return known->second;
  }
  const auto declared = body().conditions().find(name);
  if (declared == body().conditions().end()) {
    error(place, "there is no condition " + in_quotes(name) + " in this template");
    return false;
  }
  const std::string mark = "condition " + std::string(name);
  if (!under_way_.insert(mark).second) {
    error(declared->second.key.place(), in_quotes(name) + " depends on itself");
    return false;
  }
  const bool outer = std::exchange(in_condition_, true);
  fixture::Steps* const steps = std::exchange(session_.steps, nullptr);
  const bool holds = is_true(declared->second.value);
  in_condition_ = outer;
  session_.steps = steps;
  under_way_.erase(mark);
  conditions_.emplace(name, holds);
  return holds;
}

bool Resolver::is_true(const json::Value& expression) {  // NOLINT(misc-no-recursion)
  const auto call = function_of(expression);
  if (!call) {
    return expression.text() == "true";
  }
  const json::Value& argument = call->argument;
  if (call->name == "Condition") {
    return condition(argument.text(), expression.place());
  }
  if (call->name == "Fn::Equals") {
    return are_equal(argument);
  }
  const auto holds = [&](const json::Value& one) { return is_true(one); };
  const std::vector<json::Value> operands = argument.elements();
  if (call->name == "Fn::And") {
    return std::all_of(operands.begin(), operands.end(), holds);
  }
  if (call->name == "Fn::Or") {
    return std::any_of(operands.begin(), operands.end(), holds);
  }
  if (call->name == "Fn::Not" && !operands.empty()) {
    return !is_true(operands[0]);
  }
  error(expression.place(),
        in_quotes(call->name) + " is nothing that a condition is made of",
        "Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition");
  return false;
}

bool Resolver::are_equal(const json::Value& operands) {  // NOLINT(misc-no-recursion)
  const std::vector<json::Value> both = operands.elements();
  if (both.size() != 2) {
    error(operands.place(), "Fn::Equals compares two values");
    return false;
  }
  const Resolved left = resolve(both[0]);
  const Resolved right = resolve(both[1]);
  const std::string a = left ? left->text : std::string();
  const std::string b = right ? right->text : std::string();
  if (a == b || (!has_unknown(a) && !has_unknown(b))) {
    return a == b && (!left || !right || left->same(*right) || left->kind != right->kind);
  }
  const bool swapped = !has_unknown(a);
  const std::string& open = swapped ? b : a;
  const std::string& other = swapped ? a : b;
  // A text that begins or ends with what the other does not is another one, whatever is missing.
  const std::string begin = open.substr(0, open.find(kUnknownBegin));
  const std::string end = open.substr(open.rfind(kSymbolEnd) + 1);
  if (!has_unknown(other) && (!other.starts_with(begin) || !other.ends_with(end))) {
    return false;
  }
  const Unknown* const why = session_.unknown_in(open);
  return session_.choices.equal(open,
                                other,
                                allowed_values(body(), swapped ? both[1] : both[0]),
                                why != nullptr ? *why : Unknown{});
}

Resolved Resolver::reference(std::string_view name, const Place& place) {  // NOLINT(*-recursion)
  if (name.starts_with("AWS::")) {
    return pseudo(name, place);
  }
  if (const std::string* const said = find_named(session_.options.attributes, name)) {
    return Part::string(*said, place);
  }
  if (const auto declared = body().parameters().find(name); declared != body().parameters().end()) {
    return parameter(name, declared->second, place);
  }
  if (const Resource* const resource = body().resource(name)) {
    return Part::string(reference_to(*resource, {}, *this, session_), place);
  }
  if (const auto said = stack_.parameters.find(name); said != stack_.parameters.end()) {
    return Part::string(said->second.text, place);
  }
  return unknown(std::string(name),
                 {in_quotes(name),
                  in_quotes(name) + " is no parameter or resource of the template",
                  place,
                  "--param " + std::string(name) + "=VALUE"},
                 place);
}

Resolved Resolver::attribute(std::string_view id,  // NOLINT(misc-no-recursion)
                             std::string_view attribute,
                             const Place& place) {
  const std::string name = std::string(id) + "." + std::string(attribute);
  if (const std::string* const said = find_named(session_.options.attributes, name)) {
    return Part::string(*said, place);
  }
  if (const Resource* const resource = body().resource(id)) {
    return Part::string(reference_to(*resource, attribute, *this, session_), place);
  }
  return unknown(
      name,
      {name, in_quotes(id) + " is no resource of the template", place, "--att " + name + "=VALUE"},
      place);
}

std::string Resolver::name_of(const Resource& resource) {  // NOLINT(misc-no-recursion)
  const auto with_steps = [&](const Name& name) {
    if (session_.steps != nullptr) {
      fixture::add_steps(*session_.steps, name.steps);
    }
    return name.text;
  };
  if (const auto known = names_.find(resource.id); known != names_.end()) {
    return with_steps(known->second);
  }
  const Naming* const naming = naming_of(resource.type);
  const auto written = naming != nullptr ? resource.property(naming->property) : std::nullopt;
  Name name;
  if (written) {
    const std::string mark = "name of " + std::string(resource.id);
    if (!under_way_.insert(mark).second) {
      error(written->place(), "the name of " + in_quotes(resource.id) + " is made from itself");
      return {};
    }
    name.steps = {{"the name of " + std::string(resource.id), written->place()}};
    fixture::Steps* const outer = std::exchange(session_.steps, &name.steps);
    const Resolved value = resolve(*written);
    session_.steps = outer;
    name.text = value ? with_dynamic_references(value->text, value->place) : std::string();
    under_way_.erase(mark);
  }
  if (name.text.empty()) {
    name.steps.clear();
    name.text =
        make_symbol(std::string(naming != nullptr ? naming->word : "resource") + " " +
                    std::string(resource.id) + (stack_.label.empty() ? "" : " of " + stack_.label));
  }
  return with_steps(names_.emplace(resource.id, std::move(name)).first->second);
}

Resolved Resolver::pseudo(std::string_view name, const Place& place) {
  const std::string_view partition = stack_.partition();
  if (name == "AWS::AccountId") {
    return Part::string(stack_.account, place);
  }
  if (name == "AWS::Region") {
    return Part::string(stack_.region, place);
  }
  if (name == "AWS::Partition") {
    return Part::string(std::string(partition), place);
  }
  if (name == "AWS::URLSuffix") {
    return Part::string(std::string(dns_suffix(partition)), place);
  }
  if (name == "AWS::StackName") {
    return Part::string(stack_.name, place);
  }
  if (name == "AWS::StackId") {
    return Part::string("arn:" + std::string(partition) + ":cloudformation:" + stack_.region + ":" +
                            stack_.account + ":stack/" + stack_.name + "/" +
                            make_symbol("id of the stack"),
                        place);
  }
  if (name == "AWS::NoValue") {
    return std::nullopt;
  }
  if (name == "AWS::NotificationARNs") {
    return Part::list(place);
  }
  error(place, in_quotes(name) + " is no pseudo parameter");
  return std::nullopt;
}

Resolved Resolver::parameter(std::string_view name,
                             const json::Member& declared,
                             const Place& place) {
  if (const auto passed = stack_.passed.find(name); passed != stack_.passed.end()) {
    session_.add_step(std::string(name) + " is passed", passed->second.place());
    Resolved value = stack_.parent->resolver->resolve(passed->second);
    if (value) {
      value->place = place;
      if (is_no_echo(declared.value)) {
        session_.snapshot.keep_secret(value->text);
      }
    }
    return value;
  }
  const ParameterValue value = value_of_parameter(name, declared, stack_.parameters, session_);
  if (value.given != nullptr && !has_symbol(value.text) && checked_.emplace(name).second) {
    if (const auto problem = problem_with(value.text, declared.value)) {
      error(value.given->place.known() ? value.given->place : declared.key.place(),
            "parameter " + std::string(name) + " " + problem->message,
            problem->hint);
    }
  }
  if (value.given != nullptr) {
    session_.add_step(std::string(name) + " is given", value.given->place);
  } else if (const auto otherwise = declared.value.find("Default")) {
    session_.add_step(std::string(name) + " defaults", otherwise->place());
  }
  if (!value.list || has_unknown(value.text)) {
    return Part::string(value.text, place);
  }
  Part list = Part::list(place);
  for (std::string& element : split_list(value.text)) {
    list.append(Part::string(std::move(element), place));
  }
  return list;
}

}  // namespace remora::imports::cloudformation
