#include "engine/import/cloudformation_order.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "engine/base/words.h"
#include "engine/import/cloudformation_references.h"

namespace remora::imports::cloudformation {

namespace {

using Ids = std::set<std::string_view>;

/// What a resource waits for by itself.
class Dependencies {
 public:
  explicit Dependencies(const Template& body) : body_(body) {}

  /// Whether one waits for the other, directly or through others.
  bool waits(std::string_view one, std::string_view other) {
    Ids seen;
    std::vector<std::string_view> open = {one};
    while (!open.empty()) {
      const std::string_view id = open.back();
      open.pop_back();
      for (const std::string_view next : direct(id)) {
        if (next == other) {
          return true;
        }
        if (seen.insert(next).second) {
          open.push_back(next);
        }
      }
    }
    return false;
  }

 private:
  const Ids& direct(std::string_view id) {
    const auto [found, is_new] = direct_.try_emplace(id);
    const Resource* const resource = is_new ? body_.resource(id) : nullptr;
    if (resource == nullptr) {
      return found->second;
    }
    if (const auto said = resource->value.find("DependsOn")) {
      add(said->text(), found->second);
      for (const json::Value& one : said->elements()) {
        add(one.text(), found->second);
      }
    }
    if (const auto properties = resource->value.find("Properties")) {
      collect(*properties, found->second);
    }
    return found->second;
  }

  void add(std::string_view name, Ids& ids) {
    const std::string_view id = name.substr(0, name.find('.'));
    if (const Resource* const resource = body_.resource(id)) {
      ids.insert(resource->id);
    }
  }

  // As deep as the document is.
  void collect(const json::Value& value, Ids& ids) {  // NOLINT(misc-no-recursion)
    if (const auto call = function_of(value)) {
      const json::Value& argument = call->argument;
      if (call->name == "Ref" || call->name == "Fn::GetAtt") {
        add(argument.text(), ids);
        const auto names = argument.elements();
        if (!names.empty()) {
          add(names[0].text(), ids);
        }
        return;
      }
      if (call->name == "Fn::Sub") {
        const auto parts = argument.elements();
        collect_placeholders(parts.empty() ? argument.text() : parts[0].text(), ids);
      }
    }
    for (const json::Value& element : value.elements()) {
      collect(element, ids);
    }
    for (const json::Member& member : value.members()) {
      collect(member.value, ids);
    }
  }

  void collect_placeholders(std::string_view text, Ids& ids) {
    for (std::size_t at = text.find("${"); at != std::string_view::npos;
         at = text.find("${", at + 2)) {
      const std::size_t end = text.find('}', at);
      if (end != std::string_view::npos) {
        add(text.substr(at + 2, end - at - 2), ids);
      }
    }
  }

  const Template& body_;
  std::map<std::string_view, Ids> direct_;
};

Place whole(const Resource& resource) {
  Place place = resource.key.place();
  place.span.end = std::max(place.span.end, resource.value.span().end);
  return place;
}

/// Two resources of one template, which orders them: what makes a delivery, and what makes
/// something that it needs. Either may be the stack in which that stands.
struct Ordered {
  const Stack* stack;
  const Resource* call;
  const Resource* other;
};

class OrderFinder {
 public:
  OrderFinder(const Stack& stack, Session& session) : stack_(stack), session_(session) {}

  void find() {
    each(stack_, "AWS::CloudTrail::Trail", [&](const Resource& trail) {
      check_call(trail, "S3BucketName", "SnsTopicName", "KMSKeyId");
    });
    each(stack_, "AWS::Config::DeliveryChannel", [&](const Resource& channel) {
      check_call(channel, "S3BucketName", "SnsTopicARN", "S3KmsKeyArn");
      each(stack_, "AWS::Config::ConfigurationRecorder", [&](const Resource& recorder) {
        check_recorder(channel, recorder);
      });
    });
  }

 private:
  template <class Use>
  static void each(const Stack& stack, std::string_view type, const Use& use) {
    for (const auto& [id, resource] : stack.body->resources()) {
      if (resource.type == type && stack.resolver->exists(resource)) {
        use(resource);
      }
    }
  }

  void check_call(const Resource& call,
                  std::string_view bucket_property,
                  std::string_view topic_property,
                  std::string_view key_property) {
    const std::string bucket = stack_.resolver->text(call, bucket_property);
    const std::string topic = stack_.resolver->text(call, topic_property);
    const std::string key = stack_.resolver->text(call, key_property);
    for (const std::unique_ptr<Stack>& one : session_.stacks) {
      Resolver& resolver = *one->resolver;
      each(*one, "AWS::S3::BucketPolicy", [&](const Resource& policy) {
        if (!bucket.empty() && resolver.text(policy, "Bucket") == bucket) {
          check(call, *one, policy, "the policy of its bucket");
        }
      });
      const auto is_topic = [&](const Part& listed) {
        return !topic.empty() && (listed.text == topic || listed.text.ends_with(":" + topic));
      };
      each(*one, "AWS::SNS::TopicPolicy", [&](const Resource& policy) {
        const Resolved topics = resolver.property(policy, "Topics");
        if (topics && std::any_of(topics->children.begin(), topics->children.end(), is_topic)) {
          check(call, *one, policy, "the policy of its topic");
        }
      });
      each(*one, "AWS::SNS::TopicInlinePolicy", [&](const Resource& policy) {
        if (const Resolved arn = resolver.property(policy, "TopicArn"); arn && is_topic(*arn)) {
          check(call, *one, policy, "the policy of its topic");
        }
      });
      each(*one, "AWS::KMS::Alias", [&](const Resource& alias) {
        const std::string name = resolver.name_of(alias);
        if (!key.empty() && (key == name || key.ends_with(":" + name))) {
          check(call, *one, alias, "the alias of its key");
        }
      });
    }
  }

