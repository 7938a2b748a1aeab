#include "engine/policy/warnings.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "engine/aws/action.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"
#include "engine/policy/fault.h"

namespace remora {

namespace {

void warn(
    DiagnosticSink& sink, Span span, PolicyFault fault, std::string message, std::string hint) {
  sink.warning(span, std::string(to_string(fault)), std::move(message), std::move(hint));
}

}  // namespace

void warn_about_elements(const Statement& statement, PolicyType type, DiagnosticSink& sink) {
  const auto warning =
      [&](Span span, PolicyFault fault, std::string message, std::string hint = {}) {
        warn(sink, span, fault, std::move(message), std::move(hint));
      };
  const bool wants_principal = has_principal(type);
  if (wants_principal && !statement.principal.present) {
    warning(statement.span,
            PolicyFault::MissingPrincipal,
            "the statement has no \"Principal\", so it applies to nobody",
            "AWS refuses it in " + describe_with_article(type));
  }
  if (!wants_principal && statement.principal.present) {
    warning(statement.principal.span,
            PolicyFault::PrincipalNotAllowed,
            "AWS refuses \"Principal\" in " + describe_with_article(type),
            "it is ignored here");
  }
  if (!statement.action.present) {
    warning(statement.span,
            PolicyFault::MissingAction,
            "the statement has no \"Action\", so it has no effect");
  }
  if (!statement.resource.present && type != PolicyType::Trust) {
    warning(statement.span,
            PolicyFault::MissingResource,
            "the statement has no \"Resource\", so it has no effect");
  }
  for (const PolicyText& action : statement.action.values) {
    // What AWS will put in a symbol's place may make it one.
    if (action.text != "*" && !Action::parse(action.text) && !has_symbol(action.text)) {
      warning(action.span,
              PolicyFault::ActionForm,
              in_quotes(action.text) + " is not an action, so it matches none",
              "actions are written service:Name");
    }
  }
}

void warn_about_sids(const std::vector<Statement>& statements, DiagnosticSink& sink) {
  std::set<std::string_view> seen;
  for (const Statement& statement : statements) {
    if (statement.sid && !statement.sid->text.empty() && !seen.insert(statement.sid->text).second) {
      warn(sink,
           statement.sid->span,
           PolicyFault::DuplicateSid,
           "the Sid " + in_quotes(statement.sid->text) + " stands twice",
           "");
    }
  }
}

}  // namespace remora
