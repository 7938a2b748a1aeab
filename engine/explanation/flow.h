#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/authorize/explain.h"
#include "engine/explanation/rules.h"

namespace remora::explanation {

/// A box of AWS's flow chart.
enum class FlowBox : std::uint8_t {
#define REMORA_BOX(id, name, words, rule, lesson) id,
#include "engine/explanation/flow_boxes.inc"
#undef REMORA_BOX
};

struct FlowBoxInfo {
  std::string_view name;   // for programs
  std::string_view words;  // for people
  Rule rule = Rule::EvaluationLogic;
  std::string_view lesson;  // what the box is for, in plain words
};

const FlowBoxInfo& info(FlowBox box);

/// What became of the request at one box.
enum class Passage : std::uint8_t {
  Passed,      // nothing against it here, the next box is asked
  Silent,      // does not allow it, but need not: a later box may
  Granted,     // allows it
  Stopped,     // here it was denied
  Open,        // it depends on something that is not known
  NotInForce,  // there is no such policy, or it does not bind this request
  NotAsked,    // the answer stood before
};

/// `passed`, `granted`, `stopped here`, ...
std::string_view to_string(Passage passage);

struct FlowStep {
  FlowBox box = FlowBox::ExplicitDeny;
  Passage passage = Passage::NotAsked;
  std::string why;  // one sentence: what was found, and why the next box is asked or not
};

/// The way of one request through AWS's flow chart: every box once, in AWS's order. An allowed
/// request has a box that granted, a denied one a box that stopped it, an undetermined one a box
/// that is open; after Stopped and Open nothing is asked.
/// Source: IAM User Guide, "How AWS enforcement code logic evaluates requests to allow or deny
/// access" and "Cross-account policy evaluation logic".
std::vector<FlowStep> decision_flow(const Request& request,
                                    const PolicySet& policies,
                                    const Explanation& explanation);

}  // namespace remora::explanation
