#include "engine/aws/arn.h"

#include <array>

#include "engine/base/ascii.h"
#include "engine/base/symbol.h"

namespace remora {

std::optional<Arn> Arn::parse(std::string_view text) {
  constexpr std::size_t kColons = 5;
  std::array<std::string_view, kColons> fields;
  if (!text.starts_with("arn:")) {
    return std::nullopt;
  }
  std::size_t begin = 0;
  for (std::string_view& field : fields) {
    const std::size_t colon = text.find(':', begin);
    if (colon == std::string_view::npos) {
      return std::nullopt;
    }
    field = text.substr(begin, colon - begin);
    begin = colon + 1;
  }
  return Arn{fields[1], fields[2], fields[3], fields[4], text.substr(begin)};
}

namespace {

/// Made in one piece: every request of a delivery has such an ARN.
std::string s3_arn(std::string_view partition,
                   std::string_view bucket,
                   std::string_view slash,
                   std::string_view key) {
  constexpr std::string_view kBegin = "arn:";
  constexpr std::string_view kService = ":s3:::";
  std::string arn;
  arn.reserve(kBegin.size() + partition.size() + kService.size() + bucket.size() + slash.size() +
              key.size());
  arn.append(kBegin).append(partition).append(kService);
  arn.append(bucket).append(slash).append(key);
  return arn;
}

}  // namespace

std::string bucket_arn(std::string_view partition, std::string_view bucket) {
  return s3_arn(partition, bucket, {}, {});
}

std::string object_arn(std::string_view partition, std::string_view bucket, std::string_view key) {
  return s3_arn(partition, bucket, "/", key);
}

std::optional<std::string> unknown_arn(std::string_view service,
                                       std::string_view text,
                                       std::string_view kind) {
  if (!has_unknown(text) || text.starts_with("arn:")) {
    return std::nullopt;
  }
  const std::string field(text);
  return "arn:" + field + ":" + std::string(service) + ":" + field + ":" + field + ":" +
         std::string(kind) + field;
}

Match is_service_linked_role(std::string_view text) {
  const auto arn = Arn::parse(text);
  if (!arn) {
    return has_unknown(text) ? Match::Unknown : Match::No;
  }
  const Match of_iam = has_unknown(arn->service) ? Match::Unknown : match_if(arn->service == "iam");
  return both(of_iam, begins_with(arn->resource, "role/aws-service-role/"));
}

bool is_account_id(std::string_view text) {
  return text.size() == 12 && all_digits(text);
}

}  // namespace remora
