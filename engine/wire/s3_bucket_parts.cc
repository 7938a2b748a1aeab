// What a bucket has beside its policy, its encryption and its blocks: ACL, tags, versioning, who
// pays, object lock. Source: Amazon S3 API Reference.
#include <algorithm>

#include "engine/wire/operations.h"
#include "engine/wire/s3.h"

namespace remora::wire {

std::string owner_xml(const Exchange& exchange) {
  return "<Owner>" + xml_element("ID", std::string(52, '0') + exchange.caller.account) + "</Owner>";
}

Reply get_bucket_acl(Exchange& exchange) {
  const std::string owner = xml_element("ID", std::string(52, '0') + exchange.caller.account);
  return xml_reply(
      "AccessControlPolicy",
      "<Owner>" + owner +
          "</Owner><AccessControlList><Grant><Grantee "
          "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
          "xsi:type=\"CanonicalUser\">" +
          owner + "</Grantee><Permission>FULL_CONTROL</Permission></Grant></AccessControlList>");
}

Reply put_bucket_acl(Exchange& exchange) {
  const world::Bucket& bucket = bucket_of(exchange);
  const std::string_view acl = exchange.request.header("x-amz-acl");
  const bool of_owner = acl == "private" || acl == "bucket-owner-full-control";
  if (bucket.object_ownership == "BucketOwnerEnforced" && !of_owner) {
    return fault(Text::AclNotSupported);
  }
  if (!of_owner) {
    exchange.note = "ACLs are not stored";
    return fault(Text::AclNotStored);
  }
  return no_content(200);
}

Reply get_bucket_tagging(Exchange& exchange) {
  const Tags& tags = record_of_bucket(exchange).tags;
  if (tags.empty()) {
    return fault(Text::NoSuchTagSet);
  }
  std::string set;
  for (const auto& [key, value] : tags) {
    set += "<Tag>" + xml_element("Key", key) + xml_element("Value", value) + "</Tag>";
  }
  return xml_reply("Tagging", "<TagSet>" + set + "</TagSet>");
}

Reply put_bucket_tagging(Exchange& exchange) {
  const auto root = body_xml(exchange);
  if (!root) {
    return root.error();
  }
  Tags tags;
  if (const XmlElement* const set = root->child("TagSet")) {
    for (const XmlElement& tag : set->children) {
      tags.emplace_back(tag.text_of({"Key"}), tag.text_of({"Value"}));
    }
  }
  record_of_bucket(exchange).tags = std::move(tags);
  ++exchange.state.revision;
  return no_content();
}

Reply delete_bucket_tagging(Exchange& exchange) {
  record_of_bucket(exchange).tags.clear();
  ++exchange.state.revision;
  return no_content();
}

Reply get_bucket_versioning(Exchange& exchange) {
  return xml_reply(
      "VersioningConfiguration",
      record_of_bucket(exchange).versioning ? xml_element("Status", "Enabled") : std::string());
}

Reply put_bucket_versioning(Exchange& exchange) {
  const auto root = body_xml(exchange);
  if (!root) {
    return root.error();
  }
  record_of_bucket(exchange).versioning = root->text_of({"Status"}) == "Enabled";
  ++exchange.state.revision;
  exchange.note = "versioning is noted; objects have one version here";
  return no_content(200);
}

Reply get_request_payment(Exchange& exchange) {
  const world::Bucket& bucket = bucket_of(exchange);
  if (auto open = unless_known(bucket.requester_pays)) {
    return *std::move(open);
  }
  return xml_reply(
      "RequestPaymentConfiguration",
      xml_element("Payer", bucket.requester_pays == true ? "Requester" : "BucketOwner"));
}

Reply put_request_payment(Exchange& exchange) {
  const auto root = body_xml(exchange);
  if (!root) {
    return root.error();
  }
  bucket_to_change(exchange).requester_pays = root->text_of({"Payer"}) == "Requester";
  return no_content(200);
}

Reply get_object_lock(Exchange& exchange) {
  const world::Bucket& bucket = bucket_of(exchange);
  if (auto open = unless_known(bucket.object_lock_default_retention)) {
    return *std::move(open);
  }
  const BucketRecord& record = record_of_bucket(exchange);
  if (record.object_lock && record.retention_mode.empty()) {
    return xml_reply("ObjectLockConfiguration", "<ObjectLockEnabled>Enabled</ObjectLockEnabled>");
  }
  if (!(bucket.object_lock_default_retention == true)) {
    return fault(Text::NoObjectLock);
  }
  if (record.retention_mode.empty()) {
    // A scenario says that there is a default retention, and no more.
    return fault(
        Text::Undetermined,
        {{"reason",
          "nobody said mode and period of the default retention of bucket " + bucket.name}});
  }
  return xml_reply(
      "ObjectLockConfiguration",
      "<ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention>" +
          xml_element("Mode", record.retention_mode) +
          xml_element(record.retention_in_years ? "Years" : "Days", record.retention_period) +
          "</DefaultRetention></Rule>");
}

Reply put_object_lock(Exchange& exchange) {
  const auto root = body_xml(exchange);
  if (!root) {
    return root.error();
  }
  const std::string_view mode = root->text_of({"Rule", "DefaultRetention", "Mode"});
  const std::string_view days = root->text_of({"Rule", "DefaultRetention", "Days"});
  const std::string_view years = root->text_of({"Rule", "DefaultRetention", "Years"});
  const XmlElement* const rule = root->child("Rule");
  const bool retains = rule != nullptr && rule->child("DefaultRetention") != nullptr;
  const auto period = as_count(days.empty() ? years : days);
  // A mode, and either days or years.
  if (root->text_of({"ObjectLockEnabled"}) != "Enabled" ||
      (retains && ((mode != "GOVERNANCE" && mode != "COMPLIANCE") ||
                   days.empty() == years.empty() || !period || *period == 0))) {
    return fault(Text::MalformedXml);
  }
  bucket_to_change(exchange).object_lock_default_retention = retains;
  BucketRecord& record = record_of_bucket(exchange);
  record.object_lock = true;
  record.retention_mode = retains ? mode : std::string_view();
  record.retention_in_years = days.empty();
  record.retention_period = days.empty() ? years : days;
  return no_content(200);
}

}  // namespace remora::wire
