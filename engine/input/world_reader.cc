#include "engine/input/world_reader.h"

#include <array>
#include <set>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"
#include "engine/input/bucket_reader.h"
#include "engine/input/configuration_reader.h"
#include "engine/input/fact_reader.h"
#include "engine/input/key_reader.h"
#include "engine/input/names.h"
#include "engine/input/printed.h"
#include "engine/input/tag_reader.h"

namespace remora::input {

namespace {

constexpr std::string_view kServiceRolePath = "/aws-service-role/";

constexpr auto kWorlds = std::to_array<std::string_view>({"closed", "open"});

class WorldReader {
 public:
  WorldReader(PolicyLoader& policies, DiagnosticSink& sink, world::World& world)
      : policies_(policies), sink_(sink), world_(world) {}

  void read(MemberReader& scenario) {
    world_.closure = scenario.choice("world", kWorlds, kWorlds[0]) == "open"
                         ? world::Closure::Open
                         : world::Closure::Closed;
    world_.unknown_organization =
        FactReader(scenario, {}).unknown("organization", "the organization, if there is one");
    if (world_.unknown_organization) {
      world_.unknown_scps = {
          {CompiledPolicy::unread(PolicyType::Scp, world_.unknown_organization)}};
      world_.unknown_rcps = {
          {CompiledPolicy::unread(PolicyType::Rcp, world_.unknown_organization)}};
    } else if (const auto organization = scenario.object("organization")) {
      read_organization(*organization, policies_, world_, sink_);
    }
    each(scenario, "buckets", &WorldReader::bucket);
    each(scenario, "keys", &WorldReader::key);
    each(scenario, "topics", &WorldReader::topic);
    each(scenario, "roles", &WorldReader::role);
    each(scenario, "logGroups", &WorldReader::log_group);
    each(scenario, "configurationRecorders", &WorldReader::existing_recorder);
    each(scenario, "deliveryChannels", &WorldReader::existing_channel);
    each(scenario, "trails", &WorldReader::existing_trail);
  }

 private:
  /// Reads each element with its path: `buckets[0]`.
  void each(MemberReader& scenario,
            std::string_view name,
            void (WorldReader::*one)(const json::Value&, const std::string&)) {
    std::size_t index = 0;
    for (const json::Value& value : scenario.array(name)) {
      (this->*one)(value, std::string(name) + "[" + std::to_string(index++) + "]");
    }
  }

  std::string account(MemberReader& reader, std::string_view name) {
    return read_account(reader, name, sink_);
  }

  std::string region(MemberReader& reader, std::string_view name) {
    return read_region(reader, name, sink_);
  }

  std::string arn(MemberReader& reader, const ArnForm& form) {
    std::string text = read_arn(reader, form, sink_);
    warn_if_repeated(reader.place_of("arn"), text);
    return text;
  }

  void warn_if_repeated(const Place& place, const std::string& name) {
    if (!name.empty() && !names_.insert(name).second) {
      sink_.warning(
          place, "listed-twice", in_quotes(name) + " is listed twice, the first one counts");
    }
  }

  static Place place_of(const json::Value& value, std::string_view member) {
    return value.find(member).value_or(value).place();
  }

  void bucket(const json::Value& value, const std::string& path) {
    world::Bucket bucket = read_bucket(value, path, policies_, sink_);
    warn_if_repeated(place_of(value, "name"), bucket.name);
    world_.buckets.push_back(std::move(bucket));
  }

  void key(const json::Value& value, const std::string& path) {
    world::Key key = read_key(value, path, policies_, sink_);
    warn_if_repeated(place_of(value, "arn"), key.arn);
    world_.keys.push_back(std::move(key));
  }

  void topic(const json::Value& value, const std::string& path) {
    MemberReader reader(value, "a topic", sink_);
    world::Topic topic;
    topic.place = value.place();
    topic.arn = arn(reader, kTopicArn);
    if (const auto parsed = Arn::parse(topic.arn)) {
      topic.account = parsed->account;
    }
    FactReader facts(reader, path);
    const std::string it = "topic " + topic.arn.substr(topic.arn.rfind(':') + 1);
    topic.policy = facts.policy("policy", {"the policy of ", it}, PolicyType::Topic, policies_);
    topic.kms_key = facts.text("kmsMasterKeyId", {"the key of ", it, ", if it has one"});
    topic.tags = read_tags(reader, path, it);
    reader.finish();
    world_.topics.push_back(std::move(topic));
  }

