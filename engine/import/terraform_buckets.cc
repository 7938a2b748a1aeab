#include <algorithm>
#include <set>
#include <utility>

#include "engine/base/symbol.h"
#include "engine/import/terraform_things.h"

namespace remora::imports::terraform {

namespace {

/// The names of the buckets that the deliveries of all inputs are into.
std::set<std::string> wanted_buckets(Snapshot& snapshot) {
  std::set<std::string> names;
  for (const Part& delivery : snapshot.deliveries().children) {
    for (const auto& [call, member] :
         {std::pair("trail", "S3BucketName"), std::pair("deliveryChannel", "s3BucketName")}) {
      const Part* const said = delivery.find(call);
      const Part* const name = said != nullptr ? said->find(member) : nullptr;
      if (name != nullptr && name->kind == json::Kind::String) {
        names.insert(name->text);
      }
    }
  }
  return names;
}

class BucketTeller {
 public:
  BucketTeller(Reading& reading, const Resource& resource, const std::string& name)
      : reading_(reading),
        resource_(resource),
        name_(name),
        bucket_(reading.snapshot.bucket(name, resource.place)) {}

  void tell_all() {
    const Home home = reading_.texts.home(resource_);
    tell(reading_, bucket_, "accountId", Part::string(home.account, resource_.place));
    tell(reading_, bucket_, "region", Part::string(home.region, resource_.place));
    tell_policy();
    tell_encryption();
    tell_ownership();
    note_acl();
    tell_public_access();
    tell_object_lock();
    tell_payer();
  }

 private:
  [[nodiscard]] const Resource* setter(std::string_view type) const {
    const auto found = setters(reading_, type, "bucket", name_);
    return found.empty() ? nullptr : found.front();
  }

  void tell_policy() {
    bool unlinked = false;
    const auto set = setters(reading_, "aws_s3_bucket_policy", "bucket", name_, &unlinked);
    // The provider of the Cloud Control API has CloudFormation's properties.
    const auto set_too = setters(reading_, "awscc_s3_bucket_policy", "bucket", name_, &unlinked);
    for (const Resource* one : set) {
      tell(reading_, bucket_, "policy", reading_.policies.policy(*one, "policy"));
    }
    for (const Resource* one : set_too) {
      tell(reading_, bucket_, "policy", reading_.policies.policy(*one, "policy_document"));
    }
    if (!set.empty() || !set_too.empty()) {
      return;
    }
    const auto& deferred = reading_.plan.deferred();
    const auto later = std::find_if(deferred.begin(), deferred.end(), [](const std::string& one) {
      return one.find("s3_bucket_policy.") != std::string::npos;
    });
    if (later != deferred.end()) {
      tell(reading_,
           bucket_,
           "policy",
           Part::unknown("the plan puts " + *later + " off to a later one", resource_.place));
    } else if (unlinked) {
      tell(
          reading_,
          bucket_,
          "policy",
          Part::unknown("whose policy it is, one of the plan's bucket policies says only after the "
                        "plan is applied",
                        resource_.place));
    } else if (says_policy() && !loses_policy()) {
      tell(reading_, bucket_, "policy", reading_.policies.policy(resource_, "policy"));
    } else if (resource_.exists && !loses_policy()) {
      tell(
          reading_,
          bucket_,
          "policy",
          Part::unknown("the bucket exists, and this is silent about its policy", resource_.place));
    } else {
      otherwise(bucket_, "policy", {json::Kind::Null, {}, resource_.place});
    }
  }

  /// Whether the bucket has its policy itself, as before version 4 of the provider.
  [[nodiscard]] bool says_policy() const {
    const Property policy = resource_.property("policy");
    return policy.value() || (policy.is_unknown() && policy.expression());
  }

  /// Whether the plan takes the policy away.
  [[nodiscard]] bool loses_policy() const {
    for (const Resource& gone : reading_.plan.deleted()) {
      if (gone.type == "aws_s3_bucket_policy" && gone.property("bucket").text() == name_) {
        return true;
      }
    }
    return false;
  }

  void tell_encryption() {
    const Resource* const set = setter("aws_s3_bucket_server_side_encryption_configuration");
    const Resource& from = set != nullptr ? *set : resource_;
    const Property rule =
        set != nullptr
            ? set->property("rule").element(0)
            : resource_.property("server_side_encryption_configuration").element(0).first("rule");
    const Property by_default = rule.first("apply_server_side_encryption_by_default");
    Part encryption = Part::object(from.place);
    if (const auto algorithm = by_default.member("sse_algorithm").value()) {
      encryption.set("SSEAlgorithm", Part::copy(*algorithm));
      const Text key =
          reading_.texts.text(from, by_default.member("kms_master_key_id"), Thing::Key);
      if (key.kind != Text::Kind::Absent) {
        encryption.set("KMSMasterKeyID", key.part());
      }
      if (const auto with_key = rule.member("bucket_key_enabled").value()) {
        encryption.set("BucketKeyEnabled", Part::copy(*with_key));
      }
      tell(reading_, bucket_, "encryption", std::move(encryption));
    } else if (set != nullptr && by_default.member("sse_algorithm").is_unknown()) {
      tell(reading_,
           bucket_,
           "encryption",
           Part::unknown("it is known only after the plan is applied", from.place));
    } else {
      encryption.set("SSEAlgorithm", Part::string("AES256", from.place));
      otherwise(bucket_, "encryption", std::move(encryption));
    }
  }

