#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/diagnose/wordings.h"
#include "engine/wrapping/wrapping.h"

namespace remora::diagnose {

/// A value that an error text says, hides, or does not speak of.
struct Said {
  bool spoken_of = false;            // the text has a place for it
  std::optional<std::string> value;  // nothing: `null`, left out, or made illegible
};

/// What an error text says. What it does not say is left out, never guessed.
struct Diagnosis {
  std::string_view service;         // config, cloudtrail
  std::optional<std::string> code;  // as the text has it
  /// Which of the messages of its code: see variants.inc; `truncated` if the text breaks off before
  /// they differ, `unknown message` if the code is ours and the text is not, `code only`.
  std::string variant;
  std::optional<wrapping::Form> wrapping;
  std::optional<std::string> operation;
  Said bucket;
  Said prefix;
  Said key;  // as the text has it, mostly an ARN
  Said role;
  Said topic;
  Said name;                          // of the channel, the recorder or the trail
  std::vector<std::string> accounts;  // in ascending order
  std::optional<std::string> region;
  std::vector<const Wording*> wordings;  // that the text may be; none with `unknown message`
};

/// The errors in a text as people paste it, each kind once: in the order in which they stand there,
/// but what only follows from another one (`consequences.inc`) behind it. The first is what the
/// text is about. Nothing if the text holds none of the errors that AWS Config and AWS CloudTrail
/// answer around deliveries. `wordings` must outlive the result.
std::vector<Diagnosis> diagnose(std::string_view text, const Wordings& wordings);

}  // namespace remora::diagnose
