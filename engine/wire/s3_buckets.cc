// Buckets of Amazon S3 and what is set of them. Source: Amazon S3 API Reference.
#include <algorithm>

#include <tl/expected.hpp>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/wire/attempt.h"
#include "engine/wire/operations.h"
#include "engine/wire/s3.h"
#include "engine/wire/xml.h"

namespace remora::wire {

namespace {

/// Source: Amazon S3 User Guide, "General purpose bucket naming rules".
bool is_bucket_name(std::string_view name) {
  const auto good = [](char c) {
    return is_ascii_digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '.';
  };
  return name.size() >= 3 && name.size() <= 63 && std::all_of(name.begin(), name.end(), good) &&
         name.front() != '-' && name.front() != '.' && name.back() != '-' && name.back() != '.' &&
         name.find("..") == std::string_view::npos && !is_dotted_quad(name) &&
         !name.starts_with("xn--");
}

std::string_view yes_or_no(const world::Fact<bool>& fact) {
  return fact == true ? "true" : "false";
}

/// Why there is no policy to show: there is none, or nobody has read it.
std::optional<Fault> no_policy(const world::Bucket& bucket) {
  if (bucket.policy == nullptr) {
    return fault(Text::NoSuchBucketPolicy);
  }
  return bucket.policy->is_unread() ? std::optional(not_known({bucket.policy->why()}))
                                    : std::nullopt;
}

void set_public_access_block(world::PublicAccessBlock& block, bool value) {
  block.block_public_acls = value;
  block.ignore_public_acls = value;
  block.block_public_policy = value;
  block.restrict_public_buckets = value;
}

constexpr auto kOwnerships = std::to_array<std::string_view>(
    {"BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"});

bool is_ownership(std::string_view text) {
  return std::find(kOwnerships.begin(), kOwnerships.end(), text) != kOwnerships.end();
}

}  // namespace

const world::Bucket& bucket_of(const Exchange& exchange) {
  return *exchange.state.world->bucket(exchange.routed.bucket);
}

world::Bucket& bucket_to_change(Exchange& exchange) {
  return *find_to_change(exchange.state.change().buckets, exchange.routed.bucket);
}

BucketRecord& record_of_bucket(Exchange& exchange) {
  return exchange.state.buckets[exchange.routed.bucket];
}

Reply list_buckets(Exchange& exchange) {
  std::string buckets;
  for (const world::Bucket& bucket : exchange.state.world->buckets) {
    if (bucket.account == exchange.caller.account) {
      buckets +=
          "<Bucket>" + xml_element("Name", bucket.name) +
          xml_element("CreationDate", iso_time(exchange.state.buckets[bucket.name].created, true)) +
          "</Bucket>";
    }
  }
  return xml_reply("ListAllMyBucketsResult",
                   owner_xml(exchange) + "<Buckets>" + buckets + "</Buckets>");
}

Reply create_bucket(Exchange& exchange) {
  const std::string& name = exchange.routed.bucket;
  if (!is_bucket_name(name)) {
    return fault(Text::InvalidBucketName);
  }
  std::string region;
  if (!exchange.request.body.empty()) {
    const auto root = body_xml(exchange);
    if (!root) {
      return root.error();
    }
    region = root->text_of({"LocationConstraint"});
  }
  region = region.empty() ? "us-east-1" : region == "EU" ? "eu-west-1" : region;
  if (!looks_like_region(region)) {
    return fault(Text::InvalidLocation);
  }
  // The endpoint of us-east-1 makes buckets anywhere, that of another Region only its own.
  const bool elsewhere = exchange.caller.region != "us-east-1" && region != exchange.caller.region;
  if (elsewhere) {
    return fault(Text::IllegalLocation,
                 {{"location", region == "us-east-1" ? "unspecified" : region}});
  }
  if (const world::Bucket* const there = exchange.state.world->bucket(name)) {
    if (!(there->account == exchange.caller.account)) {
      return fault(Text::BucketExists);
    }
    if (region != "us-east-1") {
      return fault(Text::BucketOwned);
    }
  } else {
    world::Bucket bucket;
    bucket.name = name;
    bucket.account = exchange.caller.account;
    bucket.region = region;
    const std::string_view ownership = exchange.request.header("x-amz-object-ownership");
    if (is_ownership(ownership)) {
      bucket.object_ownership = std::string(ownership);
    }
    // All new buckets since April 2023. Source: S3 User Guide, "Blocking public access to your
    // Amazon S3 storage".
    set_public_access_block(bucket.public_access_block, true);
    exchange.state.buckets[name] = {};
    record_of_bucket(exchange).created = exchange.now;
    exchange.state.change().buckets.push_back(std::move(bucket));
  }
  Reply reply = no_content(200);
  reply.headers.emplace_back("Location", "/" + name);
  return reply;
}

Reply head_bucket(Exchange& exchange) {
  const world::Bucket& bucket = bucket_of(exchange);
  Reply reply = no_content(200);
  reply.headers.emplace_back("x-amz-bucket-region", bucket.region.shown("us-east-1"));
  reply.headers.emplace_back("x-amz-access-point-alias", "false");
  return reply;
}

Reply delete_bucket(Exchange& exchange) {
  if (!record_of_bucket(exchange).objects.empty()) {
    return fault(Text::BucketNotEmpty);
  }
  world::World& world = exchange.state.change();
  world.buckets = without(
      world.buckets, [&](const world::Bucket& one) { return one.name == exchange.routed.bucket; });
  exchange.state.buckets.erase(exchange.routed.bucket);
  return no_content();
}

Reply get_bucket_location(Exchange& exchange) {
  const world::Bucket& bucket = bucket_of(exchange);
  if (auto open = unless_known(bucket.region)) {
    return *std::move(open);
  }
  const std::string region = bucket.region.shown("us-east-1");
  return xml_reply("LocationConstraint", region == "us-east-1" ? "" : region);
}

Reply get_bucket_policy(Exchange& exchange) {
  const world::Bucket& bucket = bucket_of(exchange);
  if (auto wrong = no_policy(bucket)) {
    return *std::move(wrong);
  }
  Reply reply;
  reply.body = policy_text(bucket.policy);
  reply.content_type = "application/json";
  return reply;
}

Reply put_bucket_policy(Exchange& exchange) {
  const world::Bucket& bucket = bucket_of(exchange);
  if (auto wrong = wrong_checksum(exchange.request, exchange.request.body)) {
    return *std::move(wrong);
  }
  const std::string account = bucket.account.shown(exchange.caller.account);
  Admitted admitted =
      admit_policy(exchange.request.body,
                   "policy of bucket " + bucket.name,
                   {admission::AdmissionOperation::PutBucketPolicy, bucket.name, account, {}, {}});
  if (admitted.fault) {
    return *admitted.fault;
  }
  if (admitted.is_public == Match::Yes && bucket.public_access_block.block_public_policy == true) {
    const std::string arn = bucket_arn(exchange.partition(), bucket.name);
    return fault(Text::PublicPolicyBlocked, {{"user", exchange.caller.arn}, {"resource", arn}});
  }
  bucket_to_change(exchange).policy = std::move(admitted.policy);
  return no_content();
}

Reply delete_bucket_policy(Exchange& exchange) {
  bucket_to_change(exchange).policy = nullptr;
  return no_content();
}

Reply get_bucket_policy_status(Exchange& exchange) {
  const world::Bucket& bucket = bucket_of(exchange);
  if (auto wrong = no_policy(bucket)) {
    return *std::move(wrong);
  }
  const admission::Admission admission =
      admission::admit(*bucket.policy->document(),
                       {admission::AdmissionOperation::PutBucketPolicy, bucket.name, {}, {}, {}});
  return xml_reply("PolicyStatus",
                   xml_element("IsPublic", admission.is_public == Match::Yes ? "true" : "false"));
}

Reply get_bucket_encryption(Exchange& exchange) {
  const world::Bucket& bucket = bucket_of(exchange);
  if (auto open = unless_known(
          bucket.encryption.algorithm, bucket.encryption.kms_key, bucket.encryption.bucket_key)) {
    return *std::move(open);
  }
  // Without a setting AWS answers what it does since January 2023.
  const std::string key = bucket.encryption.kms_key.shown({});
  return xml_reply("ServerSideEncryptionConfiguration",
                   "<Rule><ApplyServerSideEncryptionByDefault>" +
                       xml_element("SSEAlgorithm", bucket.encryption.algorithm.shown("AES256")) +
                       (key.empty() ? std::string() : xml_element("KMSMasterKeyID", key)) +
                       "</ApplyServerSideEncryptionByDefault>" +
                       xml_element("BucketKeyEnabled", yes_or_no(bucket.encryption.bucket_key)) +
                       "</Rule>");
}

Reply put_bucket_encryption(Exchange& exchange) {
  const auto root = body_xml(exchange);
  if (!root) {
    return root.error();
  }
  const std::string_view algorithm =
      root->text_of({"Rule", "ApplyServerSideEncryptionByDefault", "SSEAlgorithm"});
  if (algorithm != "AES256" && algorithm != "aws:kms" && algorithm != "aws:kms:dsse") {
    return fault(Text::MalformedXml);
  }
  world::BucketEncryption& encryption = bucket_to_change(exchange).encryption;
  encryption.algorithm = std::string(algorithm);
  encryption.kms_key =
      std::string(root->text_of({"Rule", "ApplyServerSideEncryptionByDefault", "KMSMasterKeyID"}));
  encryption.bucket_key = root->text_of({"Rule", "BucketKeyEnabled"}) == "true";
  return no_content(200);
}

Reply delete_bucket_encryption(Exchange& exchange) {
  bucket_to_change(exchange).encryption = {};
  return no_content();
}

Reply get_public_access_block(Exchange& exchange) {
  const world::Bucket& bucket = bucket_of(exchange);
  if (auto open = unless_known(bucket.public_access_block.block_public_acls,
                               bucket.public_access_block.ignore_public_acls,
                               bucket.public_access_block.block_public_policy,
                               bucket.public_access_block.restrict_public_buckets)) {
    return *std::move(open);
  }
  if (!record_of_bucket(exchange).has_public_access_block) {
    return fault(Text::NoPublicAccessBlock);
  }
  const world::PublicAccessBlock& block = bucket.public_access_block;
  return xml_reply(
      "PublicAccessBlockConfiguration",
      xml_element("BlockPublicAcls", yes_or_no(block.block_public_acls)) +
          xml_element("IgnorePublicAcls", yes_or_no(block.ignore_public_acls)) +
          xml_element("BlockPublicPolicy", yes_or_no(block.block_public_policy)) +
          xml_element("RestrictPublicBuckets", yes_or_no(block.restrict_public_buckets)));
}

Reply put_public_access_block(Exchange& exchange) {
  const auto root = body_xml(exchange);
  if (!root) {
    return root.error();
  }
  const auto is_set = [&](std::string_view name) { return root->text_of({name}) == "true"; };
  world::PublicAccessBlock& block = bucket_to_change(exchange).public_access_block;
  block.block_public_acls = is_set("BlockPublicAcls");
  block.ignore_public_acls = is_set("IgnorePublicAcls");
  block.block_public_policy = is_set("BlockPublicPolicy");
  block.restrict_public_buckets = is_set("RestrictPublicBuckets");
  record_of_bucket(exchange).has_public_access_block = true;
  return no_content(200);
}

Reply delete_public_access_block(Exchange& exchange) {
  set_public_access_block(bucket_to_change(exchange).public_access_block, false);
  record_of_bucket(exchange).has_public_access_block = false;
  return no_content();
}

Reply get_ownership_controls(Exchange& exchange) {
  const world::Bucket& bucket = bucket_of(exchange);
  if (auto open = unless_known(bucket.object_ownership)) {
    return *std::move(open);
  }
  if (!record_of_bucket(exchange).has_ownership_controls) {
    return fault(Text::NoOwnershipControls);
  }
  return xml_reply(
      "OwnershipControls",
      "<Rule>" +
          xml_element("ObjectOwnership", bucket.object_ownership.shown("BucketOwnerEnforced")) +
          "</Rule>");
}

Reply put_ownership_controls(Exchange& exchange) {
  const auto root = body_xml(exchange);
  if (!root) {
    return root.error();
  }
  const std::string_view ownership = root->text_of({"Rule", "ObjectOwnership"});
  if (!is_ownership(ownership)) {
    return fault(Text::MalformedXml);
  }
  bucket_to_change(exchange).object_ownership = std::string(ownership);
  record_of_bucket(exchange).has_ownership_controls = true;
  return no_content(200);
}

Reply delete_ownership_controls(Exchange& exchange) {
  // Source: S3 User Guide, "Controlling ownership of objects": without a setting it is
  // ObjectWriter.
  bucket_to_change(exchange).object_ownership = std::string("ObjectWriter");
  record_of_bucket(exchange).has_ownership_controls = false;
  return no_content();
}

}  // namespace remora::wire
