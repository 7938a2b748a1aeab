#include "engine/diagnose/wordings.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/delivery/call.h"
#include "engine/diagnose/normalise.h"
#include "engine/diagnose/unescape.h"

namespace remora::diagnose {

namespace {

constexpr auto kVariants = std::to_array<std::pair<std::string_view, std::string_view>>({
#define REMORA_VARIANT(id, variant) {id, variant},
#include "engine/diagnose/variants.inc"
#undef REMORA_VARIANT
});

struct OtherWording {
  std::string_view variant;
  std::string_view service;
  std::string_view code;
  std::string_view text;
  std::string_view source;
};

constexpr auto kOtherWordings = std::to_array<OtherWording>({
#define REMORA_WORDING(variant, service, code, text, source) {variant, service, code, text, source},
#include "engine/diagnose/wordings.inc"
#undef REMORA_WORDING
});

constexpr auto kSharedCodes = std::to_array<std::string_view>({
#define REMORA_SHARED_CODE(code, who_else) code,
#define REMORA_CODE_OF_OTHER_CALLS(code, which)
#include "engine/diagnose/shared_codes.inc"
#undef REMORA_SHARED_CODE
#undef REMORA_CODE_OF_OTHER_CALLS
});

constexpr auto kCodesOfOtherCalls = std::to_array<std::string_view>({
#define REMORA_SHARED_CODE(code, who_else)
#define REMORA_CODE_OF_OTHER_CALLS(code, which) code,
#include "engine/diagnose/shared_codes.inc"
#undef REMORA_SHARED_CODE
#undef REMORA_CODE_OF_OTHER_CALLS
});

constexpr auto kConsequences = std::to_array<std::pair<std::string_view, std::string_view>>({
#define REMORA_CONSEQUENCE(variant, of) {variant, of},
#include "engine/diagnose/consequences.inc"
#undef REMORA_CONSEQUENCE
});

constexpr auto kCommonBeginnings = std::to_array<std::string_view>({
#define REMORA_COMMON_BEGINNING(text, source) text,
#include "engine/diagnose/common_beginnings.inc"
#undef REMORA_COMMON_BEGINNING
});

/// `ConfigBlankName` as `blank-name`.
std::string words_of(std::string_view id) {
  for (const delivery::ServiceInfo* service : delivery::services()) {
    if (id.starts_with(service->message_prefix)) {
      id.remove_prefix(service->message_prefix.size());
      break;
    }
  }
  std::string words;
  for (const char c : id) {
    if (ascii_lower(c) != c && !words.empty()) {
      words += '-';
    }
    words += ascii_lower(c);
  }
  return words;
}

}  // namespace

std::string variant_of(const delivery::MessageInfo& message) {
  const auto* const named = std::find_if(
      kVariants.begin(), kVariants.end(), [&](const auto& one) { return one.first == message.id; });
  return named == kVariants.end() ? words_of(message.id) : std::string(named->second);
}

bool is_shared_code(std::string_view code) {
  return std::find(kSharedCodes.begin(), kSharedCodes.end(), code) != kSharedCodes.end();
}

bool is_code_of_other_calls(std::string_view code) {
  return std::find(kCodesOfOtherCalls.begin(), kCodesOfOtherCalls.end(), code) !=
         kCodesOfOtherCalls.end();
}

bool follows_from(std::string_view variant, std::string_view other) {
  return std::any_of(kConsequences.begin(), kConsequences.end(), [&](const auto& row) {
    return row.first == variant && (row.second == "*" ? other != variant : row.second == other);
  });
}

bool is_common_beginning(std::string_view text) {
  return std::find(kCommonBeginnings.begin(), kCommonBeginnings.end(), text) !=
         kCommonBeginnings.end();
}

Wordings::Wordings() {
  const auto catalogue = delivery::message_catalogue();
  all_.reserve(catalogue.size() + kOtherWordings.size());
  for (const delivery::MessageInfo& message : catalogue) {
    add(variant_of(message), message.service, message.code, message.text, message.source);
  }
  for (const OtherWording& other : kOtherWordings) {
    add(std::string(other.variant), other.service, other.code, other.text, other.source);
  }
}

void Wordings::add(std::string variant,
                   std::string_view service,
                   std::string_view code,
                   std::string_view text,
                   std::string_view source) {
  // Two rows of the catalogue can have one text: nobody can tell them apart by it.
  std::string straight = straighten(text);
  if (std::any_of(all_.begin(), all_.end(), [&](const Wording& one) {
        return one.code == code && one.text == straight;
      })) {
    return;
  }
  Wording& wording = all_.emplace_back();
  wording.variant = std::move(variant);
  wording.service = service;
  wording.code = code;
  wording.text = std::move(straight);
  wording.parts = wrapping::split_template(wording.text);
  wording.literal_size = wrapping::literal_size(wording.parts);
  wording.source = source;
  if (std::find(codes_.begin(), codes_.end(), code) == codes_.end()) {
    codes_.push_back(code);
  }
}

std::string_view Wordings::service_of(std::string_view code) const {
  const auto found =
      std::find_if(all_.begin(), all_.end(), [&](const Wording& one) { return one.code == code; });
  return found == all_.end() ? std::string_view() : found->service;
}

}  // namespace remora::diagnose
