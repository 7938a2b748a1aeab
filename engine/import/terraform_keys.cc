#include <algorithm>
#include <set>
#include <utility>

#include "engine/import/terraform_things.h"

namespace remora::imports::terraform {

namespace {

std::string text_at(const Part& part, std::initializer_list<std::string_view> path) {
  const Part* at = &part;
  for (const std::string_view step : path) {
    at = at != nullptr ? at->find(step) : nullptr;
  }
  return at != nullptr && at->kind == json::Kind::String ? at->text : std::string();
}

/// Whatever the deliveries, their buckets and their topics are encrypted with.
std::set<std::string> wanted_keys(Snapshot& snapshot) {
  std::set<std::string> keys;
  for (const Part& delivery : snapshot.deliveries().children) {
    keys.insert(text_at(delivery, {"deliveryChannel", "s3KmsKeyArn"}));
    keys.insert(text_at(delivery, {"trail", "KmsKeyId"}));
  }
  for (const Part& bucket : snapshot.buckets().children) {
    keys.insert(text_at(bucket, {"encryption", "KMSMasterKeyID"}));
  }
  for (const Part& topic : snapshot.topics().children) {
    keys.insert(text_at(topic, {"kmsMasterKeyId"}));
  }
  return keys;
}

/// The key policy of a key that is made without one. Source: KMS Developer Guide, "Default key
/// policy".
Part default_key_policy(const Home& home, const Place& place) {
  Part principal = Part::object(place);
  principal.set("AWS",
                Part::string("arn:" + home.partition + ":iam::" + home.account + ":root", place));
  Part statement = Part::object(place);
  statement.set("Sid", Part::string("Enable IAM User Permissions", place))
      .set("Effect", Part::string("Allow", place))
      .set("Principal", std::move(principal))
      .set("Action", Part::string("kms:*", place))
      .set("Resource", Part::string("*", place));
  return Part::object(place)
      .set("Version", Part::string("2012-10-17", place))
      .set("Statement", Part::list(place).append(std::move(statement)));
}

class KeyTeller {
 public:
  KeyTeller(Reading& reading, const Resource& resource)
      : reading_(reading),
        resource_(resource),
        arn_(reading.texts.identity(resource)),
        id_(reading.texts.text(resource, "key_id").text) {
    for (const Resource* one : reading.plan.all("aws_kms_alias")) {
      if (is_this(reading.texts.text(*one, "target_key_id"))) {
        aliases_.push_back(one);
      }
    }
  }

  [[nodiscard]] bool is_wanted(const std::set<std::string>& wanted) const {
    const auto any = [&](const Resource* alias) {
      return wanted.contains(reading_.texts.text(*alias, "name").text) ||
             wanted.contains(reading_.texts.text(*alias, "arn").text);
    };
    return wanted.contains(arn_) || wanted.contains(id_) ||
           std::any_of(aliases_.begin(), aliases_.end(), any);
  }

  void tell_all() {
    Part& key = reading_.snapshot.key(arn_, resource_.place);
    tell_policy(key);
    const bool disabled = resource_.property("is_enabled").text() == "false" ||
                          resource_.property("enabled").text() == "false";
    tell(reading_,
         key,
         "keyState",
         Part::string(disabled ? "Disabled" : "Enabled", resource_.place));
    if (const auto spec = resource_.property("customer_master_key_spec").value()) {
      tell(reading_, key, "keySpec", Part::copy(*spec));
    }
    if (const auto several = resource_.property("multi_region").value()) {
      tell(reading_, key, "multiRegion", Part::copy(*several));
    }
    // Without a key store of its own it is AWS's (Terraform AWS provider, aws_kms_key).
    if (resource_.type == "aws_kms_key" &&
        !resource_.property("custom_key_store_id").is_unknown() &&
        !resource_.property("custom_key_store_id").text()) {
      tell(reading_, key, "origin", Part::string("AWS_KMS", resource_.place));
    }
    Part aliases = Part::list(resource_.place);
    for (const Resource* one : aliases_) {
      aliases.append(Part::string(reading_.texts.text(*one, "name").text, one->place));
    }
    otherwise(key, "aliases", std::move(aliases));
    tell_grants(key);
  }

 private:
  [[nodiscard]] bool is_this(const Text& named) const {
    return named.is_given() && (named.text == arn_ || named.text == id_);
  }

