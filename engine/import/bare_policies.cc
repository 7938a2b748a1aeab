#include "engine/import/bare_policies.h"

#include <set>
#include <string>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/base/ascii.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"
#include "engine/import/policies.h"

namespace remora::imports {

namespace {

constexpr const char* kOneMore =
    "its document, or what the AWS CLI prints of it, as one more input";

class BarePolicies {
 public:
  explicit BarePolicies(Snapshot& snapshot) : snapshot_(snapshot) {}

  /// Lists what the deliveries speak of.
  void list_things() {
    for (const Part& delivery : snapshot_.deliveries().children) {
      const Part* const channel = delivery.find("deliveryChannel");
      const Part* const call = channel != nullptr ? channel : delivery.find("trail");
      const std::string account = text(delivery, "accountId");
      const std::string region = text(delivery, "region");
      if (call == nullptr) {
        continue;
      }
      for (const char* name : {"s3BucketName", "S3BucketName"}) {
        if (const Part* const bucket = string(*call, name)) {
          buckets_.insert(bucket->text);
          complete_bucket(*bucket, account, region);
        }
      }
      for (const char* name : {"s3KmsKeyArn", "KmsKeyId"}) {
        if (const Part* const key = string(*call, name); key && key->text.starts_with("arn:")) {
          keys_.insert(key->text);
          snapshot_.key(key->text, key->place);
        }
      }
      for (const char* name : {"snsTopicARN", "SnsTopicName"}) {
        if (const Part* const topic = string(*call, name);
            topic && topic->text.starts_with("arn:")) {
          topics_.insert(topic->text);
          snapshot_.topic(topic->text, topic->place);
        }
      }
      if (const Part* const recorder = delivery.find("configurationRecorder")) {
        if (const Part* const role = string(*recorder, "roleARN")) {
          roles_.insert(role->text);
        }
      }
    }
  }

  void add(const File& file) {
    const json::Value policy = file.root();
    const PolicyType type = kind_of_policy(policy);
    switch (type) {
      case PolicyType::Bucket: {
        const std::set<std::string> named = buckets_in(policy);
        add(
            file,
            "bucket",
            named.size() == 1 ? named : buckets_,
            [&](const std::string& name) { return &snapshot_.bucket(name, file.place()); },
            "policy");
        return;
      }
      case PolicyType::Key:
        add(
            file,
            "key",
            keys_of(file),
            [&](const std::string& arn) { return &snapshot_.key(arn, file.place()); },
            "policy");
        return;
      case PolicyType::Topic:
        add(
            file,
            "topic",
            topics_,
            [&](const std::string& arn) { return &snapshot_.topic(arn, file.place()); },
            "policy");
        return;
      case PolicyType::Trust:
        add(
            file,
            "role",
            roles_,
            [&](const std::string& arn) { return &snapshot_.role(arn, file.place()); },
            "trustPolicy");
        return;
      case PolicyType::Rcp:
        attach(file, /*of_resources=*/true);
        return;
      case PolicyType::Identity:
        if (is_named_for_organization(file)) {
          attach(file, /*of_resources=*/false);
          return;
        }
        add(
            file,
            "role",
            roles_,
            [&](const std::string& arn) { return &snapshot_.role(arn, file.place()); },
            "policies");
        if (roles_.size() == 1) {
          snapshot_.assume(file.source->name() + " is a policy of role " + *roles_.begin(), "");
        }
        return;
      default:
        snapshot_.assume(file.source->name() +
                             " is left out, for it is no policy of a bucket, key, topic or role",
                         "");
        return;
    }
  }

  void complete() {
    const auto complete =
        [](Part& list, std::string_view property, const char* reason, const char* supply = "") {
          for (Part& one : list.children) {
            if (one.find(property) == nullptr) {
              one.set(property, Part::unknown(reason, one.place, supply));
            }
          }
        };
    for (const Part& key : snapshot_.keys().children) {
      if (key.find("keyState") == nullptr) {
        snapshot_.assume(
            "key " + key.find("arn")->text + " is enabled, for encryption, and has no grants",
            "--set keys[" + key.find("arn")->text + "].keyState=Disabled, and so on");
      }
    }
    for (const Part& topic : snapshot_.topics().children) {
      if (topic.find("kmsMasterKeyId") == nullptr) {
        snapshot_.assume("topic " + topic.find("arn")->text + " is not encrypted",
                         "--set topics[" + topic.find("arn")->text + "].kmsMasterKeyId=ARN");
      }
    }
    for (const Part& role : snapshot_.roles().children) {
      if (role.find("permissionsBoundary") == nullptr) {
        snapshot_.assume("role " + role.find("arn")->text + " has no permissions boundary",
                         "--set roles[" + role.find("arn")->text + "].permissionsBoundary=FILE");
      }
    }
    complete(snapshot_.buckets(), "accountId", "no delivery here is into this bucket");
    complete(snapshot_.buckets(), "region", "no delivery here is into this bucket");
    complete(snapshot_.buckets(), "policy", "the bucket policy is not among the inputs", kOneMore);
    complete(snapshot_.keys(), "policy", "the key policy is not among the inputs", kOneMore);
    complete(snapshot_.topics(), "policy", "the topic's policy is not among the inputs", kOneMore);
    complete(
        snapshot_.roles(), "policies", "the role's policies are not among the inputs", kOneMore);
    complete(
        snapshot_.roles(), "trustPolicy", "the trust policy is not among the inputs", kOneMore);
  }

