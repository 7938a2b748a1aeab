#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/base/symbol.h"
#include "engine/import/terraform_things.h"

namespace remora::imports::terraform {

namespace {

using json::Value;

/// What resources of a configuration wait for: what they refer to, and what `depends_on` names.
class Waiting {
 public:
  explicit Waiting(const Plan& plan) : plan_(plan) {}

  struct Reach {
    std::set<std::string> addresses;  // in the configuration
    std::set<std::string> locals;     // behind these a plan shows nothing
  };

  /// All that a resource waits for, itself included, however far away.
  const Reach& of(const std::string& address) {
    const auto known = reaches_.find(address);
    if (known != reaches_.end()) {
      return known->second;
    }
    Reach reach;
    std::vector<std::string> next = {address};
    while (!next.empty()) {
      const std::string one = std::move(next.back());
      next.pop_back();
      if (reach.addresses.insert(one).second) {
        add_direct(one, reach, next);
      }
    }
    return reaches_.emplace(address, std::move(reach)).first->second;
  }

 private:
  void add_direct(const std::string& address, Reach& reach, std::vector<std::string>& next) {
    const auto configured = plan_.configured(address);
    if (!configured) {
      return;
    }
    Standpoint from{parse_address(address).modules, {}};
    for (const char* member : {"expressions", "count_expression", "for_each_expression"}) {
      if (const auto expression = configured->find(member)) {
        add(follow(plan_, *expression, from), reach, next);
      }
    }
    add_named(*configured, from, reach, next);
    // What a module waits for, all in it waits for.
    while (!from.modules.empty()) {
      const auto call = plan_.call(in_configuration(from.modules));
      from.modules.pop_back();
      if (call) {
        add_named(*call, from, reach, next);
        for (const char* member : {"count_expression", "for_each_expression"}) {
          if (const auto expression = call->find(member)) {
            add(follow(plan_, *expression, from), reach, next);
          }
        }
      }
    }
  }

  void add_named(const Value& block,
                 const Standpoint& from,
                 Reach& reach,
                 std::vector<std::string>& next) {
    const auto named = block.find("depends_on");
    for (const Value& one : named ? named->elements() : std::vector<Value>()) {
      add(follow(plan_, one.text(), from), reach, next);
    }
  }

  void add(const References& found, Reach& reach, std::vector<std::string>& next) {
    for (const Address& target : found.targets) {
      next.push_back(target.in_configuration());
    }
    for (const std::string& module : found.modules) {
      for (const std::string& inner : plan_.configured_in(module)) {
        next.push_back(inner);
      }
    }
    reach.locals.insert(found.locals.begin(), found.locals.end());
  }

  const Plan& plan_;
  std::map<std::string, Reach, std::less<>> reaches_;
};

/// The block and the line in it that make it wait: in the resource itself, or in the call of the
/// module that both are not in together.
std::string line_to_add(const Resource& waits, const Resource& wanted) {
  const auto& here = waits.address.modules;
  const auto& there = wanted.address.modules;
  std::size_t common = 0;
  while (common < here.size() && common < there.size() && here[common].name == there[common].name) {
    ++common;
  }
  const std::string what =
      there.size() > common ? "module." + there[common].name : wanted.address.resource.name;
  const std::string where =
      here.size() > common ? "module " + here[common].name : waits.address.resource.name;
  return "add `depends_on = [" + what + "]` to " + where;
}

class OrderReader {
 public:
  explicit OrderReader(Reading& reading) : reading_(reading), waiting_(reading.plan) {}

  void read(const Delivery& delivery) {
    for (const Resource* one :
         setters(reading_, "aws_s3_bucket_policy", "bucket", delivery.bucket)) {
      needs(delivery, *one, "the bucket policy", delivery.bucket);
    }
    for (const Resource* one : setters(reading_, "aws_kms_key_policy", "key_id", delivery.key)) {
      needs(delivery, *one, "the key policy");
    }
    for (const Resource* one : reading_.plan.all("aws_sns_topic_policy")) {
      const Text arn = reading_.texts.text(*one, "arn");
      const bool topic = !delivery.topic.empty() && arn.is_given() &&
                         (arn.text == delivery.topic || arn.text.ends_with(":" + delivery.topic));
      if (topic) {
        needs(delivery, *one, "the topic's policy");
      }
    }
    if (delivery.resource->type == "aws_config_delivery_channel") {
      read_recorder(delivery);
    }
  }

