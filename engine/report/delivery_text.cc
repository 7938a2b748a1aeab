#include "engine/report/delivery_text.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "engine/base/symbol.h"
#include "engine/base/utf8.h"
#include "engine/base/words.h"
#include "engine/report/alike.h"
#include "engine/report/edit_text.h"
#include "engine/report/paint.h"
#include "engine/report/statement_text.h"
#include "engine/report/words.h"
#include "engine/report/wrap.h"

namespace remora::report {

namespace {

using delivery::DeliveryOutcome;
using delivery::Outcome;
using fixture::DeliveryReport;

/// A name with the member of the matrix that it is of, as `remora test` names its cases.
std::string labelled(const std::string& name, const std::string& combination) {
  return combination.empty() ? name : name + " [" + combination + "]";
}

/// The switches with another value of which it would not come out as it does.
std::vector<std::string_view> switches_of(const answer::Answer& answer) {
  std::vector<std::string_view> names;
  for (const delivery::Alternative& one : answer.alternatives) {
    const std::string_view name = delivery::info(one.assumption).name;
    if (one.outcome != answer.outcome.outcome &&
        std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(name);
    }
  }
  return names;
}

std::string edit_text(const remedy::Edit& edit, const TextOptions& options) {
  const Style style(options.color);
  std::string out = paragraph(headline(edit, options.language), 4, options);
  for (const std::string& statement : code_of(edit, language_of(edit, options.as_code))) {
    out += indent_lines(statement, 6);
  }
  if (const std::string replacements = replacements_in(edit, options.language);
      !replacements.empty()) {
    out += paragraph(replacements, 4, options);
  }
  if (const std::string documented = documented_in(edit, options.language); !documented.empty()) {
    out += "    " + style.dim(wrap(documented, 4, options.width)) + "\n";
  }
  if (!edit.remark.empty()) {
    out += "    " + style.yellow(say(Say::Note, options.language)) + ": " +
           wrap(translated(edit.remark, options.language), 10, options.width) + "\n";
  }
  return out;
}

std::string advice_text(const remedy::Advice& advice, const TextOptions& options) {
  std::string out = heading(say(Say::Fix, options.language), options);
  out += paragraph(sentence_of(advice, options.language), 4, options);
  for (const std::string& command : advice.commands) {
    out += "      " + one_line(command) + "\n";
  }
  if (!advice.halfway.empty()) {
    out += paragraph(say(Say::Halfway, options.language), 4, options);
  }
  for (const remedy::Edit& edit : advice.halfway) {
    out += edit_text(edit, options);
  }
  return out;
}

/// AWS's refusal as a tool around it prints it.
std::string wrapped_text(wrapping::Form form,
                         const delivery::Call& call,
                         const delivery::ServiceError& error,
                         const TextOptions& options) {
  const Style style(options.color);
  const wrapping::FormInfo& info = wrapping::info(form);
  delivery::ServiceError shown = error;
  shown.message = one_line(readable(error.message));
  wrapping::Refusal refusal = wrapping::refusal_of(call, shown);
  const std::string name = one_line(refusal.name);
  refusal.name = name;
  const auto text = wrapping::wrap(form, refusal);
  const std::string what =
      text ? say(Say::ShownAs,
                 options.language,
                 {info.name, translated(info.what, options.language)})
           : say(Say::NotShownAs, options.language, {info.name, operation_of(call).name});
  return "\n  " + style.dim(what) + "\n" + (text ? "  " + *text + "\n" : "");
}

}  // namespace

std::string heading(std::string_view text, const TextOptions& options) {
  return "\n  " + Style(options.color).bold(one_line(text)) + "\n";
}

std::string paragraph(std::string_view text, std::size_t indent, const TextOptions& options) {
  return std::string(indent, ' ') + wrap(text, indent, options.width) + "\n";
}

namespace {

std::string verdict_text(const answer::Answer& answer,
                         const std::string& title,
                         const std::string& facts,
                         const TextOptions& options) {
  const Style style(options.color);
  const DeliveryOutcome& outcome = answer.outcome;
  const delivery::Call& call = *answer.call;
  const std::string id = one_line(title);
  const std::string who = one_line(facts);
  const std::string words = words_for(answer, options.language);
  const std::size_t used = 2 + utf8::display_width(id) + 2 + utf8::display_width(words) + 2;
  // In a narrow window the facts take a line of their own.
  const bool beside = used + utf8::display_width(who) <= options.width;
  std::string out = paint(style, outcome.outcome, mark(outcome.outcome)) + " " + style.bold(id) +
                    "  " + paint(style, outcome.outcome, words) + (beside ? "  " : "\n  ") +
                    style.dim(beside ? who : wrap(who, 2, options.width)) + "\n";
  if (outcome.error) {
    std::string known = translated(to_string(outcome.error->origin), options.language);
    known += options.verbose ? ": " + meaning_of(outcome.error->origin, options.language) : "";
    const std::string origin = say(
        Say::ErrorOrigin, options.language, {std::to_string(outcome.error->http_status), known});
    const bool fits = 3 + outcome.error->code.size() + utf8::display_width(origin) <= options.width;
    out += "\n  " + style.red(outcome.error->code) + (fits ? " " : "\n  ") + style.dim(origin) +
           "\n  " + one_line(readable(outcome.error->message)) + "\n";
    if (options.as) {
      out += wrapped_text(*options.as, call, *outcome.error, options);
    }
  }
  return out;
}

}  // namespace

std::string verdict_text(const answer::Answer& answer, const TextOptions& options) {
  const delivery::Call& call = *answer.call;
  return verdict_text(answer,
                      call.id,
                      say(Say::Facts,
                          options.language,
                          {operation_of(call).name,
                           say(Say::Account, options.language, {call.account}),
                           call.region}),
                      options);
}

std::string verdict_text(const fixture::ScenarioReport& report,
                         const fixture::Alike& alike,
                         const TextOptions& options) {
  const DeliveryReport& first = report.deliveries[alike.front()];
  const AlikeWords words = words_for(report, alike, options.verbose, options.language);
  return verdict_text(first,
                      labelled(words.title, report.combination),
                      words.facts(*first.call, options.language),
                      options) +
         (words.sentence.empty() ? words.sentence : "\n" + paragraph(words.sentence, 2, options));
}

std::string unknown_facts_text(const std::vector<UnknownPtr>& missing, Language language) {
  std::string out;
  for (const UnknownPtr& fact : missing) {
    // One line, however long: the place is there to be opened.
    out += "      " + one_line(translated(fact->what, language)) + "\n        " +
           one_line(where_missing(*fact, language)) + "\n";
    out += fact->supply.empty()
               ? ""
               : "        " +
                     say(Say::Supply, language, {one_line(translated(fact->supply, language))}) +
                     "\n";
  }
  return out;
}

std::string why_text(const answer::Answer& answer, const TextOptions& options) {
  const auto why = why_of(answer.outcome, answer.cause, options.language);
  if (!why) {
    return {};
  }
  std::string out = heading(say(Say::Why, options.language), options) +
                    paragraph(why->sentence, 4, options) +
                    unknown_facts_text(answer.outcome.missing, options.language);
  if (!why->statement.empty()) {
    out += paragraph(why->statement, 4, options) +
           statement_text(answer.cause->trace, answer.cause->source, *why->context, 6, options) +
           (answer.cause->origin.empty()
                ? std::string()
                : paragraph(translated(answer.cause->origin, options.language), 8, options));
  }
  return out;
}

std::string remedy_text(const answer::Answer& answer, const TextOptions& options) {
  if (answer.outcome.outcome != Outcome::Refused) {
    return {};
  }
  if (answer.remedies.empty()) {
    return answer.advice ? advice_text(*answer.advice, options) : std::string();
  }
  std::string out = heading(heading_of(answer.remedies.front(), options.language), options);
  for (const remedy::Edit& edit : answer.remedies.front().edits) {
    out += edit_text(edit, options);
  }
  for (const std::string& step : next_steps_of(answer, options.as)) {
    out += paragraph(
        say(Say::Then, options.language, {translated(step, options.language)}), 4, options);
  }
  if (const std::size_t others = answer.remedies.size() - 1; others > 0) {
    out += paragraph(say(others == 1 ? Say::OtherWay : Say::OtherWays,
                         options.language,
                         {std::to_string(others)}),
                     4,
                     options);
  }
  return out;
}

namespace {

/// What other values of switches would make of it: for what is delivered in one line, unless each
/// is asked for.
std::string alternatives_text(const DeliveryReport& report, const TextOptions& options) {
  const Style style(options.color);
  const std::string note = say(Say::Note, options.language);
  std::string out;
  if (report.outcome.outcome == Outcome::Delivered && !options.verbose) {
    const std::string names = joined(switches_of(report), ", ");
    return names.empty()
               ? out
               : "\n  " +
                     style.dim(
                         note + ": " +
                         wrap(say(Say::RestsOn, options.language, {names}), 8, options.width)) +
                     "\n";
  }
  for (const AlternativeWords& alternative : describe(report.alternatives, options.language)) {
    if (alternative.outcome == report.outcome.outcome && !options.verbose) {
      continue;  // only another error for the same refusal
    }
    out += "\n  " + style.dim(note + ": " + wrap(alternative.sentence, 8, options.width)) + "\n";
  }
  return out;
}

}  // namespace

std::string remark_text(const DeliveryReport& report, const TextOptions& options) {
  const Style style(options.color);
  const DeliveryOutcome& outcome = report.outcome;
  const std::string note = say(Say::Note, options.language);
  std::string out;
  for (const delivery::Remark& remark : outcome.warnings) {
    out += "\n  " + style.yellow(note) + ": " +
           wrap(translated(remark.message, options.language), 8, options.width) + "\n";
  }
  out += alternatives_text(report, options);
  if (!outcome.status.empty()) {
    out += heading(say(Say::StatusAfterwards, options.language), options);
    for (const delivery::StatusField& field : outcome.status) {
      out += "    " + field.name + ": " + wrap(field.value, 6, options.width) + "\n";
    }
  }
  if (outcome.outcome == Outcome::Delivered && !outcome.objects_written.empty()) {
    out += heading(say(Say::ObjectsWritten, options.language), options);
    for (const delivery::WrittenObject& object : outcome.objects_written) {
      out += "    " + one_line(object.key) + "\n";
    }
  }
  if (report.reported) {
    const bool differs = report.reported->agrees == Match::No;
    out += "\n  " +
           (differs ? style.red(say(Say::DiffersFromAws, options.language)) : style.yellow(note)) +
           ": " + wrap(translated(report.reported->sentence, options.language), 8, options.width) +
           "\n";
  }
  for (const std::string& difference : report.disagreements) {
    out += "\n  " + style.red(say(Say::DiffersFromExpectation, options.language)) + ": " +
           one_line(translated(difference, options.language)) + "\n";
  }
  return out;
}

std::string request_verdict_text(const fixture::RequestReport& report,
                                 const std::string& combination,
                                 const TextOptions& options) {
  const Style style(options.color);
  const Verdict verdict = report.explanation.decision.verdict;
  const Match match = match_of(verdict);
  std::string out = paint(style, match, mark(match)) + " " +
                    style.bold(one_line(labelled(report.id, combination))) + "  " +
                    paint(style, match, translated(to_string(verdict), options.language)) + "  " +
                    style.dim(one_line(requester(report.request, options.language) + " " +
                                       report.request.action + " " + report.request.resource)) +
                    "\n";
  out += unknown_facts_text(report.missing, options.language);
  if (!report.agrees) {
    out += "  " + style.red(say(Say::DiffersFromExpectation, options.language)) + ": " +
           translated(to_string(*report.expect), options.language) + "\n";
  }
  return out;
}

}  // namespace remora::report