  void tell_ownership() {
    const Resource* const set = setter("aws_s3_bucket_ownership_controls");
    const auto rule = set != nullptr
                          ? set->property("rule").element(0).member("object_ownership").value()
                          : std::nullopt;
    if (rule) {
      tell(reading_, bucket_, "objectOwnership", Part::copy(*rule));
    } else {
      otherwise(bucket_, "objectOwnership", Part::string("BucketOwnerEnforced", resource_.place));
    }
  }

  /// S3 blocks all public access to what was made since April 2023 unless it is told otherwise; the
  /// resource that tells it blocks what it names. Source: Amazon S3 User Guide, "Blocking public
  /// access to your Amazon S3 storage".
  void tell_public_access() {
    const Resource* const set = setter("aws_s3_bucket_public_access_block");
    Part block = Part::object(set != nullptr ? set->place : resource_.place);
    for (const auto& [attribute, member] :
         {std::pair("block_public_acls", "BlockPublicAcls"),
          std::pair("ignore_public_acls", "IgnorePublicAcls"),
          std::pair("block_public_policy", "BlockPublicPolicy"),
          std::pair("restrict_public_buckets", "RestrictPublicBuckets")}) {
      const bool on = set == nullptr || set->property(attribute).is_true();
      block.set(member,
                set != nullptr && set->property(attribute).is_unknown()
                    ? Part::unknown("it is known only after the plan is applied", set->place)
                    : Part::boolean(on, block.place));
    }
    if (set != nullptr) {
      tell(reading_, bucket_, "publicAccessBlock", std::move(block));
    } else {
      otherwise(bucket_, "publicAccessBlock", std::move(block));
    }
  }

  void tell_object_lock() {
    const Resource* const set = setter("aws_s3_bucket_object_lock_configuration");
    const Property rule =
        set != nullptr ? set->property("rule").element(0)
                       : resource_.property("object_lock_configuration").element(0).first("rule");
    const bool retains = rule.member("default_retention").size() > 0;
    Part locked = Part::boolean(retains, set != nullptr ? set->place : resource_.place);
    if (retains) {
      tell(reading_, bucket_, "objectLockDefaultRetention", std::move(locked));
    } else {
      otherwise(bucket_, "objectLockDefaultRetention", std::move(locked));
    }
  }

  /// An ACL grants beside the policy, unless the bucket ignores it. No request of a delivery is
  /// decided by one here. Source: Amazon S3 User Guide, "Access control list (ACL) overview".
  void note_acl() {
    const Resource* const set = setter("aws_s3_bucket_acl");
    const Part* const ownership = bucket_.find("objectOwnership");
    const bool shuts = set != nullptr && set->property("acl").text() == "private";
    if (set != nullptr && !shuts && ownership != nullptr &&
        ownership->text != "BucketOwnerEnforced") {
      reading_.snapshot.assume("the ACL of bucket " + readable(name_) + ", " + set->name +
                                   ", lets nobody in whom no policy lets in",
                               "");
    }
  }

  void tell_payer() {
    const Resource* const set = setter("aws_s3_bucket_request_payment_configuration");
    const auto payer =
        set != nullptr ? set->property("payer").text() : resource_.property("request_payer").text();
    Part pays = Part::boolean(payer == "Requester", set != nullptr ? set->place : resource_.place);
    if (payer) {
      tell(reading_, bucket_, "requesterPays", std::move(pays));
    } else {
      otherwise(bucket_, "requesterPays", std::move(pays));
    }
  }

  Reading& reading_;
  const Resource& resource_;
  const std::string& name_;
  Part& bucket_;
};

}  // namespace

bool is_unknown(const Part& part) {
  return part.find("unknown") != nullptr ||
         (part.kind == json::Kind::String && has_unknown(part.text));
}

void tell(Reading& reading, Part& thing, std::string_view property, Part value) {
  if (!is_unknown(value) || thing.find(property) == nullptr) {
    reading.snapshot.say(thing, property, std::move(value));
  }
}

void otherwise(Part& thing, std::string_view property, Part value) {
  if (thing.find(property) == nullptr) {
    thing.set(property, std::move(value));
  }
}

std::vector<const Resource*> setters(const Reading& reading,
                                     std::string_view type,
                                     std::string_view attribute,
                                     std::string_view name,
                                     bool* unlinked) {
  std::vector<const Resource*> some;
  for (const Resource* one : reading.plan.all(type)) {
    const Text text = reading.texts.text(*one, attribute);
    if (text.is_given() && text.text == name) {
      some.push_back(one);
    } else if (unlinked != nullptr) {
      *unlinked = *unlinked || text.kind == Text::Kind::Unknown;
    }
  }
  return some;
}

void add_buckets(Reading& reading) {
  const std::set<std::string> wanted = wanted_buckets(reading.snapshot);
  for (const Resource* one : reading.plan.all("aws_s3_bucket")) {
    const std::string name = reading.texts.identity(*one);
    if (wanted.contains(name)) {
      BucketTeller(reading, *one, name).tell_all();
    }
  }
  // Of a bucket that is there already the plan may read the policy, or set it.
  for (const bool data : {false, true}) {
    for (const Resource* one : reading.plan.all("aws_s3_bucket_policy", data)) {
      const Text name = reading.texts.text(*one, "bucket");
      if (name.is_given() && wanted.contains(name.text) &&
          reading.snapshot.bucket(name.text, one->place).find("policy") == nullptr) {
        tell(reading,
             reading.snapshot.bucket(name.text, one->place),
             "policy",
             reading.policies.policy(*one, "policy"));
      }
    }
  }
}

}  // namespace remora::imports::terraform
