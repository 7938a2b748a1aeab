#include "engine/authorize/explain.h"
#include "engine/policy/parse.h"
#include "tests/fuzz/fuzz.h"

using namespace remora;

void fuzz_one(std::string_view text) {
  for (const PolicyType type : {PolicyType::Identity, PolicyType::Bucket, PolicyType::Trust}) {
    auto parsed = parse_policy(source_of(text), type);
    if (!parsed) {
      continue;
    }
    const CompiledPolicyPtr policy = compile(*std::move(parsed));
    Request request;
    request.principal = *Principal::parse("arn:aws:sts::111122223333:assumed-role/app/s1");
    request.action = "s3:GetObject";
    request.resource = "arn:aws:s3:::b/k";
    request.resource_account = "111122223333";
    request.context.set("aws:SourceIp", "192.0.2.1");
    request.context.set_multivalued("aws:TagKeys", {"a", "b"});
    request.context.set_unknown("aws:username", "fuzz");
    PolicySet policies;
    policies.resource = policy.get();
    policies.resource_type = type;
    policies.identity = std::span(&policy, 1);
    explain(request, policies);
  }
}
