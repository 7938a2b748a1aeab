#include "engine/input/vector_reader.h"

#include <utility>

#include "engine/aws/action.h"
#include "engine/base/ascii.h"
#include "engine/input/grant_reader.h"
#include "engine/input/marker_reader.h"
#include "engine/input/member_reader.h"
#include "engine/input/request_reader.h"
#include "engine/input/variables.h"
#include "engine/input/verdict_reader.h"
#include "engine/json/read.h"
#include "engine/policy/parse.h"

namespace remora::input {

namespace {

class VectorReader {
 public:
  VectorReader(const json::DocumentPtr& json, json::Value value)
      : json_(json), sink_(json->source()), value_(value) {}

  Result<fixture::Vector> read() {
    MemberReader reader(value_, "a vector", sink_);
    vector_.id = reader.required_text("id");
    vector_.rule = reader.text("rule").value_or("");
    vector_.place = value_.place();
    reader.ignore("why");
    reader.ignore("source");
    reader.ignore("title");
    vector_.expect = read_verdict(reader, "expect");
    vector_.marker = read_marker(reader);
    const auto request = reader.object("request");
    if (request) {
      read_request(*request);
    } else if (reader.is_object() && !sink_.has_errors()) {
      sink_.error(value_.place(), "missing-member", "a vector needs \"request\"");
    }
    if (const auto policies = reader.object("policies")) {
      read_policies(*policies);
    }
    reader.finish();
    if (sink_.has_errors()) {
      return fail({sink_.take()});
    }
    return std::move(vector_);
  }

 private:
  void read_request(const json::Value& value) {
    MemberReader reader(value, "a request", sink_);
    Request& request = vector_.request;
    vector_.unknown_names = input::read_request(reader, request);
    if (const auto environment = reader.object("env")) {
      read_environment(*environment, request.environment);
    }
    reader.finish();
  }

  void read_environment(const json::Value& value, RequestEnvironment& environment) {
    MemberReader reader(value, "\"env\"", sink_);
    const auto flag = [&](std::string_view name, bool& target) {
      target = reader.boolean(name).value_or(false);
    };
    flag("principal_in_management_account", environment.principal_in_management_account);
    flag("service_linked_role", environment.service_linked_role);
    flag("resource_in_management_account", environment.resource_in_management_account);
    flag("aws_managed_key", environment.aws_managed_key);
    flag("s3_restrict_public_buckets", environment.s3_restrict_public_buckets);
    reader.finish();
  }

  void read_policies(const json::Value& value) {
    MemberReader reader(value, "\"policies\"", sink_);
    vector_.identity = group(reader.array("identity"), PolicyType::Identity);
    vector_.resource_type = resource_policy_type(vector_.request.action);
    const auto resource = reader.non_null("resource");
    const auto key_policy = reader.non_null("key_policy");
    const bool kms = vector_.resource_type == PolicyType::Key;
    const auto& in_force = kms && key_policy ? key_policy : resource;
    if (in_force) {
      vector_.resource = policy(*in_force, vector_.resource_type);
    }
    if (const auto boundary = reader.non_null("boundary")) {
      vector_.boundary = policy(*boundary, PolicyType::Boundary);
    }
    if (const auto session = reader.non_null("session")) {
      PolicyGroup passed = session->is_array() ? group(session->elements(), PolicyType::Session)
                                               : PolicyGroup{policy(*session, PolicyType::Session)};
      if (!passed.empty()) {  // an empty list passes no session policy, as null does
        vector_.session = std::move(passed);
      }
    }
    vector_.scps = levels(reader, "scps", PolicyType::Scp);
    vector_.rcps = levels(reader, "rcps", PolicyType::Rcp);
    if (const auto endpoint = reader.non_null("vpc_endpoint")) {
      vector_.vpc_endpoint = policy(*endpoint, PolicyType::VpcEndpoint);
    }
    for (const json::Value& grant : reader.array("grants")) {
      vector_.grants.push_back(input::read_grant(grant, kVectorGrant, sink_));
    }
    reader.finish();
  }