 private:
  /// The key that a policy is of: of several the one whose id stands in it or in its file's name.
  [[nodiscard]] std::set<std::string> keys_of(const File& file) const {
    std::set<std::string> named;
    for (const std::string& arn : keys_) {
      const std::string_view id = std::string_view(arn).substr(arn.rfind('/') + 1);
      if (file.source->text().find(id) != std::string_view::npos ||
          file.stem().find(id) != std::string_view::npos) {
        named.insert(arn);
      }
    }
    return named.size() == 1 ? named : keys_;
  }

  static std::string text(const Part& part, std::string_view member) {
    const Part* const found = string(part, member);
    return found != nullptr ? found->text : std::string();
  }

  static const Part* string(const Part& part, std::string_view member) {
    const Part* const found = part.find(member);
    return found != nullptr && found->kind == json::Kind::String ? found : nullptr;
  }

  /// A control policy is in force wherever it may be, or nobody would have it here.
  void attach(const File& file, bool of_resources) {
    snapshot_.attach({file.source->name(),
                      Part::string(file.source->name(), snapshot_.nowhere()),
                      of_resources});
  }

  /// An SCP reads as a policy of a role does.
  static bool is_named_for_organization(const File& file) {
    const std::string name = to_ascii_lower(file.stem());
    return name.find("scp") != name.npos || name.find("service-control") != name.npos ||
           name.find("service_control") != name.npos;
  }

  /// A policy file is named, not copied: it is read where it stands, and edited there.
  template <class Find>
  void add(const File& file,
           const std::string& what,
           const std::set<std::string>& candidates,
           const Find& find,
           std::string_view property) {
    if (candidates.size() != 1) {
      snapshot_.sink().error(
          file.place(),
          "which-" + what,
          "this is the policy of a " + what + ", and " +
              (candidates.empty() ? "no delivery here has one" : "the deliveries have several"),
          "give the " + what + " of the delivery, with --channel or --trail");
      return;
    }
    Part name = Part::string(file.source->name(), snapshot_.nowhere());
    if (property == "policies") {
      name = Part::list(snapshot_.nowhere()).append(std::move(name));
    }
    snapshot_.say(*find(*candidates.begin()), property, std::move(name));
  }

  /// What a bucket is like of which nothing but its policy is known.
  void complete_bucket(const Part& name, const std::string& account, const std::string& region) {
    Part& bucket = snapshot_.bucket(name.text, name.place);
    if (bucket.find("accountId") == nullptr) {
      const std::string owner = account_in(name.text).value_or(account);
      if (owner.empty()) {
        bucket.set("accountId", Part::unknown("nothing here says whose it is", name.place));
        return;
      }
      bucket.set("accountId", Part::string(owner, name.place));
      snapshot_.assume("bucket " + readable(name.text) + " belongs to " + owner +
                           (owner == account ? ", which delivers" : ", as its name says"),
                       "--set buckets[" + readable(name.text) + "].accountId=ACCOUNT");
    }
    if (bucket.find("region") == nullptr) {
      bucket.set("region", Part::string(region, name.place));
      snapshot_.assume("bucket " + readable(name.text) + " is in " + region +
                           ", encrypts with SSE-S3, has no Object Lock and blocks no public access",
                       "--set buckets[" + readable(name.text) + "].region=REGION, and so on");
    }
  }

  /// The account id in a name, between signs that are no digits.
  static std::optional<std::string> account_in(std::string_view name) {
    std::size_t digits = 0;
    for (std::size_t i = 0; i <= name.size(); ++i) {
      const bool digit = i < name.size() && name[i] >= '0' && name[i] <= '9';
      if (!digit && digits == 12) {
        return std::string(name.substr(i - 12, 12));
      }
      digits = digit ? digits + 1 : 0;
    }
    return std::nullopt;
  }

  Snapshot& snapshot_;
  std::set<std::string> buckets_;
  std::set<std::string> keys_;
  std::set<std::string> topics_;
  std::set<std::string> roles_;
};

}  // namespace

void add_bare_policies(const std::vector<File>& policies, Snapshot& snapshot) {
  BarePolicies reader(snapshot);
  reader.list_things();
  for (const File& file : policies) {
    reader.add(file);
  }
  reader.complete();
}

}  // namespace remora::imports
