#include "engine/import/cloudformation_choices.h"

#include <algorithm>
#include <utility>

namespace remora::imports::cloudformation {

bool Choices::equal(std::string_view left,
                    std::string_view right,
                    const std::vector<std::string>& possible,
                    const Unknown& why) {
  std::size_t excluded = 0;
  for (std::size_t i = 0; i < asked_; ++i) {
    const Choice& one = made_[i];
    if (one.left != left) {
      continue;
    }
    if (one.right == right) {
      return one.equal;
    }
    if (one.equal) {
      return false;
    }
    excluded += std::find(possible.begin(), possible.end(), one.right) != possible.end() ? 1U : 0U;
  }
  if (!possible.empty()) {
    if (std::find(possible.begin(), possible.end(), right) == possible.end()) {
      return false;
    }
    if (excluded + 1 == possible.size()) {
      return true;
    }
  }
  if (asked_ == made_.size()) {
    if (asked_ == kMost) {
      too_many_ = true;
      return false;
    }
    made_.push_back({std::string(left), std::string(right), false, why});
  }
  return made_[asked_++].equal;
}

bool Choices::next() {
  while (!made_.empty() && made_.back().equal) {
    made_.pop_back();
  }
  if (!made_.empty()) {
    made_.back().equal = true;
  }
  asked_ = 0;
  return !made_.empty();
}

}  // namespace remora::imports::cloudformation
