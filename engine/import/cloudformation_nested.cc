#include "engine/import/cloudformation_nested.h"

#include <algorithm>
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
        const bool application = resource.type == "AWS::Serverless::Application";
        if ((application || resource.type == "AWS::CloudFormation::Stack") &&
            stack.resolver->exists(resource)) {
          add_stack(resource, stack, application ? "Location" : "TemplateURL");
        } else if (resource.type == "AWS::CloudFormation::StackSet" &&
                   stack.resolver->exists(resource)) {
          add_stack_set(resource, stack);
        }
      }
    }
    return std::move(names_);
  }

 private:
  void add_stack(const Resource& resource, const Stack& parent, std::string_view property) {
    if (const auto body = template_beside(resource, parent, property)) {
      std::map<std::string, json::Value, std::less<>> passed;
      if (const auto parameters = resource.property("Parameters")) {
        for (const json::Member& member : parameters->members()) {
          passed.emplace(member.key.text(), member.value);
        }
      }
      add(body, resource, parent, parent.account, parent.region, std::move(passed));
    } else {
      not_seen(resource, "nested stack ");
    }
  }

  void not_seen(const Resource& resource, const char* kind) {
    session_.unseen.push_back(
        {"the template of " + (kind + std::string(resource.id)) + " is not among the inputs",
         resource.key.place(),
         "put it beside this one, under the name that its URL ends in"});
  }

  void add_stack_set(const Resource& resource, const Stack& parent) {
    const auto written = resource.property("TemplateBody");
    const auto body =
        written ? template_in(*written) : template_beside(resource, parent, "TemplateURL");
    if (!body) {
      not_seen(resource, "stack set ");
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
    const auto said = std::find_if(session_.options.accounts.begin(),
                                   session_.options.accounts.end(),
                                   [&](const auto& one) { return one.first == resource.id; });
    const Resolved groups = parent.resolver->property(resource, "StackInstancesGroup");
    for (const Part& group : groups ? groups->children : std::vector<Part>()) {
      const Part* const targets = group.find("DeploymentTargets");
      const Part* const accounts = targets != nullptr ? targets->find("Accounts") : nullptr;
      const Part* const regions = group.find("Regions");
      const Part* const units =
          targets != nullptr ? targets->find("OrganizationalUnitIds") : nullptr;
      std::vector<std::string> homes_of_group =
          units == nullptr ? texts_of(accounts, parent.account, is_account_id)
                           : accounts_of_units(*targets, *units, resource);
      if (said != session_.options.accounts.end()) {
        homes_of_group = {said->second};
      }
      for (const std::string& account : homes_of_group) {
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

  /// The accounts of organizational units, among which the management account never is: the one
  /// that nobody names here, and those that are listed beside. Source: AWS CloudFormation User
  /// Guide, "StackSets concepts"; AWS CloudFormation Template Reference, "AccountFilterType".
  std::vector<std::string> accounts_of_units(const Part& targets,
                                             const Part& units,
                                             const Resource& resource) {
    const Part* const filter = targets.find("AccountFilterType");
    const std::string how = filter != nullptr ? filter->text : "NONE";
    std::vector<std::string> found;
    if (how == "INTERSECTION" || how == "UNION") {
      found = texts_of(targets.find("Accounts"), {}, is_account_id);
      std::erase(found, std::string());
    }
    if (how == "INTERSECTION" && !found.empty()) {
      return found;
    }
    const std::string id(resource.id);
    const std::string name = "account of stack set " + id;
    found.push_back(
        session_.unknown(name,
                         {"the " + name,
                          "it is one of an organizational unit, and no input lists them",
                          units.place,
                          "--account " + id + "=ACCOUNT"}));
    return found;
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
      stack->label += " " + readable(account) + " " + region;
    }
    stack->name = make_symbol("stack name of " + stack->label);
    stack->parent = &parent;
    stack->passed = std::move(passed);
    stack->id = resource.id;
    stack->resolver = std::make_unique<Resolver>(session_, *stack);
    session_.stacks.push_back(std::move(stack));
  }

  /// The template that a resource names, if it is a file beside this one.
  std::shared_ptr<const Template> template_beside(const Resource& resource,
                                                  const Stack& parent,
                                                  std::string_view property) {
    std::string path = parent.resolver->text(resource, property);
    if (const auto metadata = resource.value.find("Metadata")) {
      const std::string asset = member_text(*metadata, "aws:asset:path");
      path = asset.empty() ? path : asset;
    }
    const bool elsewhere = path.find("://") != std::string::npos;
    if (elsewhere) {
      path = path.substr(0, path.find('?'));
      path.erase(0, path.rfind('/') + 1);
      path = asset_path(path, parent.body->file());
    }
    if (path.empty() || has_symbol(path) ||
        (elsewhere &&
         parent.body->file().source->name().substr(parent.body->file().folder().size()) == path)) {
      return nullptr;
    }
    while (path.starts_with("./")) {
      path.erase(0, 2);
    }
    const std::string name = path;
    path = path_beside(parent.body->file().source->name(), name);
    if (const auto known = bodies_.find(path); known != bodies_.end()) {
      return known->second;
    }
    const auto source = files_.list(path)
                            ? fail(Error())
                            : read_named(files_, parent.body->file().source->name(), name, path);
    std::shared_ptr<const Template> body = source ? template_of(*source) : nullptr;
    if (body != nullptr) {
      names_.insert(path);
      if (elsewhere) {
        session_.snapshot.assume(
            path + " is the template of " + std::string(resource.id) + ", as its URL ends", "");
      }
    }
    bodies_.emplace(path, body);
    return body;
  }

  /// The file that the CDK uploads under that name: its hash, which a list of assets beside the
  /// template explains; the same name where none does.
  std::string asset_path(const std::string& name, const File& beside) {
    const std::string folder(beside.folder());
    const auto names = files_.list(folder.empty() ? "." : folder.substr(0, folder.size() - 1));
    for (const std::string& one : names.value_or(std::vector<std::string>())) {
      const auto source =
          one.ends_with(".assets.json") ? files_.read(folder + one) : Result<SourcePtr>(fail({}));
      const auto json = source ? json::read(*source) : Result<json::DocumentPtr>(fail({}));
      const auto assets = json ? (*json)->root().find("files") : std::nullopt;
      const auto asset = assets ? assets->find(name.substr(0, name.find('.'))) : std::nullopt;
      if (const auto from = asset ? asset->find("source") : std::nullopt) {
        return member_text(*from, "path");
      }
    }
    return name;
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
