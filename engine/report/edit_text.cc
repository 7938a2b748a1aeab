#include "engine/report/edit_text.h"

#include <algorithm>

#include "engine/base/symbol.h"
#include "engine/base/visible.h"
#include "engine/base/words.h"

namespace remora::report {

using remedy::Edit;
using remedy::EditKind;

namespace {

constexpr std::size_t kMostOfName = 200;

/// `LogsPolicy, template.yaml:40:7`: the resource that the edit is about, and where it stands.
std::string whereabouts(const Edit& edit) {
  Place place = edit.place;
  if (edit.statement_index && edit.base != nullptr &&
      *edit.statement_index < edit.base->document()->statements.size()) {
    place.span = edit.base->document()->statements[*edit.statement_index].span;
  }
  return visible(edit.home.resource, kMostOfName) +
         (place.known() ? ", " + to_string(place) : std::string());
}

}  // namespace

std::vector<std::string> statements_of(const Edit& edit) {
  return edit.also.empty() ? std::vector<std::string>{edit.statement}
                           : std::vector<std::string>{edit.statement, edit.also};
}

code::Language language_of(const Edit& edit, std::optional<code::Language> wanted) {
  return wanted.value_or(edit.home.language);
}

std::vector<std::string> code_of(const Edit& edit, code::Language language) {
  const bool in_place = edit.kind == EditKind::CorrectStatement;
  std::vector<std::string> written = {code::statement_in(
      language, edit.statement, {edit.policy, !in_place, edit.home.in_policy_document})};
  if (!edit.also.empty()) {
    written.push_back(code::statement_in(
        language, edit.also, {edit.policy, /*added=*/true, edit.home.in_policy_document}));
  }
  return written;
}

void write_code(json::Writer& writer, const Edit& edit, std::optional<code::Language> wanted) {
  const code::Language language = language_of(edit, wanted);
  if (language == code::Language::Json && !wanted) {
    return;  // the statement says it
  }
  writer.key("code").begin_object().member("language", info(language).name).key("resource");
  edit.home.resource.empty() ? writer.null() : writer.string(readable(edit.home.resource));
  writer.member("text", joined(code_of(edit, language), "\n")).end_object();
}

std::string replacements_in(const Edit& edit, Language language) {
  std::vector<std::string> symbols;
  for (const std::string& statement : statements_of(edit)) {
    for (std::string& symbol : code::symbols_in(statement)) {
      if (std::find(symbols.begin(), symbols.end(), symbol) == symbols.end()) {
        symbols.push_back(std::move(symbol));
      }
    }
  }
  return symbols.empty() ? std::string() : say(Say::Replacements, language, {joined(symbols)});
}

std::string place_of(const Edit& edit, Language language) {
  if (!edit.source) {
    const std::string policy =
        language == Language::English
            ? std::string(describe(edit.policy))
            : translated("the " + std::string(describe(edit.policy)), language);
    return say(Say::NewPolicyOf, language, {policy, readable(edit.owner)}) +
           (edit.home.resource.empty() ? "" : " (" + whereabouts(edit) + ")");
  }
  if (!edit.home.resource.empty()) {
    return whereabouts(edit);
  }
  const PolicyDocument& policy = *edit.base->document();
  if (edit.statement_index && *edit.statement_index < policy.statements.size()) {
    return to_string(Place{edit.source, policy.statements[*edit.statement_index].span});
  }
  return edit.source->name();
}

std::string headline(const Edit& edit, Language language) {
  switch (edit.kind) {
    case EditKind::CorrectStatement:
      return say(edit.also.empty() ? Say::ChangeStatement : Say::ChangeStatements,
                 language,
                 {place_of(edit, language), translated(edit.what, language)});
    case EditKind::NewPolicy:
      return say(Say::GivePolicy,
                 language,
                 {edit.home.resource.empty() ? readable(edit.owner) : whereabouts(edit),
                  translated(describe_with_article(edit.policy), language)});
    case EditKind::AddStatement:
      break;
  }
  return say(Say::AddStatement, language, {place_of(edit, language)});
}

std::string documented_in(const Edit& edit, Language language) {
  return edit.documented.empty()
             ? std::string()
             : say(Say::Documented, language, {translated(edit.documented, language)});
}

std::vector<std::string> next_steps_of(const answer::Answer& answer,
                                       std::optional<wrapping::Form> as) {
  std::vector<std::string> steps = answer.next_steps;
  const bool by_terraform = as && wrapping::info(*as).name.starts_with("terraform");
  const std::string step(kAfterTerraform);
  if (by_terraform && std::find(steps.begin(), steps.end(), step) == steps.end()) {
    steps.push_back(step);
  }
  return steps;
}

std::string sentence_of(const remedy::Advice& advice, Language language) {
  const Say kind = advice.behind_policy ? Say::BehindPolicy
                   : advice.of_call     ? Say::OfCall
                                        : Say::NotByPolicy;
  return say(advice.verified ? Say::VerifiedSo : Say::Sentence,
             language,
             {say(kind, language, {translated(advice.what, language)})});
}

}  // namespace remora::report
