#include "engine/import/cloudformation_calls.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"
#include "engine/import/cloudformation_policies.h"
#include "engine/import/cloudformation_references.h"
#include "engine/import/policies.h"

namespace remora::imports::cloudformation {

namespace {

constexpr std::string_view kTrail = "AWS::CloudTrail::Trail";
constexpr std::string_view kChannel = "AWS::Config::DeliveryChannel";
constexpr std::string_view kRecorder = "AWS::Config::ConfigurationRecorder";
constexpr std::string_view kServiceLinkedRole = ":role/aws-service-role/config.amazonaws.com/";

struct Renamed {
  std::string_view property;
  std::string_view member;
  bool flag = false;
};

constexpr auto kTrailMembers = std::to_array<Renamed>({
    {"S3BucketName", "S3BucketName"},
    {"S3KeyPrefix", "S3KeyPrefix"},
    {"SnsTopicName", "SnsTopicName"},
    {"KMSKeyId", "KmsKeyId"},
    {"CloudWatchLogsLogGroupArn", "CloudWatchLogsLogGroupArn"},
    {"CloudWatchLogsRoleArn", "CloudWatchLogsRoleArn"},
    {"IsMultiRegionTrail", "IsMultiRegionTrail", true},
    {"IsOrganizationTrail", "IsOrganizationTrail", true},
    {"EnableLogFileValidation", "EnableLogFileValidation", true},
});

constexpr auto kChannelMembers = std::to_array<Renamed>({
    {"S3BucketName", "s3BucketName"},
    {"S3KeyPrefix", "s3KeyPrefix"},
    {"S3KmsKeyArn", "s3KmsKeyArn"},
    {"SnsTopicARN", "snsTopicARN"},
});

class CallReader {
 public:
  CallReader(const Stack& stack, Session& session)
      : stack_(stack), session_(session), resolver_(*stack.resolver) {}

  void read() {
    for (const auto& [id, resource] : stack_.body->resources()) {
      const bool trail = resource.type == kTrail;
      if ((trail || resource.type == kChannel) && resolver_.exists(resource)) {
        add(resource, trail);
      }
    }
  }

 private:
  void add(const Resource& resource, bool trail) {
    const Place place = resource.key.place();
    Part delivery = Part::object(place);
    delivery.set("id", Part::string(id_of(resource), place));
    delivery.set("service", Part::string(trail ? "cloudtrail" : "config", place));
    delivery.set("accountId", fact(Part::string(stack_.account, place), session_));
    delivery.set("region", Part::string(stack_.region, place));
    if (trail) {
      delivery.set("trail", trail_of(resource));
    } else {
      delivery.set("configurationRecorder", recorder_of(resource));
      delivery.set("deliveryChannel", channel_of(resource));
    }
    session_.snapshot.add_delivery(std::move(delivery));
    session_.delivery_ids[{&stack_, resource.id}] =
        session_.snapshot.deliveries().children.back().find("id")->text;
  }

  /// Its logical id, with its stack where there is another one of that name.
  std::string id_of(const Resource& resource) {
    std::string id(resource.id);
    for (const Part& other : session_.snapshot.deliveries().children) {
      if (other.find("id")->text == id) {
        id += " of " + (stack_.label.empty() ? stack_.account + " " + stack_.region : stack_.label);
        break;
      }
    }
    return id;
  }

  template <std::size_t N>
  void copy(const Resource& resource, const std::array<Renamed, N>& members, Part& into) {
    for (const Renamed& one : members) {
      Resolved value = resolver_.property(resource, one.property);
      if (!value || value->kind == json::Kind::Null) {
        continue;
      }
      if (value->kind == json::Kind::Array || value->kind == json::Kind::Object) {
        resolver_.error(value->place, std::string(one.property) + " is a text");
        continue;
      }
      if (one.flag) {
        into.set(one.member, boolean(*value, resolver_, session_));
        continue;
      }
      value->kind = json::Kind::String;
      into.set(one.member, *std::move(value));
    }
  }

  Part trail_of(const Resource& resource) {
    Part trail = Part::object(resource.key.place());
    trail.set("Name", Part::string(resolver_.name_of(resource), resource.key.place()));
    copy(resource, kTrailMembers, trail);
    if (const Resolved insights = resolver_.property(resource, "InsightSelectors")) {
      trail.set("HasInsightSelectors",
                has_unknown(insights->text)
                    ? fact(*insights, session_)
                    : Part::boolean(!insights->children.empty(), insights->place));
    }
    return trail;
  }

  Part channel_of(const Resource& resource) {
    Part channel = Part::object(resource.key.place());
    channel.set("name", Part::string(resolver_.name_of(resource), resource.key.place()));
    copy(resource, kChannelMembers, channel);
    const Resolved delivery = resolver_.property(resource, "ConfigSnapshotDeliveryProperties");
    if (const Part* const often = delivery ? delivery->find("DeliveryFrequency") : nullptr;
        often != nullptr && !has_symbol(often->text)) {
      channel.set("configSnapshotDeliveryProperties",
                  Part::object(often->place).set("deliveryFrequency", *often));
    }
    return channel;
  }

  Part recorder_of(const Resource& channel) {
    for (const std::unique_ptr<Stack>& stack : session_.stacks) {
      if (stack->account != stack_.account || stack->region != stack_.region) {
        continue;
      }
      for (const auto& [id, resource] : stack->body->resources()) {
        if (resource.type == kRecorder && stack->resolver->exists(resource)) {
          return recorder(resource, *stack->resolver);
        }
      }
    }
    return service_linked_recorder(
        stack_.account, std::string(channel.id), channel.key.place(), session_.snapshot);
  }

  Part recorder(const Resource& resource, Resolver& resolver) {
    Part part = Part::object(resource.key.place());
    part.set("name", Part::string(resolver.name_of(resource), resource.key.place()));
    Resolved role = resolver.property(resource, "RoleARN");
    if (!role) {
      resolver.error(resource.key.place(), "a recorder needs RoleARN");
      return part;
    }
    role->kind = json::Kind::String;
    if (role->text.find(kServiceLinkedRole) != std::string::npos) {
      session_.snapshot.assume("AWSServiceRoleForConfig is there, and AWS Config may assume it",
                               "--set deliveries[ID].configurationRecorder.roleARN=ARN");
    }
    part.set("roleARN", fact(*std::move(role), session_));
    return part;
  }

  const Stack& stack_;
  Session& session_;
  Resolver& resolver_;
};

}  // namespace

void add_calls(const Stack& stack, Session& session) {
  CallReader(stack, session).read();
}

HeldBack held_back(const Stack& stack) {
  for (const auto& [id, resource] : stack.body->resources()) {
    const auto condition = resource.value.find("Condition");
    if ((resource.type == kTrail || resource.type == kChannel) && condition &&
        !stack.resolver->exists(resource)) {
      return {&resource, condition->text()};
    }
  }
  return {};
}

}  // namespace remora::imports::cloudformation
