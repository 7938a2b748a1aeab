#include <algorithm>

#include "engine/wire/digest.h"
#include "engine/wire/s3.h"

namespace remora::wire {

namespace {

/// The size in front of a chunk, in hexadecimal; nothing if it is none or beyond what is left.
std::optional<std::size_t> chunk_size(std::string_view line, std::size_t most) {
  std::size_t size = 0;
  const std::string_view digits = line.substr(0, line.find(';'));
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
  const bool whole = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
  return whole && !digits.empty() && size <= most ? std::optional(size) : std::nullopt;
}

}  // namespace

std::optional<Fault> wrong_checksum(const Request& request, const std::string& body) {
  const std::string_view md5_sent = request.header("content-md5");
  if (!md5_sent.empty() && base64(md5(body)) != md5_sent) {
    return fault(Text::BadDigest);
  }
  const std::string_view crc_sent = request.header("x-amz-checksum-crc32");
  if (!crc_sent.empty() && base64(crc32(body)) != crc_sent) {
    return fault(Text::BadChecksum);
  }
  const std::string_view sha_sent = request.header("x-amz-content-sha256");
  constexpr std::size_t kHexSize = 64;
  if (sha_sent.size() == kHexSize && hex(sha256(body)) != sha_sent) {
    return fault(Text::ContentSha256);
  }
  return std::nullopt;
}

PlainBody plain_body(const Request& request) {
  const std::string_view sent = request.header("x-amz-content-sha256");
  if (!sent.starts_with("STREAMING-")) {
    return {wrong_checksum(request, request.body), request.body};
  }
  PlainBody plain;
  std::string_view rest = request.body;
  constexpr std::size_t kLongestLine = 256;
  while (true) {
    const std::size_t end = rest.find("\r\n");
    if (end == std::string_view::npos || end > kLongestLine) {
      return {fault(Text::IncompleteBody), {}};
    }
    const auto size = chunk_size(rest.substr(0, end), rest.size() - end - 2);
    if (!size) {
      return {fault(Text::IncompleteBody), {}};
    }
    rest.remove_prefix(end + 2);
    if (*size == 0) {
      break;
    }
    plain.body.append(rest.substr(0, *size));
    rest.remove_prefix(*size);
    if (!rest.starts_with("\r\n")) {
      return {fault(Text::IncompleteBody), {}};
    }
    rest.remove_prefix(2);
  }
  const std::string_view length = request.header("x-amz-decoded-content-length");
  if (!length.empty() && as_count(length) != plain.body.size()) {
    return {fault(Text::IncompleteBody), {}};
  }
  // Trailers: a line each.
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find("\r\n"), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 2, rest.size()));
    constexpr std::string_view kCrc = "x-amz-checksum-crc32:";
    if (to_ascii_lower(line.substr(0, kCrc.size())) == kCrc &&
        base64(crc32(plain.body)) != line.substr(kCrc.size())) {
      return {fault(Text::BadChecksum), {}};
    }
  }
  return plain;
}

Reply no_content(int status) {
  Reply reply;
  reply.status = status;
  return reply;
}

tl::expected<XmlElement, Fault> body_xml(const Exchange& exchange) {
  if (auto wrong = wrong_checksum(exchange.request, exchange.request.body)) {
    return tl::unexpected(*std::move(wrong));
  }
  auto root = read_xml(exchange.request.body);
  if (!root) {
    return tl::unexpected(fault(Text::MalformedXml));
  }
  return *std::move(root);
}

}  // namespace remora::wire
