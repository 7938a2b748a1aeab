#include "engine/import/cloudformation.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/base/near_miss.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"
#include "engine/import/cloudformation_calls.h"
#include "engine/import/cloudformation_nested.h"
#include "engine/import/cloudformation_order.h"
#include "engine/import/cloudformation_parameters.h"
#include "engine/import/cloudformation_references.h"
#include "engine/import/cloudformation_resolver.h"
#include "engine/import/cloudformation_resources.h"
#include "engine/import/cloudformation_unknowns.h"

namespace remora::imports::cloudformation {

namespace {

// The account of AWS's own examples, and the Region that consoles begin with.
constexpr std::string_view kSomeAccount = "111122223333";
constexpr std::string_view kSomeRegion = "us-east-1";

// Macros of AWS that make nothing which a delivery asks for. Source: AWS CloudFormation User Guide,
// "Transform reference".
constexpr auto kMacros = std::to_array<std::string_view>({"AWS::CodeDeployBlueGreen",
                                                          "AWS::LanguageExtensions",
                                                          "AWS::SecretsManager",
                                                          "AWS::Serverless"});

/// What was said for one input, by its name or by that of its folder.
std::string said_for(const File& file, const std::vector<NamedText>& list, std::string otherwise) {
  const std::string& name = file.source->name();
  for (const auto& [input, value] : list) {
    if (input == name || input == file.stem() || input == name.substr(file.folder().size()) ||
        (name.starts_with(input) && name.substr(input.size()).starts_with('/')) ||
        (input.ends_with('/') && name.starts_with(input))) {
      return value;
    }
  }
  return otherwise;
}

/// The account whose logs a template speaks of, if it writes out one.
std::string account_in(std::string_view text) {
  constexpr std::string_view kBefore = "AWSLogs/";
  constexpr std::size_t kDigits = 12;
  std::set<std::string> found;
  for (std::size_t at = text.find(kBefore); at != std::string_view::npos;
       at = text.find(kBefore, at + 1)) {
    const std::string_view id = text.substr(at + kBefore.size(), kDigits);
    if (is_account_id(id)) {
      found.emplace(id);
    }
  }
  return found.size() == 1 ? *found.begin() : std::string();
}

std::string region_in(std::string_view text) {
  const auto speaks_of = [&](std::string_view partition) {
    return text.find(partition) != std::string_view::npos;
  };
  return speaks_of("arn:aws:")          ? ""
         : speaks_of("arn:aws-cn:")     ? "cn-north-1"
         : speaks_of("arn:aws-us-gov:") ? "us-gov-west-1"
                                        : "";
}

class StackReader {
 public:
  StackReader(const std::vector<TemplateFile>& templates,
              Options options,
              GivenValues parameters,
              FileReader& files,
              Choices& choices,
              Snapshot& snapshot)
      : templates_(templates),
        options_(std::move(options)),
        parameters_(std::move(parameters)),
        files_(files),
        snapshot_(snapshot),
        session_{options_, snapshot, choices} {}

  StackReader(const StackReader&) = delete;
  StackReader& operator=(const StackReader&) = delete;

  void read() {
    add_stacks();
    leave_out(add_nested_stacks(session_, files_));
    name_what_is_not_seen();
    say_what_is_not_seen();
    check_names();
    add_calls();
    while (!snapshot_.has_deliveries() && !snapshot_.sink().has_errors() && force_a_condition()) {
      for (const std::unique_ptr<Stack>& stack : session_.stacks) {
        stack->resolver = std::make_unique<Resolver>(session_, *stack);
      }
      add_calls();
    }
    for (Part& delivery : snapshot_.deliveries().children) {
      replace_logical_ids(delivery);
    }
    add_resources(session_);
    for (const std::unique_ptr<Stack>& stack : session_.stacks) {
      find_order(*stack, session_);
    }
    if (snapshot_.has_deliveries()) {
      say_what_is_unknown(session_);
    }
  }

 private:
  void add_stacks() {
    for (const TemplateFile& one : templates_) {
      auto stack = std::make_unique<Stack>();
      stack->body = std::make_shared<const Template>(one.file);
      const std::string_view text = one.file.source->text();
      stack->account = home(said_for(one.file, options_.accounts, options_.account),
                            one.account,
                            account_in(text),
                            kSomeAccount,
                            "the stack is made in account ",
                            "--account");
      stack->region = home(said_for(one.file, options_.regions, options_.region),
                           one.region,
                           region_in(text),
                           kSomeRegion,
                           "the stack is made in ",
                           "--region");
      stack->name = !options_.stack.empty() ? options_.stack
                    : !one.stack.empty()    ? one.stack
                                            : make_symbol("stack name" + of(label_of(one.file)));
      stack->label = label_of(one.file);
      stack->parameters = parameters_;
      for (const std::string& secret : secrets_of(*stack->body, parameters_)) {
        snapshot_.keep_secret(secret);
      }
      session_.stacks.push_back(std::move(stack));
    }
    for (const std::unique_ptr<Stack>& stack : session_.stacks) {
      stack->resolver = std::make_unique<Resolver>(session_, *stack);
    }
  }

