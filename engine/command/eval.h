#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/command/output.h"
#include "engine/command/scenarios.h"
#include "engine/delivery/assumptions.h"
#include "engine/fixture/vector.h"
#include "engine/report/style.h"
#include "engine/request/names.h"

namespace remora::command {

struct EvalOptions {
  std::string format = "text";  // json, aws
  report::TextOptions text;
  delivery::Assumptions assumptions;  // of the texts that AWS answers
};

/// One request described by options, each as the user writes it; empty: not given. Policies are
/// names of files.
struct RequestOptions {
  std::string principal;
  std::string action;
  std::string resource = "*";
  std::string resource_account;
  std::vector<std::string> context;  // KEY=VALUE, KEY=[a,b], KEY=?, KEY alone
  std::vector<std::string> identity_policies;
  std::string resource_policy;
  std::string boundary;
  std::vector<std::string> session_policies;
  std::vector<std::string> scps;  // one level each, from the root on
  std::vector<std::string> rcps;
  std::string vpc_endpoint_policy;
  std::string expect;  // a verdict
};

/// What came of one vector, or of those that an input of `aws iam simulate-custom-policy` is.
struct Evaluated {
  std::string text;
  Diagnostics diagnostics;
  ExitStatus status = ExitStatus::Success;
  std::size_t vectors = 1;
  std::size_t disagreements = 0;
  std::set<std::size_t> used;  // of the statements to be left out: those that were there
  UnknownNames unknown_names;  // in their requests; `NameDoubts` tells which are misspelt
};

/// Many of them, in order.
struct EvalSummary {
  std::size_t vectors = 0;
  std::size_t disagreements = 0;
  std::size_t errors = 0;
  std::set<std::size_t> used;
  ExitStatus status = ExitStatus::Success;

  void add(const Evaluated& one);
};

/// `3 vectors, 1 disagrees, 0 unreadable`, with its line end.
std::string to_string(const EvalSummary& summary);

/// Decides one element of a vector file, with the changes that are to be tried. Safe to call from
/// several threads.
Evaluated evaluate(const SourcePtr& element,
                   const input::WhatIf& what_if,
                   const EvalOptions& options);

/// Decides the vectors of all inputs. Those who read streams of any length call `evaluate` for each
/// element instead. Status: failure if a decision is not the one that is expected.
Output eval(const std::vector<std::string>& inputs,
            const ScenarioOptions& changes,
            const EvalOptions& options,
            FileReader& files);

/// The request that the options describe, as a vector. Errors: a missing principal or action, a
/// policy file that cannot be read, an option that cannot be understood.
Result<fixture::Vector> read_request(const RequestOptions& options, FileReader& files);

/// Decides that request.
Output eval_request(const RequestOptions& request,
                    const ScenarioOptions& changes,
                    const EvalOptions& options,
                    FileReader& files);

}  // namespace remora::command
