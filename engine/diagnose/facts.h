#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/diagnose/diagnosis.h"
#include "engine/diagnose/sighting.h"

namespace remora::diagnose {

/// A value as people leave it: `null`, an ellipsis, a mask (`***`, `xxxx`) or a placeholder
/// (`${bucket}`) is spoken of, but says nothing.
Said read_said(std::string_view value);

/// Accounts and Region, from where they have their place: the account field of an ARN, the twelve
/// digits between dashes of a bucket's name, a message's own words. Twelve digits elsewhere (the
/// end of a UUID, a request id) are no account, and a Region in a name that people chose says
/// nothing.
class Facts {
 public:
  void add_message(const HoleValues& values);
  void add_surroundings(const HoleValues& values);

  /// Gives the diagnosis what was found.
  void settle(Diagnosis& diagnosis) const;

 private:
  void add_account(std::string_view text);
  void add_region(std::string_view text);
  void add_arn(std::string_view text);
  void add_bucket(std::string_view name);

  std::vector<std::string> accounts_;
  std::string region_;         // of the message: where the key or the topic is
  std::string caller_region_;  // of the surroundings: where the call was made
  std::string named_region_;   // in the name of a bucket that AWS names
  bool in_surroundings_ = false;
};

}  // namespace remora::diagnose
