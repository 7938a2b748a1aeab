#include "engine/import/cloudformation_resources.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/base/symbol.h"
#include "engine/import/cloudformation.h"
#include "engine/import/cloudformation_policies.h"
#include "engine/import/cloudformation_references.h"
#include "engine/import/cloudformation_roles.h"

namespace remora::imports::cloudformation {

namespace {

constexpr std::string_view kBucket = "AWS::S3::Bucket";
constexpr std::string_view kNobodyGave = "the template gives it none";

/// The name that a thing is spoken of by: an alias, an id, what an ARN ends in.
std::string short_name(std::string_view text) {
  const auto arn = Arn::parse(text);
  if (!arn) {
    return std::string(text);
  }
  std::string_view name = arn->resource;
  if (name.starts_with("key/")) {
    name.remove_prefix(4);
  }
  return std::string(name);
}

/// A property of which nobody knows anything, where a map or a list must stand.
bool is_open(const Resolved& value) {
  return value && value->kind == json::Kind::String && has_unknown(value->text);
}

Part null_at(const Place& place) {
  return {json::Kind::Null, {}, place};
}

class ResourceReader {
 public:
  explicit ResourceReader(Session& session) : session_(session), snapshot_(session.snapshot) {
    for (const Part& delivery : snapshot_.deliveries().children) {
      for (const char* call : {"trail", "deliveryChannel", "configurationRecorder"}) {
        if (const Part* const part = delivery.find(call)) {
          want(*part);
        }
      }
    }
    everything_ = wanted_.empty();
  }

  void read() {
    each(kBucket, [&](const Resource& one, Resolver& resolver) { add_bucket(one, resolver); });
    each("AWS::S3::BucketPolicy",
         [&](const Resource& one, Resolver& resolver) { add_bucket_policy(one, resolver); });
    each("AWS::SNS::Topic",
         [&](const Resource& one, Resolver& resolver) { add_topic(one, resolver); });
    each("AWS::SNS::TopicPolicy", [&](const Resource& one, Resolver& resolver) {
      const Resolved topics = resolver.property(one, "Topics");
      for (const Part& topic : topics ? topics->children : std::vector<Part>()) {
        add_topic_policy(topic, one, resolver);
      }
    });
    each("AWS::SNS::TopicInlinePolicy", [&](const Resource& one, Resolver& resolver) {
      if (const Resolved topic = resolver.property(one, "TopicArn")) {
        add_topic_policy(*topic, one, resolver);
      }
    });
    for (const char* type : {"AWS::KMS::Key", "AWS::KMS::ReplicaKey"}) {
      each(type, [&](const Resource& one, Resolver& resolver) { add_key(one, resolver); });
    }
    each("AWS::Logs::LogGroup", [&](const Resource& one, Resolver& resolver) {
      if (wants(resolver.name_of(one)) || wants(arn_of_log_group(one, resolver))) {
        snapshot_.log_group(arn_of_log_group(one, resolver), one.key.place());
      }
    });
    each("AWS::Organizations::Policy",
         [&](const Resource& one, Resolver& resolver) { attach(one, resolver); });
    each("AWS::IAM::Role", [&](const Resource& one, Resolver& resolver) {
      if (wants(arn_of_role(one, resolver))) {
        add_role(one, resolver, session_);
      }
    });
  }

 private:
  template <class Use>
  void each(std::string_view type, const Use& use) {
    for (const std::unique_ptr<Stack>& stack : session_.stacks) {
      for (const auto& [id, resource] : stack->body->resources()) {
        if (resource.type == type && stack->resolver->exists(resource)) {
          use(resource, *stack->resolver);
        }
      }
    }
  }

  /// What a call names.
  void want(const Part& call) {
    for (const Part& member : call.children) {
      if (member.kind == json::Kind::String) {
        want(member.text);
      }
    }
  }

  void want(const std::string& text) {
    if (!text.empty()) {
      wanted_.insert(text);
      wanted_.insert(short_name(text));
    }
  }

  [[nodiscard]] bool wants(const std::string& name) const {
    return everything_ || wanted_.find(name) != wanted_.end();
  }

  /// Says it unless a template has said it already: of one that several stacks have.
  void say(Part& thing, std::string_view property, Part value) {
    snapshot_.say(thing, property, std::move(value));
  }

  /// A bucket is read wherever a call may mean it: where its name is not known it may be any.
  [[nodiscard]] bool wants_bucket(const std::string& name) const {
    return wants(name) || std::any_of(wanted_.begin(), wanted_.end(), [](const std::string& one) {
             return one.starts_with(kUnknownBegin);
           });
  }

