#include "engine/import/policies.h"

#include <string_view>

#include "engine/aws/arn.h"
#include "engine/json/embedded_text.h"
#include "engine/json/read.h"
#include "engine/lint/lint.h"

namespace remora::imports {

namespace {

/// Calls `use` with the policy, read from its text if it stands as one.
template <class Use>
void with_document(const json::Value& policy, const Use& use) {
  if (!policy.is_string()) {
    use(policy);
    return;
  }
  if (const SourcePtr text = json::embedded_document(policy)) {
    if (const auto read = json::read(text)) {
      use((*read)->root());
    }
  }
}

void add_buckets(const json::Value& resource, std::set<std::string>& buckets) {
  for (const json::Value& one :
       resource.is_array() ? resource.elements() : std::vector<json::Value>{resource}) {
    const auto arn = Arn::parse(one.text());
    if (arn && arn->service == "s3") {
      const std::string_view bucket = arn->resource.substr(0, arn->resource.find('/'));
      if (!bucket.empty() && bucket.find_first_of("*?$") == std::string_view::npos) {
        buckets.emplace(bucket);
      }
    }
  }
}

}  // namespace

PolicyType kind_of_policy(const json::Value& policy) {
  PolicyType type = PolicyType::Identity;
  with_document(policy, [&](const json::Value& document) { type = lint::guess_type(document); });
  return type;
}

std::set<std::string> buckets_in(const json::Value& policy) {
  std::set<std::string> buckets;
  with_document(policy, [&](const json::Value& document) {
    const auto list = document.find("Statement");
    if (!list) {
      return;
    }
    for (const json::Value& statement :
         list->is_array() ? list->elements() : std::vector<json::Value>{*list}) {
      if (const auto resource = statement.find("Resource")) {
        add_buckets(*resource, buckets);
      }
    }
  });
  return buckets;
}

Part service_linked_recorder(const std::string& account,
                             const std::string& delivery,
                             const Place& place,
                             Snapshot& snapshot) {
  snapshot.assume("the recorder's role is AWSServiceRoleForConfig, which AWS Config may assume",
                  "--set deliveries[" + delivery + "].configurationRecorder.roleARN=ARN");
  const std::string role = "arn:aws:iam::" + account +
                           ":role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";
  return Part::object(place)
      .set("name", Part::string("default", place))
      .set("roleARN", Part::string(role, place));
}

}  // namespace remora::imports
