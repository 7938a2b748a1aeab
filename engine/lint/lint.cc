#include "engine/lint/lint.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/admission/open_texts.h"
#include "engine/aws/action.h"
#include "engine/base/symbol.h"
#include "engine/json/embedded_text.h"
#include "engine/json/read.h"
#include "engine/lint/rules.h"
#include "engine/policy/parse.h"

namespace remora::lint {

namespace {

StatementView view_of(const Statement& statement) {
  StatementView view;
  view.statement = &statement;
  view.actions_known = !statement.action.negated && !statement.action.values.empty();
  std::set<const ActionRow*> rows;
  for (const PolicyText& value : statement.action.values) {
    const auto action = Action::parse(value.text);
    view.actions_known = view.actions_known && action && is_known_service(action->service);
    if (!statement.action.negated) {
      const auto found = expand_action(value.text);
      rows.insert(found.begin(), found.end());
    }
  }
  view.actions.assign(rows.begin(), rows.end());
  for (const ConditionEntry& entry : statement.conditions) {
    view.conditions.push_back(
        {&entry, ConditionOperator::parse(entry.operator_name.text), find_key(entry.key.text)});
  }
  return view;
}

/// A remark of the parser as a finding; both use the same codes.
Finding finding_of(const Diagnostic& diagnostic) {
  const auto code = find_policy_fault(diagnostic.code) == PolicyFault::Principal
                        ? Code::PrincipalForm
                        : find_code(diagnostic.code);
  return {code.value_or(Code::RefusedByAws),
          diagnostic.place,
          readable(diagnostic.message),
          readable(diagnostic.hint)};
}

void report_refusal(LintResult& result) {
  if (!result.admission || !result.admission->error) {
    return;
  }
  const admission::AdmissionError& error = *result.admission->error;
  result.findings.push_back({Code::RefusedByAws,
                             Place{result.source, error.span},
                             std::string(to_string(result.admission->operation)) + " answers " +
                                 error.code + ": " + readable(error.message),
                             error.origin == Origin::Observed
                                 ? ""
                                 : "the text is " + std::string(to_string(error.origin))});
}

void check(const PolicyDocument& policy, const LintOptions& options, LintResult& result) {
  RuleContext context;
  context.policy = &policy;
  context.options = &options;
  context.admission = result.admission ? &*result.admission : nullptr;
  context.findings = &result.findings;
  for (const Statement& statement : policy.statements) {
    context.statements.push_back(view_of(statement));
  }
  for (const Diagnostic& warning : policy.warnings) {
    result.findings.push_back(finding_of(warning));
  }
  for (const admission::OpenText& open : admission::open_texts(policy)) {
    context.report(Code::DependsOnSymbol,
                   open.text->span,
                   "whether " + in_quotes(open.text->text) + " is " + std::string(open.wanted) +
                       " is not known before AWS has chosen the value");
  }
  check_grammar(context);
  check_actions(context);
  check_resources(context);
  check_variables(context);
  check_conditions(context);
  check_condition_traps(context);
  check_principals(context);
  check_service_calls(context);
}

}  // namespace

bool LintResult::has_errors() const {
  return std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.severity() == Severity::Error;
  });
}

LintResult lint(const json::DocumentPtr& json, json::Value policy, const LintOptions& options) {
  if (const SourcePtr text = json::embedded_document(policy)) {
    if (const auto inner = json::read(text)) {
      return lint(*inner, (*inner)->root(), options);
    }
  }
  LintResult result;
  result.source = policy.source();
  result.type_guessed = !options.type;
  result.type = options.type ? *options.type : guess_type(policy);
  if (const auto operation = admission::operation_for(result.type)) {
    result.admission = admission::admit(
        json, policy, {*operation, options.bucket, options.account, options.topic, /*entity=*/{}});
  }
  const auto parsed = parse_policy(json, policy, result.type);
  if (parsed) {
    check(**parsed, options, result);
  } else {
    for (const Diagnostic& diagnostic : parsed.error().diagnostics) {
      Finding finding = finding_of(diagnostic);
      if (!finding.place.known()) {  // `and 471 more` of those before it
        finding.place = result.findings.empty() ? policy.place() : result.findings.back().place;
        finding.code = result.findings.empty() ? finding.code : result.findings.back().code;
      }
      result.findings.push_back(std::move(finding));
    }
  }
  report_refusal(result);
  std::stable_sort(
      result.findings.begin(), result.findings.end(), [](const Finding& a, const Finding& b) {
        return a.place.span.begin < b.place.span.begin;
      });
  return result;
}

}  // namespace remora::lint