  // NOLINTNEXTLINE(misc-no-recursion): a document stands in a policy with its ARN
  CompiledPolicyPtr policy(const json::Value& value, PolicyType type) {
    if (value.is_object() && value.find("document")) {
      MemberReader reader(value, "a policy with its ARN", sink_);
      std::string arn = reader.required_text("arn");
      CompiledPolicyPtr named = policy(*reader.any("document"), type);
      reader.finish();
      return with_arn(named, std::move(arn));
    }
    if (value.is_object() && value.find("unknown")) {
      MemberReader reader(value, "an unknown policy", sink_);
      std::string reason = reader.required_sentence("unknown");
      reader.finish();
      return CompiledPolicy::unread(type, std::move(reason));
    }
    auto parsed = parse_policy(json_, value, type);
    if (!parsed) {
      sink_.append(parsed.error().diagnostics);
      return CompiledPolicy::unread(type, "malformed");
    }
    vector_.warnings.insert(
        vector_.warnings.end(), (*parsed)->warnings.begin(), (*parsed)->warnings.end());
    return compile(*std::move(parsed));
  }

  PolicyGroup group(const std::vector<json::Value>& values, PolicyType type) {
    PolicyGroup found;
    for (const json::Value& value : values) {
      found.push_back(policy(value, type));
    }
    return found;
  }

  std::optional<std::vector<PolicyGroup>> levels(MemberReader& reader,
                                                 std::string_view name,
                                                 PolicyType type) {
    if (!reader.non_null(name)) {
      return std::nullopt;
    }
    std::vector<PolicyGroup> found;
    for (const json::Value& level : reader.array(name)) {
      if (!level.is_array()) {
        sink_.error(level.place(),
                    "type",
                    "\"" + std::string(name) +
                        "\" must be an array of levels, each an array of "
                        "policies");
        continue;
      }
      found.push_back(group(level.elements(), type));
    }
    return found;
  }

  json::DocumentPtr json_;
  DiagnosticSink sink_;
  json::Value value_;
  fixture::Vector vector_;
};

}  // namespace

PolicyType resource_policy_type(std::string_view action_text) {
  const auto action = Action::parse(action_text);
  const std::string_view service = action ? action->service : std::string_view();
  if (equal_ignoring_case(service, "s3")) {
    return PolicyType::Bucket;
  }
  if (equal_ignoring_case(service, "kms")) {
    return PolicyType::Key;
  }
  if (equal_ignoring_case(service, "sns")) {
    return PolicyType::Topic;
  }
  if (equal_ignoring_case(service, "sts")) {
    return PolicyType::Trust;
  }
  return PolicyType::Resource;
}

// A value that AWS will choose, or nobody knows, is named as in a scenario.
Result<fixture::Vector> read_vector(const json::DocumentPtr& json, json::Value value) {
  const std::string_view text = value.source()->slice(value.span());
  if (text.find("${{ symbol ") == std::string_view::npos &&
      text.find("${{ unknown ") == std::string_view::npos) {
    return VectorReader(json, value).read();
  }
  DiagnosticSink sink(json->source());
  json::DocumentBuilder builder(json->source(), json->yaml());
  const Variables none;
  Substitution(none, builder, sink).write(plant(value));
  if (sink.has_errors()) {
    return fail({sink.take()});
  }
  const json::DocumentPtr named = builder.finish();
  return VectorReader(named, named->root()).read();
}

Result<std::vector<Result<fixture::Vector>>> read_vectors(const json::DocumentPtr& json) {
  const json::Value root = json->root();
  DiagnosticSink sink(json->source());
  std::vector<json::Value> elements;
  if (root.is_array()) {
    elements = root.elements();
  } else {
    MemberReader reader(root, "a vector file", sink);
    const auto format = reader.any("format");
    if (root.is_object() && !format) {
      sink.error(root.place(), "missing-member", "a vector file needs \"format\": 1");
    } else if (format && format->text() != "1") {
      sink.error(format->place(), "format", "this version reads format 1 only");
    }
    reader.ignore("title");
    reader.ignore("source");
    elements = reader.array("vectors");
    reader.finish();
  }
  if (sink.has_errors()) {
    return fail({sink.take()});
  }
  std::vector<Result<fixture::Vector>> found;
  found.reserve(elements.size());
  for (const json::Value& element : elements) {
    found.push_back(read_vector(json, element));
  }
  return found;
}

Diagnostics check_frame(const SourcePtr& frame) {
  const auto json = json::read_json(frame);
  if (!json) {
    return json.error().diagnostics;
  }
  const auto vectors = read_vectors(*json);
  return vectors ? Diagnostics() : vectors.error().diagnostics;
}

std::string id_of(json::Value value) {
  const auto id = value.find("id");
  return id && id->is_string() ? std::string(id->text()) : std::string();
}

}  // namespace remora::input
