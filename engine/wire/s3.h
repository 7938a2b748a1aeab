#pragma once

#include <optional>
#include <string>

#include <tl/expected.hpp>

#include "engine/wire/exchange.h"
#include "engine/wire/xml.h"

/// What the files of S3 share.
namespace remora::wire {

/// The bucket of a request that needs one (`Needs::Bucket`), with its record.
const world::Bucket& bucket_of(const Exchange& exchange);
/// The same to change it.
world::Bucket& bucket_to_change(Exchange& exchange);
BucketRecord& record_of_bucket(Exchange& exchange);

/// Checks the checksums that a client sends along with a body.
/// Source: captures of five clients; S3 User Guide, "Checking object integrity".
std::optional<Fault> wrong_checksum(const Request& request, const std::string& body);

/// The body as it was before `aws-chunked`; a fault if it is not what its chunks say.
/// Source: Amazon S3 API Reference, "Signature Calculations for the Authorization Header:
/// Transferring Payload in Multiple Chunks".
struct PlainBody {
  std::optional<Fault> fault;
  std::string body;
};

PlainBody plain_body(const Request& request);

/// The XML of the body, checked against its checksums.
tl::expected<XmlElement, Fault> body_xml(const Exchange& exchange);

/// The owner as AWS prints it: the canonical id of an account is not known here, and made of its
/// id.
std::string owner_xml(const Exchange& exchange);

/// An answer without a body.
Reply no_content(int status = 204);

}  // namespace remora::wire
