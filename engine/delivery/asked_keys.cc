#include "engine/delivery/asked_keys.h"

#include "engine/aws/arn.h"
#include "engine/base/symbol.h"

namespace remora::delivery {

namespace {

constexpr KeyName kRegion = "aws:RequestedRegion";

const world::Bucket* bucket_of(const Prober& prober, const Arn& arn) {
  return prober.world().bucket(arn.resource.substr(0, arn.resource.find('/')));
}

/// In a request to STS or IAM: STS has an endpoint in each Region and a global one, and which of
/// them services call when they assume a role is not documented.
void add_region(const Prober& prober, Request& request) {
  const auto arn = Arn::parse(request.resource);
  const world::Bucket* const bucket =
      arn && arn->service == "s3" ? bucket_of(prober, *arn) : nullptr;
  if (bucket != nullptr) {
    request.context.set(kRegion, prober.read(bucket->region));
  } else {
    request.context.set(kRegion, make_unknown("the Region that is called"));
  }
}

/// A key that is absent or holds that value, and nobody knows which: both are tried.
struct EitherWay {
  KeyName key;
  std::string_view value;
  std::string_view what;
  std::string_view supply;
};

/// AWS says that the key is there "when the principal uses temporary credentials", and not whether
/// it is when a service assumed the role, where no MFA device takes part.
/// Source: IAM User Guide, "AWS global condition context keys".
constexpr EitherWay kMfa{
    "aws:MultiFactorAuthPresent",
    "false",
    "whether AWS sends aws:MultiFactorAuthPresent when a service has assumed the role",
    "--context aws:MultiFactorAuthPresent=false"};

/// Log files are in the class STANDARD, which is what S3 takes without the header too.
/// Source: Amazon S3 API Reference, "PutObject" (x-amz-storage-class).
constexpr EitherWay kStorageClass{"s3:x-amz-storage-class",
                                  "STANDARD",
                                  "whether the service names the storage class",
                                  "--context s3:x-amz-storage-class=STANDARD"};

void add_either_way(const Prober& prober, const EitherWay& one, Request& request) {
  const world::UnknownPtr& fact = prober.facts().unsaid_fact(std::string(one.what), one.supply);
  if (prober.facts().choose(fact, "", 2) == 1) {
    request.context.set(one.key, one.value);
  }
}

}  // namespace

std::string_view called_region(const Prober& prober, std::string_view resource) {
  const auto arn = Arn::parse(resource);
  if (!arn) {
    return {};
  }
  if (arn->service == "s3") {
    const world::Bucket* const bucket = bucket_of(prober, *arn);
    const std::string* const region = bucket == nullptr ? nullptr : bucket->region.known();
    return region == nullptr ? std::string_view() : *region;
  }
  return has_unknown(arn->region) ? std::string_view() : arn->region;
}

void add_asked_keys(const Prober& prober, const PolicySet& policies, Request& request) {
  const auto asked = [&](const KeyName& key) {
    return request.context.find(key) == nullptr && mentions(policies, key);
  };
  if (asked(kRegion)) {
    add_region(prober, request);
  }
  if (request.principal.kind() == PrincipalKind::RoleSession && asked(kMfa.key)) {
    add_either_way(prober, kMfa, request);
  }
  if (request.action == "s3:PutObject" && asked(kStorageClass.key)) {
    add_either_way(prober, kStorageClass, request);
  }
}

}  // namespace remora::delivery