  void add_bucket(const Resource& resource, Resolver& resolver) {
    const std::string name = resolver.name_of(resource);
    if (!wants_bucket(name)) {
      return;
    }
    const Place place = resource.key.place();
    const Stack& stack = resolver.stack();
    Part& bucket = snapshot_.bucket(name, place);
    say(bucket, "accountId", fact(Part::string(stack.account, place), session_));
    say(bucket, "region", Part::string(stack.region, place));
    if (const Resolved whole = resolver.property(resource, "BucketEncryption"); is_open(whole)) {
      say(bucket, "encryption", fact(*whole, session_));
    } else if (auto encryption = encryption_of(resource, resolver)) {
      if (const Part* const key = encryption->find("KMSMasterKeyID")) {
        want(key->text);
      }
      say(bucket, "encryption", *std::move(encryption));
    }
    if (const Resolved ownership = resolver.property(resource, "OwnershipControls");
        is_open(ownership)) {
      say(bucket, "objectOwnership", fact(*ownership, session_));
    } else if (ownership) {
      const Part* const rules = ownership->find("Rules");
      const Part* const first =
          rules != nullptr && !rules->children.empty() ? &rules->children[0] : nullptr;
      if (const Part* const which = first != nullptr ? first->find("ObjectOwnership") : nullptr) {
        say(bucket, "objectOwnership", fact(*which, session_));
      }
    }
    say(bucket, "publicAccessBlock", public_access_block_of(resource, resolver));
    if (const Resolved lock = resolver.property(resource, "ObjectLockConfiguration")) {
      say(bucket,
          "objectLockDefaultRetention",
          is_open(lock) ? fact(*lock, session_)
                        : Part::boolean(lock->find("Rule") != nullptr, lock->place));
    }
    if (bucket.find("policy") == nullptr) {
      bucket.set("policy", no_policy(place));
    }
  }

  /// That nobody gave a policy, unless what is not seen here may give one.
  [[nodiscard]] Part no_policy(const Place& place) const {
    if (session_.unseen.empty()) {
      return Part::unknown(std::string(kNobodyGave), place);
    }
    const Unseen& first = session_.unseen.front();
    return Part::unknown("no policy is seen here, and " + first.what + ", which may make one",
                         first.place,
                         first.hint);
  }

  std::optional<Part> encryption_of(const Resource& resource, Resolver& resolver) {
    const Resolved whole = resolver.property(resource, "BucketEncryption");
    const Part* const rules = whole ? whole->find("ServerSideEncryptionConfiguration") : nullptr;
    if (rules == nullptr || rules->children.empty()) {
      return std::nullopt;
    }
    const Part& rule = rules->children[0];
    Part encryption = Part::object(rule.place);
    if (const Part* const by_default = rule.find("ServerSideEncryptionByDefault")) {
      for (const char* member : {"SSEAlgorithm", "KMSMasterKeyID"}) {
        if (const Part* const value = by_default->find(member)) {
          encryption.set(member, fact(*value, session_));
        }
      }
    }
    if (const Part* const bucket_key = rule.find("BucketKeyEnabled")) {
      encryption.set("BucketKeyEnabled", boolean(*bucket_key, resolver, session_));
    }
    return encryption;
  }

  Part public_access_block_of(const Resource& resource, Resolver& resolver) {
    const Resolved said = resolver.property(resource, "PublicAccessBlockConfiguration");
    const Place place = said ? said->place : resource.key.place();
    Part block = Part::object(place);
    for (const char* setting :
         {"BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"}) {
      const Part* const value = said ? said->find(setting) : nullptr;
      block.set(setting,
                value != nullptr ? boolean(*value, resolver, session_)
                : is_open(said)  ? fact(*said, session_)
                                 : Part::boolean(!said, place));
    }
    return block;
  }

  void add_bucket_policy(const Resource& resource, Resolver& resolver) {
    const std::string name = resolver.text(resource, "Bucket");
    if (name.empty() || !wants_bucket(name)) {
      return;
    }
    Part& bucket = snapshot_.bucket(name, resource.key.place());
    say(bucket, "policy", policy_in(resource, "PolicyDocument", resolver));
    if (bucket.find("accountId") == nullptr) {
      const Stack& stack = resolver.stack();
      bucket.set("accountId", fact(Part::string(stack.account, resource.key.place()), session_));
      bucket.set("region", Part::string(stack.region, resource.key.place()));
      snapshot_.assume("bucket " + readable(name) +
                           " belongs to the account of the stack that gives it a policy, is in its "
                           "Region and has AWS's defaults",
                       "--set buckets[" + readable(name) + "].accountId=ACCOUNT, and so on");
    }
  }

  Part policy_in(const Resource& resource, std::string_view property, Resolver& resolver) {
    return policy_of(resolver.property(resource, property), session_, resource.key.place());
  }