 private:
  [[nodiscard]] bool waits(const Resource& later, const Resource& earlier) {
    return waiting_.of(later.address.in_configuration())
        .addresses.contains(earlier.address.in_configuration());
  }

  /// Whether both are made by the plan, so that there is an order to find.
  static bool both_change(const Resource& a, const Resource& b) {
    return a.changes && b.changes && a.configuration && b.configuration;
  }

  void needs(const Delivery& delivery,
             const Resource& policy,
             const std::string& what,
             const std::string& bucket = {}) {
    const Resource& resource = *delivery.resource;
    if (!both_change(resource, policy) || waits(resource, policy)) {
      return;
    }
    if (waits(policy, resource)) {
      add(delivery,
          resource,
          policy,
          policy.name + " waits for " + resource.name + ", which needs " + what + " before",
          "let the policy name what it needs of it as a text, and " + line_to_add(resource, policy),
          bucket);
      return;
    }
    add(delivery,
        resource,
        policy,
        resource.name + " does not wait for " + policy.name + ": AWS may be asked before " + what +
            " is there" + unless(resource),
        line_to_add(resource, policy),
        bucket);
  }

  /// A channel needs a recorder; that a recorder records needs a channel.
  void read_recorder(const Delivery& delivery) {
    const Resource& channel = *delivery.resource;
    for (const Resource* recorder : reading_.plan.all("aws_config_configuration_recorder")) {
      if (!is_of_one_home(*recorder, channel) || !both_change(*recorder, channel) ||
          waits(channel, *recorder)) {
        continue;
      }
      const bool turned = waits(*recorder, channel);
      add(delivery,
          channel,
          *recorder,
          turned ? recorder->name + " waits for " + channel.name +
                       ", which needs a recorder before: NoAvailableConfigurationRecorderException"
                 : channel.name + " does not wait for " + recorder->name +
                       ": AWS may be asked before there is a recorder, and answers "
                       "NoAvailableConfigurationRecorderException" +
                       unless(channel),
          turned ? "take the channel out of what the recorder refers to, and " +
                       line_to_add(channel, *recorder)
                 : line_to_add(channel, *recorder));
    }
    for (const Resource* status : reading_.plan.all("aws_config_configuration_recorder_status")) {
      if (is_of_one_home(*status, channel) && both_change(*status, channel) &&
          status->property("is_enabled").is_true() && !waits(*status, channel)) {
        add(delivery,
            *status,
            channel,
            status->name + " does not wait for " + channel.name +
                ": the recorder may be started before there is a channel, and AWS answers "
                "NoAvailableDeliveryChannelException" +
                unless(*status),
            line_to_add(*status, channel));
      }
    }
  }

  [[nodiscard]] bool is_of_one_home(const Resource& a, const Resource& b) const {
    const Home one = reading_.texts.home(a);
    const Home other = reading_.texts.home(b);
    return one.account == other.account && one.region == other.region &&
           a.address.modules == b.address.modules;
  }

  /// What a plan does not show of what a resource refers to.
  std::string unless(const Resource& resource) {
    const auto& locals = waiting_.of(resource.address.in_configuration()).locals;
    return locals.empty() ? std::string() : ", unless " + *locals.begin() + " refers to it";
  }

  void add(const Delivery& delivery,
           const Resource& resource,
           const Resource& other,
           std::string message,
           std::string hint,
           const std::string& bucket = {}) {
    fixture::Finding finding;
    finding.code = "order";
    finding.delivery = delivery.id;
    finding.place = resource.place;
    finding.message = readable(message);
    finding.hint = std::move(hint);
    finding.bucket = bucket;
    finding.others.emplace_back(other.place, other.name);
    reading_.snapshot.add_finding(std::move(finding));
  }

  Reading& reading_;
  Waiting waiting_;
};

}  // namespace

void find_order(Reading& reading) {
  if (!reading.plan.has_configuration()) {
    return;
  }
  OrderReader reader(reading);
  for (const Delivery& delivery : reading.deliveries) {
    if (delivery.resource->changes) {
      reader.read(delivery);
    }
  }
}

}  // namespace remora::imports::terraform
