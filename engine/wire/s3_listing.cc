// Lists of objects of Amazon S3. Source: Amazon S3 API Reference.
#include <algorithm>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/wire/digest.h"
#include "engine/wire/operations.h"
#include "engine/wire/s3.h"

namespace remora::wire {

namespace {

/// What stands between the head and the end of each entry.
std::string facts_xml(const StoredObject& object) {
  return xml_element("LastModified", iso_time(object.modified, true)) +
         xml_element("ETag", "\"" + object.etag + "\"") +
         xml_element("Size", std::to_string(object.body.size())) +
         "<StorageClass>STANDARD</StorageClass>";
}

std::string content_xml(const std::string& key, const StoredObject& object) {
  return "<Contents>" + xml_element("Key", key) + facts_xml(object) + "</Contents>";
}

std::string version_xml(const std::string& key, const StoredObject& object) {
  return "<Version>" + xml_element("Key", key) +
         "<VersionId>null</VersionId><IsLatest>true</IsLatest>" + facts_xml(object) + "</Version>";
}

/// One page of a listing.
struct Page {
  std::string contents;
  std::string prefixes;
  std::size_t count = 0;
  std::string last;  // key or prefix
  bool truncated = false;
};

/// What a request asks to see of a bucket.
struct Listing {
  std::string prefix;
  std::string delimiter;
  std::string after;  // a key or prefix: what is behind it
  std::size_t most = 0;
  bool encoded = false;

  [[nodiscard]] std::string shown(const std::string& text) const {
    return encoded ? percent_encoded(text, true) : text;
  }
};

using EntryXml = std::string(const std::string&, const StoredObject&);

Page list_page(const Objects& objects, const Listing& listing, EntryXml* entry) {
  const auto& [prefix, delimiter, after, most, encoded] = listing;
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
        page.contents += entry(listing.shown(key), at->second);
      } else {
        page.prefixes +=
            "<CommonPrefixes>" + xml_element("Prefix", listing.shown(name)) + "</CommonPrefixes>";
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

Listing listing_of(const Exchange& exchange, std::string after) {
  constexpr std::size_t kMost = 1000;
  return {parameter(exchange, "prefix"),
          parameter(exchange, "delimiter"),
          std::move(after),
          std::min(as_count(parameter(exchange, "max-keys")).value_or(kMost), kMost),
          parameter(exchange, "encoding-type") == "url"};
}

/// The reply of a list: `own` is what its kind alone says.
Reply list_reply(const Exchange& exchange,
                 std::string_view root,
                 const Listing& listing,
                 const Page& page,
                 const std::string& own) {
  return xml_reply(
      root,
      xml_element("Name", exchange.routed.bucket) +
          xml_element("Prefix", listing.shown(listing.prefix)) +
          (listing.delimiter.empty() ? "" : xml_element("Delimiter", listing.delimiter)) +
          xml_element("MaxKeys", std::to_string(listing.most)) +
          (listing.encoded ? "<EncodingType>url</EncodingType>" : "") +
          xml_element("IsTruncated", page.truncated ? "true" : "false") + own + page.contents +
          page.prefixes);
}

/// The older lists: `Marker` is the last key of the page before, as that page called it.
Reply marked_list(Exchange& exchange,
                  std::string_view root,
                  const std::string& parameter_name,
                  const std::string& element,
                  EntryXml* entry) {
  const Listing listing = listing_of(exchange, parameter(exchange, parameter_name));
  const Page page = list_page(record_of_bucket(exchange).objects, listing, entry);
  return list_reply(exchange,
                    root,
                    listing,
                    page,
                    xml_element(element, listing.shown(listing.after)) +
                        (page.truncated ? xml_element("Next" + element, listing.shown(page.last))
                                        : std::string()));
}

}  // namespace

Reply list_objects_v2(Exchange& exchange) {
  const std::string token = from_base64(parameter(exchange, "continuation-token"));
  const Listing listing =
      listing_of(exchange, token.empty() ? parameter(exchange, "start-after") : token);
  const Page page = list_page(record_of_bucket(exchange).objects, listing, content_xml);
  return list_reply(exchange,
                    "ListBucketResult",
                    listing,
                    page,
                    xml_element("KeyCount", std::to_string(page.count)) +
                        (page.truncated ? xml_element("NextContinuationToken", base64(page.last))
                                        : std::string()));
}

Reply list_objects(Exchange& exchange) {
  return marked_list(exchange, "ListBucketResult", "marker", "Marker", content_xml);
}

Reply list_object_versions(Exchange& exchange) {
  return marked_list(exchange, "ListVersionsResult", "key-marker", "KeyMarker", version_xml);
}

}  // namespace remora::wire
