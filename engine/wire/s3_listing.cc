// Lists of objects of Amazon S3. Source: Amazon S3 API Reference.
#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/wire/digest.h"
#include "engine/wire/operations.h"
#include "engine/wire/s3.h"

namespace remora::wire {

namespace {

std::string content_xml(const std::string& key, const StoredObject& object) {
  return "<Contents>" + xml_element("Key", key) +
         xml_element("LastModified", iso_time(object.modified, true)) +
         xml_element("ETag", "\"" + object.etag + "\"") +
         xml_element("Size", std::to_string(object.body.size())) +
         "<StorageClass>STANDARD</StorageClass></Contents>";
}

std::string version_xml(const std::string& key, const StoredObject& object) {
  return "<Version>" + xml_element("Key", key) +
         "<VersionId>null</VersionId><IsLatest>true</IsLatest>" +
         xml_element("LastModified", iso_time(object.modified, true)) +
         xml_element("ETag", "\"" + object.etag + "\"") +
         xml_element("Size", std::to_string(object.body.size())) +
         "<StorageClass>STANDARD</StorageClass></Version>";
}

/// One page of a listing.
struct Page {
  std::string contents;
  std::string prefixes;
  std::size_t count = 0;
  std::string last;  // key or prefix
  bool truncated = false;
};

Page list_page(const Objects& objects,
               const std::string& prefix,
               const std::string& delimiter,
               const std::string& after,
               std::size_t most,
               bool encoded,
               std::string (*entry)(const std::string&, const StoredObject&) = content_xml) {
  const auto shown = [&](const std::string& text) {
    return encoded ? percent_encoded(text, true) : text;
  };
  Page page;
  auto at = objects.lower_bound(prefix);
  while (at != objects.end() && at->first.starts_with(prefix)) {
    const std::string& key = at->first;
    const std::size_t cut =
        delimiter.empty() ? std::string::npos : key.find(delimiter, prefix.size());
    const std::string name = cut == std::string::npos ? key : key.substr(0, cut + delimiter.size());
    const bool seen = !after.empty() && name <= after;
    if (!seen && page.count == most) {
      page.truncated = most > 0;
      return page;
    }
    if (!seen) {
      ++page.count;
      page.last = name;
      if (cut == std::string::npos) {
        page.contents += entry(shown(key), at->second);
      } else {
        page.prefixes +=
            "<CommonPrefixes>" + xml_element("Prefix", shown(name)) + "</CommonPrefixes>";
      }
    }
    ++at;
    while (cut != std::string::npos && at != objects.end() && at->first.starts_with(name)) {
      ++at;
    }
  }
  return page;
}

std::string parameter(const Exchange& exchange, std::string_view name) {
  const std::string* const found = exchange.routed.query.find(name);
  return found == nullptr ? std::string() : *found;
}

std::size_t most_keys(const Exchange& exchange) {
  constexpr std::size_t kMost = 1000;
  return std::min(as_count(parameter(exchange, "max-keys")).value_or(kMost), kMost);
}

}  // namespace

Reply list_objects_v2(Exchange& exchange) {
  const bool encoded = parameter(exchange, "encoding-type") == "url";
  const std::string prefix = parameter(exchange, "prefix");
  const std::string delimiter = parameter(exchange, "delimiter");
  const std::string token = from_base64(parameter(exchange, "continuation-token"));
  const std::size_t most = most_keys(exchange);
  const Page page = list_page(record_of_bucket(exchange).objects,
                              prefix,
                              delimiter,
                              token.empty() ? parameter(exchange, "start-after") : token,
                              most,
                              encoded);
  const auto shown = [&](const std::string& text) {
    return encoded ? percent_encoded(text, true) : text;
  };
  return xml_reply("ListBucketResult",
                   xml_element("Name", exchange.routed.bucket) +
                       xml_element("Prefix", shown(prefix)) +
                       (delimiter.empty() ? "" : xml_element("Delimiter", shown(delimiter))) +
                       xml_element("KeyCount", std::to_string(page.count)) +
                       xml_element("MaxKeys", std::to_string(most)) +
                       (encoded ? "<EncodingType>url</EncodingType>" : "") +
                       xml_element("IsTruncated", page.truncated ? "true" : "false") +
                       (page.truncated ? xml_element("NextContinuationToken", base64(page.last))
                                       : std::string()) +
                       page.contents + page.prefixes);
}

Reply list_objects(Exchange& exchange) {
  const bool encoded = parameter(exchange, "encoding-type") == "url";
  const std::string prefix = parameter(exchange, "prefix");
  const std::string marker = parameter(exchange, "marker");
  const std::size_t most = most_keys(exchange);
  const Page page = list_page(record_of_bucket(exchange).objects,
                              prefix,
                              parameter(exchange, "delimiter"),
                              marker,
                              most,
                              encoded);
  const auto shown = [&](const std::string& text) {
    return encoded ? percent_encoded(text, true) : text;
  };
  return xml_reply(
      "ListBucketResult",
      xml_element("Name", exchange.routed.bucket) + xml_element("Prefix", shown(prefix)) +
          xml_element("Marker", shown(marker)) + xml_element("MaxKeys", std::to_string(most)) +
          (encoded ? "<EncodingType>url</EncodingType>" : "") +
          xml_element("IsTruncated", page.truncated ? "true" : "false") +
          (page.truncated ? xml_element("NextMarker", shown(page.last)) : std::string()) +
          page.contents + page.prefixes);
}

Reply list_object_versions(Exchange& exchange) {
  const bool encoded = parameter(exchange, "encoding-type") == "url";
  const std::string prefix = parameter(exchange, "prefix");
  const std::string marker = parameter(exchange, "key-marker");
  const std::size_t most = most_keys(exchange);
  const Page page = list_page(record_of_bucket(exchange).objects,
                              prefix,
                              parameter(exchange, "delimiter"),
                              marker,
                              most,
                              encoded,
                              version_xml);
  const auto shown = [&](const std::string& text) {
    return encoded ? percent_encoded(text, true) : text;
  };
  return xml_reply(
      "ListVersionsResult",
      xml_element("Name", exchange.routed.bucket) + xml_element("Prefix", shown(prefix)) +
          xml_element("KeyMarker", shown(marker)) + xml_element("MaxKeys", std::to_string(most)) +
          (encoded ? "<EncodingType>url</EncodingType>" : "") +
          xml_element("IsTruncated", page.truncated ? "true" : "false") +
          (page.truncated ? xml_element("NextKeyMarker", shown(page.last)) : std::string()) +
          page.contents + page.prefixes);
}

}  // namespace remora::wire
