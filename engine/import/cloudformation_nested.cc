#include "engine/import/cloudformation_nested.h"

#include <utility>
#include <vector>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/symbol.h"
#include "engine/import/cloudformation_resolver.h"
#include "engine/import/kind.h"
#include "engine/json/embedded_text.h"
#include "engine/json/read.h"

namespace remora::imports::cloudformation {

namespace {

class NestedReader {
 public:
  NestedReader(Session& session, FileReader& files) : session_(session), files_(files) {}

  std::set<std::string> read() {
    for (std::size_t i = 0; i < session_.stacks.size() && !too_many_; ++i) {
      const Stack& stack = *session_.stacks[i];
      for (const auto& [id, resource] : stack.body->resources()) {
        if (resource.type == "AWS::CloudFormation::Stack" && stack.resolver->exists(resource)) {
          add_stack(resource, stack);
        } else if (resource.type == "AWS::CloudFormation::StackSet" &&
                   stack.resolver->exists(resource)) {
          add_stack_set(resource, stack);
        }
      }
    }
    return std::move(names_);
  }

 private:
  void add_stack(const Resource& resource, const Stack& parent) {
    if (const auto body = template_beside(resource, parent)) {
      std::map<std::string, json::Value, std::less<>> passed;
      if (const auto parameters = resource.property("Parameters")) {
        for (const json::Member& member : parameters->members()) {
          passed.emplace(member.key.text(), member.value);
        }
      }
      add(body, resource, parent, parent.account, parent.region, std::move(passed));
    }
  }

  void add_stack_set(const Resource& resource, const Stack& parent) {
    const auto written = resource.property("TemplateBody");
    const auto body = written ? template_in(*written) : template_beside(resource, parent);
    if (!body) {
      return;
    }
    std::map<std::string, json::Value, std::less<>> passed;
    const auto parameters = resource.property("Parameters");
    for (const json::Value& one :
         parameters ? parameters->elements() : std::vector<json::Value>()) {
      if (const auto value = one.find("ParameterValue")) {
        passed.emplace(member_text(one, "ParameterKey"), *value);
      }
    }
    std::set<std::pair<std::string, std::string>> homes;
    const Resolved groups = parent.resolver->property(resource, "StackInstancesGroup");
    for (const Part& group : groups ? groups->children : std::vector<Part>()) {
      const Part* const targets = group.find("DeploymentTargets");
      const Part* const accounts = targets != nullptr ? targets->find("Accounts") : nullptr;
      const Part* const regions = group.find("Regions");
      for (const std::string& account : texts_of(accounts, parent.account, is_account_id)) {
        for (const std::string& region : texts_of(regions, parent.region, looks_like_region)) {
          homes.emplace(account, region);
        }
      }
    }
    if (homes.empty()) {
      session_.snapshot.assume(
          "the stack set " + std::string(resource.id) +
              " makes its stack in the account of its template",
          "a template of its own for each account, and --account INPUT=ACCOUNT");
      homes.emplace(parent.account, parent.region);
    }
    for (const auto& [account, region] : homes) {
      add(body, resource, parent, account, region, passed);
    }
  }

  /// The elements that are of that kind; one that stands for all if there is none.
  static std::vector<std::string> texts_of(const Part* list,
                                           const std::string& otherwise,
                                           bool (*is_one)(std::string_view)) {
    std::vector<std::string> found;
    for (const Part& one : list != nullptr ? list->children : std::vector<Part>()) {
      if (is_one(one.text)) {
        found.push_back(one.text);
      }
    }
    return found.empty() ? std::vector<std::string>{otherwise} : found;
  }

  void add(const std::shared_ptr<const Template>& body,
           const Resource& resource,
           const Stack& parent,
           const std::string& account,
           const std::string& region,
           std::map<std::string, json::Value, std::less<>> passed) {
    // Templates that name themselves would never end.
    const Limits& limits = body->file().source->limits();
    if (session_.stacks.size() >= limits[Limit::TemplateStacks]) {
      if (!std::exchange(too_many_, true)) {
        session_.snapshot.sink().error(resource.value.place(),
                                       "template",
                                       limits.message(Limit::TemplateStacks),
                                       limits.hint(Limit::TemplateStacks));
      }
      return;
    }
    auto stack = std::make_unique<Stack>();
    stack->body = body;
    stack->account = account;
    stack->region = region;
    stack->label = (parent.label.empty() ? "" : parent.label + " ") + std::string(resource.id);
    if (account != parent.account || region != parent.region) {
      stack->label += " " + account + " " + region;
    }
    stack->name = make_symbol("stack name of " + stack->label);
    stack->parent = &parent;
    stack->passed = std::move(passed);
    stack->id = resource.id;
    stack->resolver = std::make_unique<Resolver>(session_, *stack);
    session_.stacks.push_back(std::move(stack));
  }

  /// The template that a resource names, if it is a file beside this one.
  std::shared_ptr<const Template> template_beside(const Resource& resource, const Stack& parent) {
    std::string path = parent.resolver->text(resource, "TemplateURL");
    if (const auto metadata = resource.value.find("Metadata")) {
      const std::string asset = member_text(*metadata, "aws:asset:path");
      path = asset.empty() ? path : asset;
    }
    if (path.empty() || has_symbol(path) || path.find("://") != std::string::npos) {
      return nullptr;
    }
    while (path.starts_with("./")) {
      path.erase(0, 2);
    }
    path = path_beside(parent.body->file().source->name(), path);
    if (const auto known = bodies_.find(path); known != bodies_.end()) {
      return known->second;
    }
    const auto source = files_.read(path);
    std::shared_ptr<const Template> body = source ? template_of(*source) : nullptr;
    if (body != nullptr) {
      names_.insert(path);
    }
    bodies_.emplace(path, body);
    return body;
  }

  std::shared_ptr<const Template> template_in(const json::Value& text) {
    return text.is_string() ? template_of(json::embedded_text(text)) : nullptr;
  }

  std::shared_ptr<const Template> template_of(const SourcePtr& source) {
    auto json = json::read(source);
    if (!json) {
      session_.snapshot.sink().append(json.error().diagnostics);
      return nullptr;
    }
    const bool is_one = kind_of((*json)->root()) == FileKind::Template;
    return is_one ? std::make_shared<const Template>(File{source, *std::move(json)}) : nullptr;
  }

  Session& session_;
  FileReader& files_;
  std::set<std::string> names_;
  bool too_many_ = false;
  std::map<std::string, std::shared_ptr<const Template>> bodies_;
};

}  // namespace

std::set<std::string> add_nested_stacks(Session& session, FileReader& files) {
  return NestedReader(session, files).read();
}

std::optional<std::string> nested_output(const Resource& resource,
                                         std::string_view attribute,
                                         const Stack& stack,
                                         const Session& session) {
  constexpr std::string_view kOutputs = "Outputs.";
  if (!attribute.starts_with(kOutputs)) {
    return std::nullopt;
  }
  for (const std::unique_ptr<Stack>& one : session.stacks) {
    if (one->parent != &stack || one->id != resource.id) {
      continue;
    }
    const auto output = one->body->outputs().find(attribute.substr(kOutputs.size()));
    const auto value =
        output == one->body->outputs().end() ? std::nullopt : output->second.value.find("Value");
    const Resolved resolved = value ? one->resolver->resolve(*value) : std::nullopt;
    return resolved ? std::optional(resolved->text) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace remora::imports::cloudformation
