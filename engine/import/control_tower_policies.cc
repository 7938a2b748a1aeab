#include "engine/import/control_tower_policies.h"

#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/json/read.h"
#include "engine/json/writer.h"

namespace remora::imports {

namespace {

/// A document of our own making; its places lie in a text of that name.
Part document(const char* name, std::string text) {
  const auto read = json::read_json(std::make_shared<const SourceText>(name, std::move(text)));
  return read ? Part::copy((*read)->root()) : Part();
}

using json::Writer;

class PolicyWriter {
 public:
  PolicyWriter() {
    writer_.begin_object().member("Version", "2012-10-17").key("Statement").begin_array();
  }

  void allow(std::string_view sid,
             std::string_view action,
             const std::vector<std::string>& resources,
             const std::vector<std::string_view>& services,
             const std::string& organization = {}) {
    writer_.begin_object().member("Sid", sid).member("Effect", "Allow");
    writer_.key("Principal").begin_object().key("Service");
    list(services);
    writer_.end_object().member("Action", action).key("Resource");
    list(resources);
    if (!organization.empty()) {
      writer_.key("Condition").begin_object().key("StringEquals").begin_object();
      writer_.member("aws:SourceOrgID", organization).end_object().end_object();
    }
    writer_.end_object();
  }

  void deny_plain_http(const std::string& bucket) {
    writer_.begin_object().member("Sid", "AllowSSLRequestsOnly").member("Effect", "Deny");
    writer_.member("Principal", "*").member("Action", "s3:*").key("Resource");
    list(std::vector<std::string>{bucket, bucket + "/*"});
    writer_.key("Condition").begin_object().key("Bool").begin_object();
    writer_.member("aws:SecureTransport", "false").end_object().end_object().end_object();
  }

  std::string take() { return writer_.end_array().end_object().take(); }

 private:
  template <class Texts>
  void list(const Texts& texts) {
    writer_.begin_array();
    for (const auto& text : texts) {
      writer_.string(text);
    }
    writer_.end_array();
  }

  Writer writer_{Writer::Style::Indented};
};

}  // namespace

Part logging_policy(LoggingPolicy which,
                    const std::string& partition,
                    const std::string& name,
                    const std::string& organization,
                    const std::string& management) {
  constexpr std::string_view kCloudTrail = "cloudtrail.amazonaws.com";
  constexpr std::string_view kConfig = "config.amazonaws.com";
  std::vector<std::string_view> services;
  if (which != LoggingPolicy::Config) {
    services.push_back(kCloudTrail);
  }
  if (which != LoggingPolicy::CloudTrail) {
    services.push_back(kConfig);
  }
  const std::string bucket = "arn:" + partition + ":s3:::" + name;
  const std::string logs = bucket + "/" + organization + "/AWSLogs/";
  PolicyWriter writer;
  writer.deny_plain_http(bucket);
  writer.allow("AWSBucketPermissionsCheck", "s3:GetBucketAcl", {bucket}, services);
  writer.allow("AWSBucketExistenceCheck", "s3:ListBucket", {bucket}, services);
  if (which != LoggingPolicy::CloudTrail) {
    writer.allow(
        "AWSBucketDeliveryForConfig", "s3:PutObject", {logs + "*/*"}, {kConfig}, organization);
  }
  if (which != LoggingPolicy::Config) {
    writer.allow("AWSBucketDeliveryForOrganizationCloudTrail",
                 "s3:PutObject",
                 {logs + management + "/*", logs + organization + "/*"},
                 {kCloudTrail},
                 organization);
  }
  return document("the bucket policy that Control Tower makes", writer.take());
}

Part recorder_trust() {
  return document("the trust policy that Control Tower makes", R"({
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Principal": { "Service": "config.amazonaws.com" },
    "Action": "sts:AssumeRole"
  }]
})");
}

}  // namespace remora::imports
