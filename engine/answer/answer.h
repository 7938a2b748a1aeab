#pragma once

#include <optional>
#include <vector>

#include "engine/delivery/alternatives.h"
#include "engine/explanation/cause.h"
#include "engine/remedy/remedy.h"

/// From a world and what is tried in it to everything that can be said about it. Whatever the
/// question came from (a scenario, a template, a request over the network), this is the way to the
/// answer.
namespace remora::answer {

/// How much an answer says beside the outcome. The cause of a refusal costs one request's
/// explanation and is always found; the rest is for those who show it.
struct Depth {
  bool explanations = true;  // every layer, statement and element of every request
  bool remedies = true;      // tries the refused delivery again, with changes
  bool surroundings = true;  // hazards, and the switches that would change the answer: more trials
};

/// One delivery, tried and explained. Views into the world and the call, which must outlive it.
struct Answer {
  const delivery::Call* call = nullptr;
  delivery::DeliveryOutcome outcome;
  std::vector<Explanation> explanations;  // one per request; none unless asked for
  std::optional<explanation::Cause> cause;
  std::vector<remedy::Remedy> remedies;
  std::vector<delivery::Alternative> alternatives;
  std::optional<remedy::Advice> advice;  // of a refused delivery without remedies
  std::vector<std::string> next_steps;   // what to do once it is mended, see remedy.h
  bool as_expected = false;              // it is refused and is to be: nothing is to be mended
};

/// One raw request, decided in a world. Views into the world, which must outlive it.
struct RequestAnswer {
  Request request;  // completed with what the world knows
  PolicySet policies;
  Explanation explanation;                 // the decision alone, unless explanations are asked for
  std::vector<world::UnknownPtr> missing;  // the facts that decide, if nobody knows them
};

/// Tries one delivery. No remedy opens what `fence` keeps shut, except for this very call.
Answer answer(const world::World& world,
              const delivery::Call& call,
              const delivery::Assumptions& assumptions,
              const Depth& depth = {},
              const remedy::Fence& fence = {});

/// Gives the answer what a plan says about it, as its delivery with that index: of each remedy the
/// edits that it needs, or the advice. The cause then is what the first of them changes or stands
/// beside.
void add_repair(Answer& answer, const remedy::RepairPlan& plan, std::size_t index);

/// Finds the hazards and alternatives of an answer that was made without its surroundings.
void add_surroundings(Answer& answer,
                      const world::World& world,
                      const delivery::Assumptions& assumptions);

/// Explains every request of an answer that was made without explanations.
void add_explanations(Answer& answer);

/// Has the cause be what the first edit of the remedies changes or stands beside, if there are any:
/// whoever reads why it was refused is to look there.
void look_at_fix(Answer& answer, const std::vector<remedy::Remedy>& remedies);

/// Decides one request by the policies that the world has in force for it, with the condition keys
/// that the assumptions force on it.
RequestAnswer answer(const world::World& world,
                     Request request,
                     const delivery::Assumptions& assumptions = {},
                     const Depth& depth = {});

}  // namespace remora::answer
