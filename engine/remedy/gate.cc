#include "engine/remedy/gate.h"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "engine/policy/parse.h"
#include "engine/world/decide.h"

namespace remora::remedy {

namespace {

constexpr std::string_view kEveryRight =
    R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}})";

bool is_denied(const Decision& decision) {
  return decision.verdict == Verdict::ImplicitlyDenied ||
         decision.verdict == Verdict::ExplicitlyDenied || decision.denied_either_way;
}

}  // namespace

Gate::Gate(const std::vector<ForcedKey>& forced) : forced_(forced) {
  auto parsed =
      parse_policy(std::make_shared<const SourceText>("every right", std::string(kEveryRight)),
                   PolicyType::Identity);
  if (parsed) {
    every_right_.push_back(compile(*std::move(parsed)));
  }
}

Decision Gate::decide(const world::World& world, const Stranger& stranger) const {
  Request request = stranger.request;
  return world::decide(world,
                       request,
                       [&](Request& asked, PolicySet& policies) {
                         force_context(forced_, asked);
                         if (stranger.iam) {
                           policies.identity = every_right_;
                         }
                       })
      .decision;
}

bool Gate::denies_any(const std::vector<Stranger>& strangers, const world::World& world) const {
  return std::any_of(strangers.begin(), strangers.end(), [&](const Stranger& one) {
    return is_denied(decide(world, one));
  });
}

Crowd::Crowd(const Gate& gate, std::vector<Stranger> strangers, const world::World& before)
    : gate_(gate), strangers_(std::move(strangers)) {
  before_.reserve(strangers_.size());
  for (const Stranger& one : strangers_) {
    before_.push_back(gate_.decide(before, one));
  }
}

std::vector<std::size_t> Crowd::let_in(const world::World& after,
                                       Lenience lenience,
                                       const std::function<bool(const Stranger&)>& counts) const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < strangers_.size(); ++i) {
    const Decision& old = before_[i];
    if (!is_denied(old) || (counts && !counts(strangers_[i]))) {
      continue;
    }
    const Decision now = gate_.decide(after, strangers_[i]);
    const bool freed = lenience == Lenience::None && old.verdict == Verdict::ExplicitlyDenied &&
                       now.verdict != Verdict::ExplicitlyDenied;
    if (!is_denied(now) || freed) {
      found.push_back(i);
    }
  }
  return found;
}

bool Crowd::loses_any(const world::World& after) const {
  for (std::size_t i = 0; i < strangers_.size(); ++i) {
    if (before_[i].verdict == Verdict::Allowed &&
        gate_.decide(after, strangers_[i]).verdict != Verdict::Allowed) {
      return true;
    }
  }
  return false;
}

}  // namespace remora::remedy
