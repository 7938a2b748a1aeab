#include "engine/report/delivery_markdown.h"

#include <algorithm>

#include "engine/base/symbol.h"
#include "engine/report/alike.h"
#include "engine/report/edit_text.h"
#include "engine/report/finding_text.h"
#include "engine/report/markup.h"
#include "engine/report/statement_text.h"
#include "engine/report/words.h"

namespace remora::report {

namespace {

using delivery::Outcome;
using delivery::ProbeResult;
using fixture::DeliveryReport;

/// A span of code, whatever backquotes are in it; in a table a bar would end the cell.
std::string code(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  std::string clean;
  for (const char c : readable(text)) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
    clean += c == '\n' || c == '\r' ? std::string(" ") : c == '|' ? "\\|" : std::string(1, c);
  }
  const std::string fence(longest + 1, '`');
  const std::string pad = longest > 0 ? " " : "";
  return fence + pad + clean + pad + fence;
}

/// A block of code that nothing in it can end.
std::string block(std::string_view text, std::string_view language) {
  std::string fence = "```";
  while (text.find(fence) != std::string_view::npos) {
    fence += '`';
  }
  std::string out = fence + std::string(language) + "\n" + readable(text);
  return out + (out.ends_with('\n') ? "" : "\n") + fence + "\n";
}

std::string sign(Outcome outcome) {
  switch (outcome) {
    case Outcome::Delivered:
      return "✅";
    case Outcome::Refused:
      return "❌";
    case Outcome::Undetermined:
      break;
  }
  return "❔";
}

std::string requests_table(const delivery::DeliveryOutcome& outcome) {
  std::string out = "| | who | action | | for |\n|---|---|---|---|---|\n";
  for (std::size_t i = 0; i < outcome.probes.size(); ++i) {
    const ProbeResult& probe = outcome.probes[i];
    const bool fault = outcome.cause == i;
    const std::string number = std::to_string(i + 1);
    out += "| " + (fault ? "**" + number + "**" : number) + " | " +
           escape_markdown(explanation::short_name(probe.request.principal)) + " | " +
           code(probe.request.action) + " | " + (fault ? "**" : "") +
           std::string(verdict_word(probe)) + (fault ? "**" : "") + " | " +
           escape_markdown(purpose_of(probe)) + " |\n";
  }
  return out;
}

std::string details(std::string_view summary, const std::string& inner) {
  return "<details><summary>" + std::string(summary) + "</summary>\n\n" + inner +
         "\n</details>\n\n";
}

std::string why(const DeliveryReport& report) {
  const auto why = why_of(report.outcome, report.cause);
  if (!why) {
    return {};
  }
  std::string out = "**Why:** " +
                    escape_markdown(report.cause ? continued(why->sentence) : why->sentence) +
                    "\n\n";
  for (const UnknownPtr& fact : report.outcome.missing) {
    out += "- " + escape_markdown(fact->what) + ": " + escape_markdown(whereabouts(*fact)) +
           (fact->supply.empty() ? "" : "; to supply it: " + code(fact->supply)) + "\n";
  }
  out += report.outcome.missing.empty() ? "" : "\n";
  if (!why->statement.empty()) {
    TextOptions options;
    options.width = 110;
    out +=
        std::string(why->statement) + "\n\n" +
        block(statement_text(report.cause->trace, report.cause->source, *why->context, 0, options),
              "text") +
        "\n" + (report.cause->origin.empty() ? "" : escape_markdown(report.cause->origin) + "\n\n");
  }
  return out;
}

std::string edit_markdown(const remedy::Edit& edit, std::optional<code::Language> as_code) {
  std::string out = escape_markdown(headline(edit)) + "\n\n";
  const code::Language language = language_of(edit, as_code);
  for (const std::string& statement : code_of(edit, language)) {
    out += block(statement, info(language).highlighting) + "\n";
  }
  if (const std::string replacements = replacements_in(edit); !replacements.empty()) {
    out += escape_markdown(replacements) + "\n\n";
  }
  if (const std::string documented = documented_in(edit); !documented.empty()) {
    out += escape_markdown(documented) + "\n\n";
  }
  if (!edit.remark.empty()) {
    out += "> " + escape_markdown(edit.remark) + "\n\n";
  }
  return out;
}

std::string advice(const remedy::Advice& advice, std::optional<code::Language> as_code) {
  std::string out = "**Fix:** " + escape_markdown(continued(sentence_of(advice))) + "\n\n";
  for (const std::string& command : advice.commands) {
    out += block(command, "sh") + "\n";
  }
  if (!advice.halfway.empty()) {
    out += say(Say::Halfway, Language::English) + "\n\n";
  }
  for (const remedy::Edit& edit : advice.halfway) {
    out += edit_markdown(edit, as_code);
  }
  return out;
}

/// The best way to mend it; `fix` shows the others.
std::string fixes(const DeliveryReport& report, std::optional<code::Language> as_code) {
  if (report.remedies.empty()) {
    return report.advice ? advice(*report.advice, as_code) : std::string();
  }
  const remedy::Remedy& remedy = report.remedies.front();
  std::string out =
      "**" + std::string(heading_of(remedy)) + ":** " + escape_markdown(remedy.summary) + "\n\n";
  for (const remedy::Edit& edit : remedy.edits) {
    out += edit_markdown(edit, as_code);
  }
  for (const std::string& step : next_steps_of(report, std::nullopt)) {
    out += escape_markdown("Then: " + step + ".") + "\n\n";
  }
  return out;
}

std::string finding_section(const fixture::Finding& finding) {
  std::string out =
      "> **" + escape_markdown(finding.code) + ":** " + escape_markdown(finding.message);
  if (finding.place.known()) {
    out += ", at " + code(to_string(finding.place));
  }
  for (const std::string& other : other_places(finding)) {
    out += "; " + escape_markdown(other);
  }
  return out + (finding.hint.empty() ? "" : "; " + escape_markdown(finding.hint)) + "\n\n";
}

std::string delivery_section(const fixture::ScenarioReport& scenario,
                             const fixture::Alike& alike,
                             std::optional<code::Language> as_code) {
  const DeliveryReport& report = scenario.deliveries[alike.front()];
  const delivery::DeliveryOutcome& outcome = report.outcome;
  const AlikeWords words = words_for(scenario, alike);
  std::string out = "### " + sign(outcome.outcome) + " " + escape_markdown(words.title) + ": " +
                    std::string(words_for(report)) + "\n\n";
  if (!words.sentence.empty()) {
    out += escape_markdown(words.sentence) + "\n\n";
  }
  if (outcome.error) {
    out += block(outcome.error->code + ": " + readable(outcome.error->message), "text") + "\n";
  }
  for (const fixture::Finding* finding : findings_of(scenario, report.call->id)) {
    out += finding_section(*finding);
  }
  out += why(report) + fixes(report, as_code);
  for (const delivery::Remark& remark : outcome.warnings) {
    out += "> " + escape_markdown(remark.message) + "\n\n";
  }
  for (const AlternativeWords& alternative : describe(report.alternatives)) {
    if (alternative.outcome != outcome.outcome) {
      out += "> " + escape_markdown(alternative.sentence) + "\n\n";
    }
  }
  for (const delivery::StatusField& field : outcome.status) {
    out += "- " + escape_markdown(field.name + ": " + field.value) + "\n" +
           (&field == &outcome.status.back() ? "\n" : "");
  }
  if (!outcome.probes.empty()) {
    out += details("The " + std::to_string(outcome.probes.size()) + " requests behind it",
                   requests_table(outcome));
  }
  return out;
}

std::string verdict_table(std::span<const fixture::ScenarioReport> reports) {
  std::string out = "| | delivery | operation | account | Region | |\n|---|---|---|---|---|---|\n";
  for (const fixture::ScenarioReport& report : reports) {
    for (const fixture::Alike& alike : stories_of(report)) {
      const DeliveryReport& one = report.deliveries[alike.front()];
      const delivery::Call& call = *one.call;
      const AlikeWords words = words_for(report, alike);
      out += "| " + sign(one.outcome.outcome) + " | " + escape_markdown(words.title) + " | " +
             std::string(operation_of(call).name) + " | " +
             escape_markdown(alike.size() == 1 ? call.account : words.accounts) + " | " +
             escape_markdown(words.regions) + " | " + std::string(words_for(one)) + " |\n";
    }
    for (const fixture::RequestReport& one : report.requests) {
      out += "| " + std::string(one.agrees ? "✅" : "❌") + " | " + escape_markdown(one.id) + " | " +
             code(one.request.action) + " | | | " +
             std::string(to_string(one.explanation.decision.verdict)) +
             (one.agrees ? "" : ", expected " + std::string(to_string(*one.expect))) + " |\n";
    }
  }
  return out;
}

}  // namespace

std::string markdown(std::span<const fixture::ScenarioReport> reports,
                     std::optional<code::Language> as_code) {
  std::string out = "## remora: would AWS deliver?\n\n" + verdict_table(reports) + "\n";
  for (const fixture::ScenarioReport& report : reports) {
    for (const fixture::Alike& alike : stories_of(report)) {
      const DeliveryReport& delivery = report.deliveries[alike.front()];
      if (delivery.outcome.outcome != Outcome::Delivered || !delivery.outcome.warnings.empty() ||
          !findings_of(report, delivery.call->id).empty()) {
        out += delivery_section(report, alike, as_code);
      }
    }
    for (const fixture::Finding* finding : findings_of(report, {})) {
      out += finding_section(*finding);
    }
  }
  return out;
}

}  // namespace remora::report