  /// A template that another one nests is no stack of its own, and neither are those in it.
  void leave_out(const std::set<std::string>& nested) {
    const auto stays = [&](const std::unique_ptr<Stack>& one) {
      const Stack* root = one.get();
      while (root->parent != nullptr) {
        root = root->parent;
      }
      return nested.count(root->body->file().source->name()) == 0;
    };
    auto& stacks = session_.stacks;
    if (std::any_of(stacks.begin(), stacks.end(), stays)) {  // else they nest themselves
      stacks.erase(std::stable_partition(stacks.begin(), stacks.end(), stays), stacks.end());
    }
  }

  /// What makes resources that nobody sees here, beside the stacks that are not among the inputs.
  void name_what_is_not_seen() {
    for (const std::unique_ptr<Stack>& stack : session_.stacks) {
      const json::Value root = stack->body->file().root();
      if (const auto macros = root.find("Transform")) {
        for (const json::Value& one :
             macros->is_array() ? macros->elements() : std::vector<json::Value>{*macros}) {
          const std::string name =
              one.is_object() ? member_text(one, "Name") : std::string(one.text());
          if (std::none_of(kMacros.begin(), kMacros.end(), [&](std::string_view known) {
                return name.starts_with(known);
              })) {
            not_seen(one.place(), "macro " + name);
          }
        }
      }
      const auto resources = root.find("Resources");
      for (const json::Member& member :
           resources ? resources->members() : std::vector<json::Member>()) {
        if (member.key.text().starts_with("Fn::")) {
          not_seen(member.key.place(), std::string(member.key.text()));
        }
      }
      for (const auto& [id, resource] : stack->body->resources()) {
        if (resource.type.ends_with("::MODULE")) {
          not_seen(resource.key.place(), "module " + std::string(resource.type));
        } else if (const auto macro = makes_policy(resource) ? resource.macro() : std::nullopt) {
          not_seen(resource.key.place(), macro->name + " in " + std::string(resource.id));
        }
      }
    }
  }

  /// A policy of which only a macro says whose it is.
  static bool makes_policy(const Resource& resource) {
    const bool of_bucket = resource.type == "AWS::S3::BucketPolicy";
    return (of_bucket && !resource.property("Bucket")) ||
           (resource.type == "AWS::SNS::TopicPolicy" && !resource.property("Topics")) ||
           (resource.type == "AWS::SNS::TopicInlinePolicy" && !resource.property("TopicArn"));
  }

  /// A parameter that no template has is most likely misspelt; one that a template only refers to
  /// may be meant.
  void check_names() {
    std::vector<std::string_view> names;
    for (const std::unique_ptr<Stack>& stack : session_.stacks) {
      for (const auto& [name, declared] : stack->body->parameters()) {
        names.push_back(name);
      }
    }
    for (const auto& [name, value] : parameters_) {
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        snapshot_.sink().warning(value.place.known() ? value.place : snapshot_.nowhere(),
                                 "parameters",
                                 "no template has a parameter " + in_quotes(name),
                                 did_you_mean(name, names));
      }
    }
    std::vector<std::string_view> conditions;
    std::vector<std::string_view> resources = names;  // --att gives the value of a parameter, too
    for (const std::unique_ptr<Stack>& stack : session_.stacks) {
      for (const auto& [name, declared] : stack->body->conditions()) {
        conditions.push_back(name);
      }
      for (const auto& [id, resource] : stack->body->resources()) {
        resources.push_back(id);
      }
    }
    warn_of_others(options_.conditions, conditions, "condition ");
    warn_of_others(options_.attributes, resources, "resource ");
  }

  void warn_of_others(const std::vector<NamedText>& said,
                      const std::vector<std::string_view>& known,
                      const char* what) {
    for (const auto& [name, text] : said) {
      const std::string_view id = std::string_view(name).substr(0, name.find('.'));
      if (std::find(known.begin(), known.end(), id) == known.end()) {
        snapshot_.sink().warning(snapshot_.nowhere(),
                                 "parameters",
                                 "no template has a " + (what + in_quotes(id)),
                                 did_you_mean(id, known));
      }
    }
  }

