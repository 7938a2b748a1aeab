#include "engine/aws/arn.h"

#include <array>

#include "engine/base/ascii.h"

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

std::string bucket_arn(std::string_view partition, std::string_view bucket) {
  std::string arn = "arn:";
  arn.append(partition).append(":s3:::").append(bucket);
  return arn;
}

std::string object_arn(std::string_view partition, std::string_view bucket, std::string_view key) {
  std::string arn = bucket_arn(partition, bucket);
  arn.append("/").append(key);
  return arn;
}

bool is_account_id(std::string_view text) {
  return text.size() == 12 && all_digits(text);
}

}  // namespace remora
