#pragma once

#include <string>
#include <vector>

#include "engine/fixture/run.h"
#include "engine/report/language.h"

namespace remora::report {

/// The words for deliveries that are one story, or for one that stands alone.
struct AlikeWords {
  std::string title;     // `member-config`, `member-config and 9,999 more`
  std::string accounts;  // `account 111111111111`, `10,000 accounts`
  std::string regions;   // `us-east-1`, `us-east-1, eu-west-1`, `17 Regions`
  /// That they are one story, and who they are, in sentences; empty for one alone.
  std::string sentence;

  /// `PutDeliveryChannel, account 111111111111, us-east-1`.
  [[nodiscard]] std::string facts(const delivery::Call& first,
                                  Language language = Language::English) const;
};

/// `all`: name every one of them.
AlikeWords words_for(const fixture::ScenarioReport& report,
                     const fixture::Alike& alike,
                     bool all = false,
                     Language language = Language::English);

/// `10,000`.
std::string counted(std::size_t number);

}  // namespace remora::report
