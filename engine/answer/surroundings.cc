#include "engine/answer/surroundings.h"

#include <algorithm>
#include <utility>

namespace remora::answer {

void Surroundings::add_to(Answer& answer) {
  delivery::DeliveryOutcome& outcome = answer.outcome;
  const delivery::Call& call = *answer.call;
  std::string key = assumptions_.forced_context().empty() ? lookalikes_.key(call) : std::string();
  if (!key.empty()) {
    key += std::string(to_string(outcome.outcome)) + (outcome.error ? outcome.error->code : "");
    const auto known = found_.find(key);
    if (known != found_.end() && !known->second.names_account) {
      const Found& found = known->second;
      answer.alternatives = found.alternatives;
      outcome.warnings.insert(outcome.warnings.end(), found.hazards.begin(), found.hazards.end());
      rest_on(found.assumptions, outcome);
      return;
    }
  }
  const std::size_t warnings = outcome.warnings.size();
  const std::size_t assumptions = outcome.assumptions.size();
  add_surroundings(answer, world_, assumptions_);
  ++tried_;
  if (key.empty()) {
    return;
  }
  const auto from = [](auto& list, std::size_t size) {
    return list.begin() + static_cast<std::ptrdiff_t>(size);
  };
  Found found;
  found.alternatives = answer.alternatives;
  found.hazards.assign(from(outcome.warnings, warnings), outcome.warnings.end());
  found.assumptions.assign(from(outcome.assumptions, assumptions), outcome.assumptions.end());
  found.names_account =
      std::any_of(found.hazards.begin(), found.hazards.end(), [&](const delivery::Remark& hazard) {
        return hazard.message.find(call.account) != std::string::npos;
      });
  found_.try_emplace(std::move(key), std::move(found));
}

}  // namespace remora::answer