  void log_group(const json::Value& value, const std::string& /*path*/) {
    MemberReader reader(value, "a log group", sink_);
    world_.log_groups.push_back({arn(reader, kLogGroupArn), value.place()});
    reader.finish();
  }

  void existing_recorder(const json::Value& value, const std::string& path) {
    MemberReader reader(value, "an element of \"configurationRecorders\"", sink_);
    world::ExistingRecorder found;
    found.place = value.place();
    found.account = account(reader, "accountId");
    found.region = region(reader, "region");
    if (const auto recorder = reader.object("configurationRecorder")) {
      found.recorder = read_recorder(printed(*recorder, {"ConfigurationRecorders", "0"}),
                                     path + ".configurationRecorder",
                                     "the recorder of " + found.account + " in " + found.region,
                                     sink_);
    } else {
      sink_.error(value.place(), "missing-member", "it needs \"configurationRecorder\"");
    }
    reader.finish();
    world_.recorders.push_back(std::move(found));
  }

  void existing_channel(const json::Value& value, const std::string& path) {
    MemberReader reader(value, "an element of \"deliveryChannels\"", sink_);
    world::ExistingChannel found;
    found.place = value.place();
    found.account = account(reader, "accountId");
    found.region = region(reader, "region");
    if (const auto channel = reader.object("deliveryChannel")) {
      found.channel = read_channel(printed(*channel, {"DeliveryChannels", "0"}),
                                   path + ".deliveryChannel",
                                   "the channel of " + found.account + " in " + found.region,
                                   sink_);
    } else {
      sink_.error(value.place(), "missing-member", "it needs \"deliveryChannel\"");
    }
    reader.finish();
    world_.channels.push_back(std::move(found));
  }

  void existing_trail(const json::Value& value, const std::string& path) {
    MemberReader reader(value, "an element of \"trails\"", sink_);
    world::ExistingTrail found;
    found.place = value.place();
    found.account = account(reader, "accountId");
    found.region = region(reader, "region");
    found.is_logging =
        FactReader(reader, path).boolean("isLogging", "whether the trail logs", true);
    if (const auto trail = reader.object("trail")) {
      found.trail =
          read_trail(printed(*trail, {"Trail", "trailList", "0"}), path + ".trail", sink_);
    } else {
      sink_.error(value.place(), "missing-member", "it needs \"trail\"");
    }
    reader.finish();
    // An organization trail is the management account's, whoever created it.
    if (found.trail.is_organization_trail == true && world_.organization) {
      found.account = world_.organization->management_account.shown(found.account);
    }
    found.arn = "arn:" + std::string(partition_of_region(found.region)) +
                ":cloudtrail:" + found.region + ":" + found.account + ":trail/" +
                found.trail.name.shown(make_unknown("the trail's name"));
    world_.trails.push_back(std::move(found));
  }

  void role(const json::Value& value, const std::string& path) {
    MemberReader reader(value, "a role", sink_);
    world::Role role;
    role.place = value.place();
    role.arn = arn(reader, kRoleArn);
    if (const auto parsed = Arn::parse(role.arn)) {
      role.account = parsed->account;
      role.name = parsed->resource.substr(parsed->resource.rfind('/') + 1);
    }
    FactReader facts(reader, path);
    const std::string it = "role " + role.name;
    role.trust =
        facts.policy("trustPolicy", {"the trust policy of ", it}, PolicyType::Trust, policies_);
    role.policies =
        facts.policies("policies", {"the policies of ", it}, PolicyType::Identity, policies_);
    role.boundary = facts.policy("permissionsBoundary",
                                 {"the permissions boundary of ", it, ", if it has one"},
                                 PolicyType::Boundary,
                                 policies_);
    role.tags = read_tags(reader, path, it);
    role.service_linked = role.arn.find(kServiceRolePath) != std::string::npos;
    reader.finish();
    world_.roles.push_back(std::move(role));
  }

  PolicyLoader& policies_;
  DiagnosticSink& sink_;
  world::World& world_;
  std::set<std::string, std::less<>> names_;
};

}  // namespace

void read_world(MemberReader& scenario, PolicyLoader& policies, world::World& world) {
  WorldReader(policies, scenario.sink(), world).read(scenario);
}

}  // namespace remora::input