  void tell_policy(Part& key) {
    for (const Resource* one : reading_.plan.all("aws_kms_key_policy")) {
      if (is_this(reading_.texts.text(*one, "key_id"))) {
        tell(reading_, key, "policy", reading_.policies.policy(*one, "policy"));
        return;
      }
    }
    const Property policy = resource_.property("policy");
    const bool made_by_default = !policy.value() && !policy.expression() && !resource_.exists &&
                                 reading_.plan.has_configuration();
    if (made_by_default) {
      otherwise(key, "policy", default_key_policy(reading_.texts.home(resource_), resource_.place));
      return;
    }
    Part said = reading_.policies.policy(resource_, policy);
    if (said.kind == json::Kind::Null) {
      said = Part::unknown("the plan is silent about it", resource_.place);
    }
    tell(reading_, key, "policy", std::move(said));
  }

  void tell_grants(Part& key) {
    Part grants = Part::list(resource_.place);
    for (const Resource* one : reading_.plan.all("aws_kms_grant")) {
      if (!is_this(reading_.texts.text(*one, "key_id"))) {
        continue;
      }
      const Text grantee = reading_.texts.text(*one, "grantee_principal");
      const auto operations = one->property("operations").value();
      if (!grantee.is_given() || !operations) {
        tell(reading_,
             key,
             "grants",
             Part::unknown(one->name + " is known only after the plan is applied", one->place));
        return;
      }
      Part grant = Part::object(one->place);
      grant.set("GranteePrincipal", grantee.part()).set("Operations", Part::copy(*operations));
      Part constraints = Part::object(one->place);
      const Property limits = one->property("constraints").element(0);
      for (const auto& [attribute, member] :
           {std::pair("encryption_context_equals", "EncryptionContextEquals"),
            std::pair("encryption_context_subset", "EncryptionContextSubset")}) {
        if (const auto context = limits.member(attribute).value();
            context && !context->members().empty()) {
          constraints.set(member, Part::copy(*context));
        }
      }
      if (!constraints.children.empty()) {
        grant.set("Constraints", std::move(constraints));
      }
      grants.append(std::move(grant));
    }
    otherwise(key, "grants", std::move(grants));
  }

  Reading& reading_;
  const Resource& resource_;
  std::string arn_;
  std::string id_;
  std::vector<const Resource*> aliases_;
};

}  // namespace

void add_keys(Reading& reading) {
  const std::set<std::string> wanted = wanted_keys(reading.snapshot);
  for (const Resource& one : reading.plan.resources()) {
    const bool key =
        !one.data && (one.type == "aws_kms_key" || one.type == "aws_kms_external_key" ||
                      one.type == "aws_kms_replica_key");
    if (key) {
      KeyTeller teller(reading, one);
      if (teller.is_wanted(wanted)) {
        teller.tell_all();
      }
    }
  }
}

void add_topics(Reading& reading) {
  std::set<std::string> wanted;
  for (const Part& delivery : reading.snapshot.deliveries().children) {
    wanted.insert(text_at(delivery, {"deliveryChannel", "snsTopicARN"}));
    wanted.insert(text_at(delivery, {"trail", "SnsTopicName"}));
  }
  for (const Resource* one : reading.plan.all("aws_sns_topic")) {
    const std::string arn = reading.texts.identity(*one);
    if (!wanted.contains(arn) && !wanted.contains(reading.texts.text(*one, "name").text)) {
      continue;
    }
    Part& topic = reading.snapshot.topic(arn, one->place);
    const auto set = setters(reading, "aws_sns_topic_policy", "arn", arn);
    const Property own = one->property("policy");
    if (!set.empty()) {
      tell(reading, topic, "policy", reading.policies.policy(*set.front(), "policy"));
    } else if (own.value() || (own.is_unknown() && own.expression())) {
      tell(reading, topic, "policy", reading.policies.policy(*one, "policy"));
    } else if (one->exists) {
      tell(reading,
           topic,
           "policy",
           Part::unknown("the topic exists, and this is silent about its policy", one->place));
    } else {
      otherwise(topic, "policy", {json::Kind::Null, {}, one->place});
    }
    const Text key = reading.texts.text(*one, "kms_master_key_id");
    tell(reading, topic, "kmsMasterKeyId", key.part());
  }
}

}  // namespace remora::imports::terraform
