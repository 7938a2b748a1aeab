#pragma once

#include <string>
#include <unordered_map>

#include "engine/answer/answer.h"
#include "engine/answer/lookalikes.h"

namespace remora::answer {

/// Finds the hazards and alternatives of many answers of one world, once for calls that are
/// lookalikes and fared alike. World and assumptions must outlive it.
class Surroundings {
 public:
  Surroundings(const world::World& world, const delivery::Assumptions& assumptions)
      : world_(world), assumptions_(assumptions), lookalikes_(world) {}

  void add_to(Answer& answer);

  /// How many were tried.
  [[nodiscard]] std::size_t tried() const { return tried_; }

 private:
  struct Found {
    std::vector<delivery::Alternative> alternatives;
    std::vector<delivery::Remark> hazards;
    std::vector<delivery::Assumption> assumptions;  // that those rest on, too
    bool names_account = false;                     // then it is no other's
  };

  const world::World& world_;
  const delivery::Assumptions& assumptions_;
  Lookalikes lookalikes_;
  std::unordered_map<std::string, Found> found_;
  std::size_t tried_ = 0;
};

}  // namespace remora::answer