  void add_topic(const Resource& resource, Resolver& resolver) {
    const std::string arn = arn_of_topic(resource, resolver);
    if (!wants(arn) && !wants(resolver.name_of(resource))) {
      return;
    }
    const Place place = resource.key.place();
    Part& topic = snapshot_.topic(arn, place);
    const Resolved key = resolver.property(resource, "KmsMasterKeyId");
    say(topic, "kmsMasterKeyId", key ? fact(*key, session_) : null_at(place));
    if (key) {
      want(key->text);
    }
    if (topic.find("policy") == nullptr) {
      topic.set("policy", no_policy(place));
    }
  }

  void add_topic_policy(const Part& arn, const Resource& resource, Resolver& resolver) {
    if (wants(arn.text) || wants(short_name(arn.text))) {
      Part& topic = snapshot_.topic(arn.text, arn.place);
      say(topic, "policy", policy_in(resource, "PolicyDocument", resolver));
    }
  }

  /// Source: AWS CloudFormation Template Reference, "AWS::Organizations::Policy": it is attached to
  /// its targets when the stack is made.
  void attach(const Resource& resource, Resolver& resolver) {
    const std::string type = resolver.text(resource, "Type");
    const bool of_resources = type == "RESOURCE_CONTROL_POLICY";
    const Resolved targets = resolver.property(resource, "TargetIds");
    if ((!of_resources && type != "SERVICE_CONTROL_POLICY") || !targets) {
      return;
    }
    AttachedPolicy policy{
        std::string(resource.id), policy_in(resource, "Content", resolver), of_resources};
    for (const Part& one : targets->children) {
      policy.targets.push_back(one.text);
    }
    if (targets->children.empty() && !targets->text.empty()) {
      policy.targets.push_back(targets->text);  // a list that nobody knows
    }
    if (!policy.targets.empty()) {
      snapshot_.attach(std::move(policy));
    }
  }

  void add_key(const Resource& resource, Resolver& resolver) {
    const std::string arn = arn_of_key(resource, resolver);
    const std::string id = resolver.name_of(resource);
    const Place place = resource.key.place();
    Part aliases = Part::list(place);
    bool wanted = wants(arn) || wants(id);
    each("AWS::KMS::Alias", [&](const Resource& alias, Resolver& of_alias) {
      const std::string target = of_alias.text(alias, "TargetKeyId");
      if (&of_alias.stack() == &resolver.stack() && (target == id || target == arn)) {
        const std::string name = of_alias.name_of(alias);
        wanted = wanted || wants(name);
        if (name.starts_with("alias/")) {
          aliases.append(Part::string(name, alias.key.place()));
        }
      }
    });
    if (!wanted) {
      return;
    }
    Part& key = snapshot_.key(arn, place);
    say(key,
        "policy",
        resource.property("KeyPolicy") || resource.macro()
            ? policy_in(resource, "KeyPolicy", resolver)
            : default_key_policy(resolver.stack(), place));
    const Resolved enabled = resolver.property(resource, "Enabled");
    const Part state = enabled ? boolean(*enabled, resolver, session_) : Part::boolean(true, place);
    say(key,
        "keyState",
        state.kind == json::Kind::Bool
            ? Part::string(state.text == "true" ? "Enabled" : "Disabled", state.place)
            : state);
    say(key, "aliases", std::move(aliases));
    if (const Resolved multi = resolver.property(resource, "MultiRegion")) {
      say(key, "multiRegion", boolean(*multi, resolver, session_));
    }
    // AWS_KMS unless it says otherwise (AWS CloudFormation, AWS::KMS::Key).
    const Resolved origin = resolver.property(resource, "Origin");
    say(key, "origin", origin ? fact(*origin, session_) : Part::string("AWS_KMS", place));
    if (const Resolved spec = resolver.property(resource, "KeySpec")) {
      say(key, "keySpec", fact(*spec, session_));
    }
  }

  Session& session_;
  Snapshot& snapshot_;
  std::set<std::string, std::less<>> wanted_;
  bool everything_ = false;
};

void settle(Part& list) {
  for (Part& one : list.children) {
    const Part* const policy = one.find("policy");
    const Part* const why = policy != nullptr ? policy->find("unknown") : nullptr;
    if (why != nullptr && why->text == kNobodyGave) {
      one.set("policy", null_at(policy->place));
    }
  }
}

}  // namespace

void add_resources(Session& session) {
  ResourceReader(session).read();
}

void settle_absent_policies(Snapshot& snapshot) {
  settle(snapshot.buckets());
  settle(snapshot.topics());
}

}  // namespace remora::imports::cloudformation