  void not_seen(const Place& place, const std::string& what) {
    session_.unseen.push_back(
        {what + " is not carried out",
         place,
         "give the template as CloudFormation has processed it: aws cloudformation get-template "
         "--template-stage Processed"});
  }

  void say_what_is_not_seen() {
    for (const Unseen& one : session_.unseen) {
      snapshot_.sink().append({{Severity::Warning,
                                "not-seen",
                                one.place,
                                one.what + ", and what it makes is not seen",
                                one.hint}});
    }
  }

  static std::string of(const std::string& label) { return label.empty() ? "" : " of " + label; }

  std::string home(const std::string& said,
                   const std::string& known,
                   const std::string& written,
                   std::string_view otherwise,
                   const std::string& what,
                   const std::string& option) {
    if (!said.empty() || !known.empty()) {
      return said.empty() ? known : said;
    }
    std::string taken = written.empty() ? std::string(otherwise) : written;
    snapshot_.assume(what + taken +
                         (!written.empty()            ? ", as the template writes it"
                          : otherwise == kSomeAccount ? ", an example"
                                                      : ""),
                     option);
    return taken;
  }

  /// What tells the symbols of one template from those of the others.
  [[nodiscard]] std::string label_of(const File& file) const {
    if (templates_.size() == 1) {
      return {};
    }
    const std::string base = file.source->name().substr(file.folder().size());
    const auto alike =
        std::count_if(templates_.begin(), templates_.end(), [&](const TemplateFile& one) {
          return one.file.source->name().substr(one.file.folder().size()) == base;
        });
    std::string label = alike > 1 ? file.source->name() : base;
    std::replace_if(
        label.begin(), label.end(), [](char c) { return c == '/' || c == ':'; }, ' ');
    return label;
  }

  void add_calls() {
    for (const std::unique_ptr<Stack>& stack : session_.stacks) {
      cloudformation::add_calls(*stack, session_);
    }
  }

  /// A template that makes its trail only on demand is read as if it were demanded, unless somebody
  /// said what he wants.
  bool force_a_condition() {
    for (const std::unique_ptr<Stack>& stack : session_.stacks) {
      const HeldBack held = held_back(*stack);
      if (held.resource == nullptr) {
        continue;
      }
      const std::string condition(held.condition);
      const std::string it(held.resource->id);
      if (!parameters_.empty() || options_.conditions.size() > forced_ || forced_ == kMostForced) {
        snapshot_.sink().error(
            held.resource->key.place(),
            "no-delivery",
            it + " is not made: condition " + condition + " is false",
            "give the parameters that it depends on, or --condition " + condition + "=true");
        return false;
      }
      ++forced_;
      options_.conditions.emplace_back(condition, "true");
      snapshot_.assume(it + " is made, though the defaults of the parameters make condition " +
                           condition + " false",
                       "--param or --condition " + condition + "=false");
      return true;
    }
    return false;
  }

  /// A call of the command line may speak of things by their logical ids.
  void replace_logical_ids(Part& delivery) {
    for (const char* call : {"trail", "deliveryChannel", "configurationRecorder"}) {
      Part* const part = delivery.find(call);
      for (Part& member : part != nullptr ? part->children : none_.children) {
        if (member.place.source == snapshot_.nowhere().source && member.name != "Name" &&
            member.name != "name" && member.kind == json::Kind::String) {
          replace_logical_id(member);
        }
      }
    }
  }

  void replace_logical_id(Part& member) {
    for (const std::unique_ptr<Stack>& stack : session_.stacks) {
      const Resource* const resource = stack->body->resource(member.text);
      if (resource == nullptr) {
        continue;
      }
      const std::string_view type = resource->type;
      member.text = type == "AWS::KMS::Key"     ? arn_of_key(*resource, *stack->resolver)
                    : type == "AWS::SNS::Topic" ? arn_of_topic(*resource, *stack->resolver)
                    : type == "AWS::IAM::Role"  ? arn_of_role(*resource, *stack->resolver)
                                                : stack->resolver->name_of(*resource);
      return;
    }
  }

  static constexpr std::size_t kMostForced = 8;

  const std::vector<TemplateFile>& templates_;
  Options options_;
  GivenValues parameters_;
  FileReader& files_;
  Snapshot& snapshot_;
  Session session_;
  std::size_t forced_ = 0;
  Part none_ = {};
};

}  // namespace

void read_templates(const std::vector<TemplateFile>& templates,
                    const Options& options,
                    FileReader& files,
                    Choices& choices,
                    Snapshot& snapshot) {
  GivenValues parameters = read_parameters(options, files, snapshot);
  if (!snapshot.sink().has_errors()) {
    StackReader(templates, options, std::move(parameters), files, choices, snapshot).read();
  }
}

}  // namespace remora::imports::cloudformation