  /// The template that makes both; nothing if they are made in stacks that do not know each other.
  [[nodiscard]] std::optional<Ordered> ordered(const Resource& call,
                                               const Stack& other_stack,
                                               const Resource& other) const {
    const Resource* its = &call;
    for (const Stack* stack = &stack_; stack != nullptr; stack = stack->parent) {
      const Resource* others = &other;
      for (const Stack* second = &other_stack; second != nullptr; second = second->parent) {
        if (second == stack) {
          return Ordered{stack, its, others};
        }
        others = second->parent != nullptr ? second->parent->body->resource(second->id) : nullptr;
        if (others == nullptr) {
          break;
        }
      }
      its = stack->parent != nullptr ? stack->parent->body->resource(stack->id) : nullptr;
      if (its == nullptr) {
        break;
      }
    }
    return std::nullopt;
  }

  bool waits(const Stack& stack, const Resource& one, const Resource& other) {
    return dependencies_.try_emplace(&stack, *stack.body).first->second.waits(one.id, other.id);
  }

  void check(const Resource& call,
             const Stack& stack,
             const Resource& policy,
             const std::string& what) {
    const auto both = ordered(call, stack, policy);
    if (!both) {
      return;
    }
    const std::string it(both->call->id);
    const std::string other(both->other->id);
    const std::string named =
        std::string(policy.id) + (both->other == &policy ? "" : " in " + other);
    if (waits(*both->stack, *both->other, *both->call)) {
      add(call,
          policy,
          both->call->key.place(),
          what + ", " + named + ", waits for " + it + ", which needs it first",
          "take what refers to " + it + " out of " + other +
              " (write the ARN with Fn::Sub and the "
              "name), and " +
              line_to_add(*both->call, other));
    } else if (!waits(*both->stack, *both->call, *both->other)) {
      add(call,
          policy,
          both->call->key.place(),
          it + " does not wait for " + what + ", " + named +
              ": CloudFormation may make it first, and AWS refuses it then",
          line_to_add(*both->call, other));
    }
  }

  void check_recorder(const Resource& channel, const Resource& recorder) {
    const std::string one(channel.id);
    const std::string other(recorder.id);
    if (waits(stack_, recorder, channel)) {
      add(channel,
          recorder,
          recorder.key.place(),
          "recorder " + other + " waits for channel " + one +
              ", which AWS Config refuses without a recorder: "
              "NoAvailableConfigurationRecorderException",
          "take " + one + " out of what " + other + " depends on; neither has to wait");
    } else if (waits(stack_, channel, recorder)) {
      add(channel,
          recorder,
          channel.key.place(),
          "channel " + one + " waits for recorder " + other +
              ", which is started at once and cannot be without a channel: "
              "NoAvailableDeliveryChannelException",
          "take " + other + " out of what " + one + " depends on; neither has to wait");
    }
  }

  static std::string line_to_add(const Resource& call, const std::string& other) {
    const std::string it(call.id);
    const auto metadata = call.value.find("Metadata");
    const auto path = metadata ? metadata->find("aws:cdk:path") : std::nullopt;
    const std::string of_cdk =
        path ? " (CDK: node.addDependency, of " + std::string(path->text()) + ")" : "";
    if (call.value.find("DependsOn")) {
      return "add " + other + " to the DependsOn of " + it + of_cdk;
    }
    return (call.value.document().yaml() ? "add `DependsOn: " + other + "` to "
                                         : "add `\"DependsOn\": \"" + other + "\"` to ") +
           it + of_cdk;
  }

  void add(const Resource& call,
           const Resource& other,
           Place place,
           std::string message,
           std::string hint) {
    session_.snapshot.add_finding({"order",
                                   session_.delivery_ids[{&stack_, call.id}],
                                   std::move(place),
                                   std::move(message),
                                   std::move(hint),
                                   {{whole(other), std::string(other.id)}}});
  }

  const Stack& stack_;
  Session& session_;
  std::map<const Stack*, Dependencies> dependencies_;
};

}  // namespace

void find_order(const Stack& stack, Session& session) {
  OrderFinder(stack, session).find();
}

}  // namespace remora::imports::cloudformation
