#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/delivery/caller.h"

namespace remora::delivery {

/// An object that a service is about to write, and how it will be encrypted.
struct ObjectWrite {
  const world::Bucket* bucket = nullptr;
  std::string bucket_name;  // as the delivery names it
  std::string partition;
  std::string key;
  std::string kms_key;     // as the delivery gives it; empty: none given
  std::string sse_header;  // without a given key: AES256, or empty for no header
  std::string obstacle;    // what makes S3 refuse it whatever policies say; empty: nothing
  bool decrypts_bucket_key = false;  // AWS asks for kms:Decrypt of this service with a Bucket Key
  bool names_key = true;             // whether the headers name `kms_key`
  bool asks_kms = true;      // false where the service asks KMS itself instead of S3 doing it
  ContextSwitches switches;  // that chose the header
  /// What the encryption context holds besides aws:s3:arn.
  std::vector<std::pair<std::string, std::string>> encryption_context;
};

/// Makes the request for one action and resource as the one who writes.
using ProbeMaker = std::function<Probe(std::string_view action, std::string resource)>;

struct WriteResult {
  Match match = Match::No;
  std::size_t probe = 0;       // the request that decided
  bool kms_at_fault = false;   // S3 would have let it through
  bool lacks_decrypt = false;  // kms:Decrypt was asked for the record, and denied
};

/// Whether the bucket encrypts with a KMS key what names no encryption.
bool encrypts_with_kms(const Prober& prober, const world::Bucket& bucket);

/// Whether the key can be used in its state.
bool is_enabled(const Prober& prober, const world::Key& key);

/// "the key is in state Disabled", of a key that is not enabled.
std::string state_of(const Prober& prober, const world::Key& key);

/// Gives an object without a key of its own the header that asks for SSE-S3, if a switch is set so.
/// Where the bucket encrypts with KMS by default the header decides whether KMS is asked; elsewhere
/// it is a condition key and no more.
template <Switch T>
void choose_sse_header(Prober& prober, ObjectWrite& write, T with_header) {
  const bool decides = write.bucket != nullptr && encrypts_with_kms(prober, *write.bucket);
  const T setting = decides ? prober.rely_on<T>()
                            : prober.shape<T>(write.switches, {"s3:x-amz-server-side-encryption"});
  write.sse_header = setting == with_header ? "AES256" : "";
}

/// The key that will encrypt the object, as it is named: the one given, or the bucket's default.
/// Empty if no customer-managed key takes part.
std::string key_in_use(const Prober& prober, const ObjectWrite& write);

/// Asks for s3:PutObject and, if the object will be encrypted with a KMS key, for what S3 asks of
/// KMS in the writer's name: kms:GenerateDataKey, and kms:Decrypt as a switch says, which AWS's
/// pages differ on for a bucket with an S3 Bucket Key. Source: S3 User Guide, "Using server-side
/// encryption with AWS KMS keys (SSE-KMS)" and "Reducing the cost of SSE-KMS with Amazon S3 Bucket
/// Keys".
WriteResult ask_write(Prober& prober,
                      const ObjectWrite& write,
                      const ProbeMaker& make_probe,
                      bool required);

/// Notes that the object was written, encrypted as it asked or as the bucket does by default.
void note_written(Prober& prober, const ObjectWrite& write);

/// What a request to KMS says of the service that makes it for somebody else, S3 or SNS. It reuses
/// the credentials of a role; what it sends for a service principal is not documented, nor whether
/// aws:CalledVia names it.
/// Source: IAM User Guide, "Forward access sessions".
void add_forwarding_keys(Request& request);

/// A request to KMS about that key, made by S3 in the name of whom `make_probe` stands for, or
/// by the service itself. Asks nothing but adds what stands in the way: no such key, disabled,
/// another Region than the bucket.
Probe kms_probe(const Prober& prober,
                std::string_view key_id,
                const world::Bucket* bucket,
                const world::Fact<std::string>& account,
                const world::Fact<std::string>& region,
                const ProbeMaker& make_probe,
                std::string_view action);

}  // namespace remora::delivery
