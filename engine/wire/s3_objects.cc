// Objects of Amazon S3. A key is bytes and never a path. Source: Amazon S3 API Reference.
#include <algorithm>
#include <array>

#include "engine/base/ascii.h"
#include "engine/wire/attempt.h"
#include "engine/wire/digest.h"
#include "engine/wire/operations.h"
#include "engine/wire/permission.h"
#include "engine/wire/s3.h"
#include "engine/wire/xml.h"

namespace remora::wire {

namespace {

constexpr std::size_t kLongestKey = 1024;

/// What a key of KMS is named by for S3: the key that is there, in the bucket's account and Region.
const world::Key* key_for(const Exchange& exchange, const std::string& name) {
  world::Suppositions first;
  return exchange.state.world->key(name, exchange.caller.account, exchange.caller.region, first);
}

/// Encrypts an object as its request asks, or as the bucket does by default. A fault if the key
/// cannot serve.
std::optional<Fault> encrypt(const Exchange& exchange,
                             const world::Bucket& bucket,
                             StoredObject& object) {
  const Request& request = exchange.request;
  const std::string_view asked = request.header("x-amz-server-side-encryption");
  if (asked.empty()) {
    const world::BucketEncryption& encryption = bucket.encryption;
    if (auto open = unless_known(encryption.algorithm, encryption.kms_key, encryption.bucket_key)) {
      return open;
    }
    object.algorithm = bucket.encryption.algorithm.shown("AES256");
    object.kms_key = bucket.encryption.kms_key.shown({});
    object.bucket_key = bucket.encryption.bucket_key == true;
  } else if (asked != "AES256" && asked != "aws:kms" && asked != "aws:kms:dsse") {
    return fault(Text::InvalidEncryption);
  } else {
    object.algorithm = asked;
    object.kms_key = request.header("x-amz-server-side-encryption-aws-kms-key-id");
    object.bucket_key = request.header("x-amz-server-side-encryption-bucket-key-enabled") == "true";
  }
  if (object.algorithm == "AES256" || object.kms_key.empty()) {
    return std::nullopt;
  }
  const world::Key* const key = key_for(exchange, object.kms_key);
  if (key == nullptr) {
    return exchange.state.world->closure == world::Closure::Open
               ? std::nullopt
               : std::optional(fault(Text::S3KeyNotFound, {{"key", object.kms_key}}));
  }
  object.kms_key = key->arn;
  if (auto open = unless_known(key->state)) {
    return open;
  }
  if (key->state == "Disabled") {
    return fault(Text::S3KeyDisabled, {{"key", key->arn}});
  }
  if (key->state == "PendingDeletion") {
    return fault(Text::S3KeyState, {{"key", key->arn}});
  }
  return std::nullopt;
}

void add_encryption(const StoredObject& object, Headers& headers) {
  headers.emplace_back("x-amz-server-side-encryption", object.algorithm);
  if (!object.kms_key.empty()) {
    headers.emplace_back("x-amz-server-side-encryption-aws-kms-key-id", object.kms_key);
  }
  if (object.bucket_key) {
    headers.emplace_back("x-amz-server-side-encryption-bucket-key-enabled", "true");
  }
}

/// Headers that come back as they were sent.
constexpr auto kKept = std::to_array<std::string_view>(
    {"cache-control", "content-disposition", "content-language", "expires"});

Headers metadata_of(const Request& request) {
  Headers kept;
  for (const auto& [name, value] : request.headers) {
    const std::string lower = to_ascii_lower(name);
    if (lower.starts_with("x-amz-meta-") ||
        std::find(kKept.begin(), kKept.end(), lower) != kKept.end()) {
      kept.emplace_back(lower, value);
    } else if (lower == "content-encoding" && value != "aws-chunked") {
      constexpr std::string_view kChunked = "aws-chunked,";
      kept.emplace_back(lower, value.starts_with(kChunked) ? value.substr(kChunked.size()) : value);
    }
  }
  return kept;
}

/// The object of a request; null if there is none.
const StoredObject* object_of(const Exchange& exchange) {
  const auto bucket = exchange.state.buckets.find(exchange.routed.bucket);
  if (bucket == exchange.state.buckets.end()) {
    return nullptr;
  }
  const auto object = bucket->second.objects.find(exchange.routed.key);
  return object == bucket->second.objects.end() ? nullptr : &object->second;
}

/// Keeps an object in the place of one of its name; a fault if there is no room for it.
std::optional<Fault> store(Exchange& exchange, StoredObject object) {
  Objects& objects = record_of_bucket(exchange).objects;
  const auto there = objects.find(exchange.routed.key);
  const std::size_t replaced = there == objects.end() ? 0 : there->second.body.size();
  // Only what has a body needs to be counted.
  if (!object.body.empty() &&
      stored_bytes(exchange.state) - replaced + object.body.size() > kMostStoredBytes) {
    return fault(Text::StoreFull, {{"bytes", std::to_string(kMostStoredBytes)}});
  }
  objects.insert_or_assign(exchange.routed.key, std::move(object));
  ++exchange.state.revision;
  return std::nullopt;
}

/// Deletes it from what clients see and from what deliveries have written.
void remove_object(Exchange& exchange, const std::string& key) {
  if (record_of_bucket(exchange).objects.erase(key) == 0) {
    return;
  }
  ++exchange.state.revision;
  const auto is_it = [&](const world::Object& one) { return one.key == key; };
  const auto& written = bucket_of(exchange).objects;
  if (std::any_of(written.begin(), written.end(), is_it)) {
    std::erase_if(bucket_to_change(exchange).objects, is_it);
  }
}

struct Range {
  std::size_t begin = 0;
  std::size_t size = 0;
};

/// A range of bytes that a header asks for. Source: RFC 9110, "14.1.2 Byte Ranges". What it does
/// not understand it does not cut; what lies behind the end is a range of nothing.
std::optional<Range> range_of(std::string_view header, std::size_t size) {
  constexpr std::string_view kBytes = "bytes=";
  if (!header.starts_with(kBytes)) {
    return std::nullopt;
  }
  header.remove_prefix(kBytes.size());
  const std::size_t dash = header.find('-');
  if (dash == std::string_view::npos) {
    return std::nullopt;
  }
  const auto first = as_count(header.substr(0, dash));
  const auto last = as_count(header.substr(dash + 1));
  if (!first) {
    return last && dash == 0
               ? std::optional(Range{size - std::min(*last, size), std::min(*last, size)})
               : std::nullopt;
  }
  if (last && *last < *first) {
    return std::nullopt;
  }
  const std::size_t end = last ? std::min(*last + 1, size) : size;
  return std::optional(*first < end ? Range{*first, end - *first} : Range{size, 0});
}

Reply object_reply(const StoredObject& object) {
  Reply reply = no_content(200);
  reply.headers = object.metadata;
  reply.headers.emplace_back("ETag", "\"" + object.etag + "\"");
  reply.headers.emplace_back("Last-Modified", http_time(object.modified));
  reply.headers.emplace_back("Accept-Ranges", "bytes");
  add_encryption(object, reply.headers);
  reply.content_type = object.content_type.empty() ? "binary/octet-stream" : object.content_type;
  return reply;
}

}  // namespace

Reply put_object(Exchange& exchange) {
  if (exchange.routed.key.size() > kLongestKey) {
    return fault(Text::KeyTooLong);
  }
  PlainBody plain = plain_body(exchange.request);
  if (plain.fault) {
    return *plain.fault;
  }
  StoredObject object;
  if (auto wrong = encrypt(exchange, bucket_of(exchange), object)) {
    return *std::move(wrong);
  }
  object.body = std::move(plain.body);
  object.etag = hex(md5(object.body));
  object.content_type = exchange.request.header("content-type");
  object.metadata = metadata_of(exchange.request);
  object.modified = exchange.now;
  Reply reply = no_content(200);
  reply.headers.emplace_back("ETag", "\"" + object.etag + "\"");
  add_encryption(object, reply.headers);
  if (const std::string_view crc = exchange.request.header("x-amz-checksum-crc32"); !crc.empty()) {
    reply.headers.emplace_back("x-amz-checksum-crc32", crc);
  }
  if (auto full = store(exchange, std::move(object))) {
    return *std::move(full);
  }
  return reply;
}

Reply get_object(Exchange& exchange) {
  const StoredObject* const object = object_of(exchange);
  if (object == nullptr) {
    return fault(Text::NoSuchKey);
  }
  Reply reply = object_reply(*object);
  const auto range = range_of(exchange.request.header("range"), object->body.size());
  if (range && range->size == 0) {
    return fault(Text::InvalidRange);
  }
  if (range) {
    reply.status = 206;
    reply.headers.emplace_back("Content-Range",
                               "bytes " + std::to_string(range->begin) + "-" +
                                   std::to_string(range->begin + range->size - 1) + "/" +
                                   std::to_string(object->body.size()));
    reply.body = object->body.substr(range->begin, range->size);
  } else {
    reply.body = object->body;
  }
  return reply;
}

Reply head_object(Exchange& exchange) {
  return get_object(exchange);  // whoever writes a HEAD's answer leaves out the body
}

Reply delete_object(Exchange& exchange) {
  remove_object(exchange, exchange.routed.key);
  return no_content();
}

Reply delete_objects(Exchange& exchange) {
  PlainBody plain = plain_body(exchange.request);
  if (plain.fault) {
    return *plain.fault;
  }
  const auto root = read_xml(plain.body);
  if (!root) {
    return fault(Text::MalformedXml);
  }
  const bool quiet = root->text_of({"Quiet"}) == "true";
  std::string deleted;
  for (const XmlElement& one : root->children) {
    if (one.name == "Object") {
      const std::string key(one.text_of({"Key"}));
      if (const auto denied = unless_allowed(exchange,
                                             "s3:DeleteObject",
                                             "arn:" + std::string(exchange.partition()) +
                                                 ":s3:::" + exchange.routed.bucket + "/" + key)) {
        deleted += "<Error>" + xml_element("Key", key) + xml_element("Code", denied->code) +
                   xml_element("Message", denied->message) + "</Error>";
        continue;
      }
      remove_object(exchange, key);
      deleted += quiet ? "" : "<Deleted>" + xml_element("Key", key) + "</Deleted>";
    }
  }
  return xml_reply("DeleteResult", deleted);
}

Reply copy_object(Exchange& exchange) {
  // The version stands behind the name, which is encoded: a question mark of a name is `%3F`.
  std::string_view named = exchange.request.header("x-amz-copy-source");
  constexpr std::string_view kVersion = "?versionId=";
  const std::size_t mark = std::min(named.find(kVersion), named.size());
  const std::string_view version = named.substr(std::min(mark + kVersion.size(), named.size()));
  named = named.substr(0, mark);
  if (!version.empty() && version != "null") {
    return fault(Text::NoSuchVersion);
  }
  std::string source = percent_decoded(named);
  source = source.substr(source.starts_with('/') ? 1 : 0);
  const std::size_t slash = std::min(source.find('/'), source.size());
  const auto from = exchange.state.buckets.find(source.substr(0, slash));
  if (from == exchange.state.buckets.end()) {
    return fault(Text::NoSuchBucket);
  }
  if (auto denied =
          unless_allowed(exchange,
                         "s3:GetObject",
                         "arn:" + std::string(exchange.partition()) + ":s3:::" + source)) {
    return *std::move(denied);
  }
  const auto found = from->second.objects.find(source.substr(std::min(slash + 1, source.size())));
  if (found == from->second.objects.end()) {
    return fault(Text::NoSuchKey);
  }
  StoredObject object = found->second;
  if (auto wrong = encrypt(exchange, bucket_of(exchange), object)) {
    return *std::move(wrong);
  }
  if (exchange.request.header("x-amz-metadata-directive") == "REPLACE") {
    object.metadata = metadata_of(exchange.request);
    object.content_type = exchange.request.header("content-type");
  }
  object.modified = exchange.now;
  const std::string etag = object.etag;
  Headers encryption;
  add_encryption(object, encryption);
  if (auto full = store(exchange, std::move(object))) {
    return *std::move(full);
  }
  Reply reply = xml_reply("CopyObjectResult",
                          xml_element("LastModified", iso_time(exchange.now, true)) +
                              xml_element("ETag", "\"" + etag + "\""));
  reply.headers = std::move(encryption);
  return reply;
}

}  // namespace remora::wire
