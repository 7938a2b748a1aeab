#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/delivery/messages.h"
#include "engine/wrapping/template.h"

namespace remora::diagnose {

/// A text of AWS that `diagnose` knows: a message of the catalogue, or another wording of one.
struct Wording {
  std::string variant;       // which of the messages of its code it is
  std::string_view service;  // config, cloudtrail
  std::string_view code;
  std::string text;                   // straightened, with {holes}
  std::vector<wrapping::Part> parts;  // views into `text`
  std::size_t literal_size = 0;       // bytes of `text` that are AWS's own
  std::string_view source;
};

/// All wordings: the whole message catalogue, then `wordings.inc`. Wordings never move, so that
/// views into them stay good.
class Wordings {
 public:
  Wordings();
  Wordings(const Wordings&) = delete;
  Wordings& operator=(const Wordings&) = delete;

  [[nodiscard]] std::span<const Wording> all() const { return all_; }

  /// The error codes of all wordings, once each.
  [[nodiscard]] std::span<const std::string_view> codes() const { return codes_; }

  /// The service that answers this code; empty if none of ours does.
  [[nodiscard]] std::string_view service_of(std::string_view code) const;

 private:
  void add(std::string variant,
           std::string_view service,
           std::string_view code,
           std::string_view text,
           std::string_view source);

  std::vector<Wording> all_;
  std::vector<std::string_view> codes_;
};

/// True for codes that other services answer too.
bool is_shared_code(std::string_view code);

/// True for codes that other calls of the same service answer too, with sentences of their own:
/// they name a delivery only where no such sentence stands beside them.
bool is_code_of_other_calls(std::string_view code);

/// Whether an error of that variant is what comes of another one (`consequences.inc`).
bool follows_from(std::string_view variant, std::string_view other);

/// True for a beginning of a message that programs of all kinds say as well.
bool is_common_beginning(std::string_view text);

/// What `diagnose` calls a row of the message catalogue.
std::string variant_of(const delivery::MessageInfo& message);

}  // namespace remora::diagnose
