#include <algorithm>
#include <array>
#include <utility>

#include "engine/import/policies.h"
#include "engine/import/terraform_things.h"

namespace remora::imports::terraform {

namespace {

struct CallAttribute {
  std::string_view attribute;
  std::string_view member;
};

constexpr auto kTrailTexts =
    std::to_array<CallAttribute>({{"name", "Name"},
                                  {"s3_bucket_name", "S3BucketName"},
                                  {"s3_key_prefix", "S3KeyPrefix"},
                                  {"sns_topic_name", "SnsTopicName"},
                                  {"kms_key_id", "KmsKeyId"},
                                  {"cloud_watch_logs_group_arn", "CloudWatchLogsLogGroupArn"},
                                  {"cloud_watch_logs_role_arn", "CloudWatchLogsRoleArn"}});

constexpr auto kTrailFlags =
    std::to_array<CallAttribute>({{"is_multi_region_trail", "IsMultiRegionTrail"},
                                  {"is_organization_trail", "IsOrganizationTrail"},
                                  {"enable_log_file_validation", "EnableLogFileValidation"}});

constexpr auto kChannelTexts = std::to_array<CallAttribute>({{"name", "name"},
                                                             {"s3_bucket_name", "s3BucketName"},
                                                             {"s3_key_prefix", "s3KeyPrefix"},
                                                             {"s3_kms_key_arn", "s3KmsKeyArn"},
                                                             {"sns_topic_arn", "snsTopicARN"}});

class CallReader {
 public:
  explicit CallReader(Reading& reading) : reading_(reading) {}

  void add_trail(const Resource& resource) {
    Part trail = Part::object(resource.place);
    for (const CallAttribute& one : kTrailTexts) {
      set(trail, resource, one);
    }
    // A log group's ARN ends in `:*`, which the plan does not show beside what it refers to.
    Part* const group = trail.find("CloudWatchLogsLogGroupArn");
    if (group != nullptr && group->kind == json::Kind::String && !group->text.ends_with(":*") &&
        !resource.property("cloud_watch_logs_group_arn").text()) {
      group->text += ":*";
    }
    for (const CallAttribute& one : kTrailFlags) {
      const Property flag = resource.property(one.attribute);
      if (flag.is_unknown()) {
        trail.set(one.member,
                  Part::unknown("it is known only after the plan is applied", resource.place));
      } else if (flag.value()) {
        trail.set(one.member, Part::boolean(flag.is_true(), flag.value()->place()));
      }
    }
    if (resource.property("insight_selector").size() > 0) {
      trail.set("HasInsightSelectors", Part::boolean(true, resource.place));
    }
    add(resource, "cloudtrail", "trail", std::move(trail));
  }

  void add_channel(const Resource& resource) {
    Part channel = Part::object(resource.place);
    for (const CallAttribute& one : kChannelTexts) {
      set(channel, resource, one);
    }
    if (channel.find("name") == nullptr) {
      channel.set("name", Part::string("default", resource.place));
    }
    const auto frequency =
        resource.property("snapshot_delivery_properties").element(0).member("delivery_frequency");
    if (frequency.value()) {
      Part properties = Part::object(resource.place);
      properties.set("deliveryFrequency", Part::copy(*frequency.value()));
      channel.set("configSnapshotDeliveryProperties", std::move(properties));
    }
    add(resource, "config", "deliveryChannel", std::move(channel));
  }

 private:
  void set(Part& call, const Resource& resource, const CallAttribute& one) {
    const Text text = reading_.texts.text(resource, one.attribute);
    if (text.kind != Text::Kind::Absent) {
      call.set(one.member, text.part());
    }
  }

  /// Two plans may have resources of one address.
  std::string free_id(const Resource& resource) {
    std::string id = resource.name;
    const auto& all = reading_.snapshot.deliveries().children;
    const auto taken = [&] {
      return std::any_of(
          all.begin(), all.end(), [&](const Part& one) { return one.find("id")->text == id; });
    };
    while (taken()) {
      id = reading_.plan.file().source->name() + ":" + id;
    }
    return id;
  }

  void add(const Resource& resource, const char* service, const char* member, Part call) {
    const Home home = reading_.texts.home(resource);
    const std::string id = free_id(resource);
    Part delivery = Part::object(resource.place);
    delivery.set("id", Part::string(id, resource.place));
    delivery.set("service", Part::string(service, resource.place));
    delivery.set("accountId", Part::string(home.account, resource.place));
    delivery.set("region", Part::string(home.region, resource.place));
    if (member == std::string_view("deliveryChannel")) {
      delivery.set("configurationRecorder", recorder(resource, home, id));
    }
    const auto name = [&](std::string_view of_channel, std::string_view of_trail) {
      const Part* const one = call.find(call.find(of_channel) != nullptr ? of_channel : of_trail);
      return one != nullptr && one->kind == json::Kind::String ? one->text : std::string();
    };
    reading_.deliveries.push_back({&resource,
                                   id,
                                   name("s3BucketName", "S3BucketName"),
                                   name("s3KmsKeyArn", "KmsKeyId"),
                                   name("snsTopicARN", "SnsTopicName")});
    delivery.set(member, std::move(call));
    reading_.snapshot.add_delivery(std::move(delivery));
  }

  /// The recorder of the channel's account and Region: the one of its own module, if there are
  /// several.
  Part recorder(const Resource& channel, const Home& home, const std::string& id) {
    const Resource* found = nullptr;
    for (const Resource* one : reading_.plan.all("aws_config_configuration_recorder")) {
      const Home other = reading_.texts.home(*one);
      const bool near = one->address.modules == channel.address.modules;
      if (other.account == home.account && other.region == home.region &&
          (found == nullptr || near)) {
        found = one;
      }
    }
    if (found == nullptr) {
      return service_linked_recorder(home.account, id, channel.place, reading_.snapshot);
    }
    const Text name = reading_.texts.text(*found, "name");
    const Text role = reading_.texts.text(*found, "role_arn");
    return Part::object(found->place)
        .set("name", name.is_given() ? name.part() : Part::string("default", found->place))
        .set("roleARN",
             role.kind == Text::Kind::Absent
                 ? Part::unknown("the plan does not say it", found->place)
                 : role.part());
  }

  Reading& reading_;
};

}  // namespace

void add_deliveries(Reading& reading) {
  CallReader reader(reading);
  for (const Resource& resource : reading.plan.resources()) {
    if (resource.data) {
      continue;
    }
    if (resource.type == "aws_cloudtrail") {
      reader.add_trail(resource);
    } else if (resource.type == "aws_config_delivery_channel") {
      reader.add_channel(resource);
    }
  }
}

}  // namespace remora::imports::terraform
