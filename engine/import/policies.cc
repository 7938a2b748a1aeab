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

std::vector<json::Value> one_or_several(const json::Value& value) {
  return value.is_array() ? value.elements() : std::vector<json::Value>{value};
}

/// Calls `use` with each text in the Resource elements of a policy.
template <class Use>
void with_resources(const json::Value& policy, const Use& use) {
  with_document(policy, [&](const json::Value& document) {
    const auto list = document.find("Statement");
    for (const json::Value& statement : list ? one_or_several(*list) : std::vector<json::Value>()) {
      const auto resource = statement.find("Resource");
      for (const json::Value& one :
           resource ? one_or_several(*resource) : std::vector<json::Value>()) {
        use(one.text());
      }
    }
  });
}

bool is_plain(std::string_view name) {
  return !name.empty() && name.find_first_of("*?$") == std::string_view::npos;
}

}  // namespace

PolicyType kind_of_policy(const json::Value& policy) {
  PolicyType type = PolicyType::Identity;
  with_document(policy, [&](const json::Value& document) { type = lint::guess_type(document); });
  return type;
}

std::set<std::string> buckets_in(const json::Value& policy) {
  std::set<std::string> buckets;
  with_resources(policy, [&](std::string_view resource) {
    const auto arn = Arn::parse(resource);
    if (arn && arn->service == "s3" && is_plain(arn->resource.substr(0, arn->resource.find('/')))) {
      buckets.emplace(arn->resource.substr(0, arn->resource.find('/')));
    }
  });
  return buckets;
}

std::string call_of_policies(const std::vector<File>& policies) {
  std::set<std::string> buckets;
  std::set<std::string> keys;
  bool any_key = policies.empty();
  for (const File& file : policies) {
    const std::set<std::string> named = buckets_in(file.root());
    buckets.insert(named.begin(), named.end());
    any_key = any_key || kind_of_policy(file.root()) == PolicyType::Key;
    with_resources(file.root(), [&](std::string_view resource) {
      const auto arn = Arn::parse(resource);
      if (arn && arn->service == "kms" && is_plain(resource) && arn->resource.starts_with("key/")) {
        keys.emplace(resource);
      }
    });
  }
  const bool key = keys.size() == 1;
  return "bucket=" + (buckets.size() == 1 ? *buckets.begin() : "NAME") +
         (key       ? ",kms=" + *keys.begin()
          : any_key ? ",kms=ARN"
                    : "") +
         ",account=ID" + (key ? "" : ",region=REGION");
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
