#include "engine/report/explain_text.h"

#include "engine/base/shell_word.h"
#include "engine/base/symbol.h"
#include "engine/report/delivery_text.h"
#include "engine/report/paint.h"
#include "engine/report/request_table.h"
#include "engine/report/request_text.h"
#include "engine/report/statement_text.h"
#include "engine/report/words.h"
#include "engine/report/wrap.h"

namespace remora::report {

namespace {

using delivery::ProbeResult;
using explanation::Rule;
using fixture::DeliveryReport;

std::string rule_text(Rule rule, const TextOptions& options) {
  const explanation::RuleInfo& found = info(rule);
  return paragraph("`remora help " + topic_of(found) + "`", 4, options) +
         paragraph(std::string(found.title), 4, options) +
         paragraph(std::string(found.url), 4, options);
}

class ExplainText {
 public:
  ExplainText(const ExplainChoice& choice, const TextOptions& options)
      : choice_(choice), options_(options), style_(options.color) {}

  std::string render(const fixture::ScenarioReport& report) {
    if (!report.title.empty()) {
      out_ += style_.dim(one_line(report.input() + ": " + report.title)) + "\n\n";
    }
    for (const fixture::Alike& alike : stories_of(report)) {
      if (choice_.id.empty() || choice_.id == report.deliveries[alike.front()].call->id) {
        render_delivery(report, alike);
      }
    }
    for (const fixture::RequestReport& request : report.requests) {
      if (choice_.id.empty() || choice_.id == request.id) {
        out_ += request_verdict_text(request, report.combination, options_) + "\n" +
                request_text(request.request, request.policies, request.explanation, options_) +
                "\n";
      }
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string say(Say text,
                                std::initializer_list<std::string_view> values = {}) const {
    return report::say(text, options_.language, values);
  }

  void render_delivery(const fixture::ScenarioReport& scenario, const fixture::Alike& alike) {
    const DeliveryReport& report = scenario.deliveries[alike.front()];
    out_ += verdict_text(scenario, alike, options_);
    if (options_.teach) {
      out_ += heading(say(Say::WhatHappens), options_) +
              paragraph(say(Say::LessonOfService,
                            {service_of(*report.call).title, operation_of(*report.call).name}),
                        4,
                        options_);
    }
    const auto& probes = report.outcome.probes;
    if (!probes.empty()) {
      out_ += heading(say(Say::Requests), options_) + request_table(report.outcome, options_);
    }
    const auto why = why_of(report.outcome, report.cause, options_.language);
    out_ += why_in_short(why) + unknown_facts_text(report.outcome.missing, options_.language);
    bool all_shown = true;
    for (std::size_t i = 0; i < probes.size(); ++i) {
      const bool shown = is_chosen(report, i);
      all_shown = all_shown && shown;
      if (shown) {
        render_probe(report, i);
      }
    }
    if (why) {
      out_ += heading(say(Say::ReadOn), options_) + rule_text(info(why->kind).rule, options_);
    }
    out_ += remedy_text(report, options_) + remark_text(report, options_);
    if (!all_shown) {
      const std::string& member = scenario.combination;
      const std::string choice = report.call->id + "/N";
      const std::string command =
          "remora explain " +
          one_line(scenario.imported ? shell_words(scenario.file) : shell_word(scenario.file)) +
          " --request " +
          one_line(shell_word(member.empty() ? choice : choice + " [" + member + "]"));
      out_ += "\n" + style_.dim(paragraph(say(Say::ShowsRequest, {command}), 2, options_));
    }
    out_ += "\n";
  }

  [[nodiscard]] bool is_chosen(const DeliveryReport& report, std::size_t index) const {
    if (choice_.request) {
      return *choice_.request == index;
    }
    return options_.verbose || report.outcome.cause == index;
  }

  [[nodiscard]] std::string why_in_short(const std::optional<Why>& why) const {
    if (!why) {
      return {};
    }
    const std::string lesson = translated(info(why->kind).lesson, options_.language);
    return heading(say(Say::Why), options_) + paragraph(why->sentence, 4, options_) +
           (options_.teach ? style_.dim(paragraph(lesson, 4, options_)) : "");
  }

  void render_probe(const DeliveryReport& report, std::size_t index) {
    const ProbeResult& probe = report.outcome.probes[index];
    out_ += "\n" + style_.bold(say(Say::RequestTitle, {std::to_string(index + 1)})) + "  " +
            paint(style_, probe, verdict_word(probe, options_.language)) + "  " +
            style_.dim(wrap(purpose_of(probe, options_.language), 4, options_.width)) + "\n\n";
    if (!probe.obstacle.empty()) {
      const std::string obstacle = translated(probe.obstacle, options_.language);
      out_ += paragraph(say(Say::WhateverPoliciesSay, {obstacle}), 4, options_) + "\n";
    }
    if (probe.open) {
      // What it came to for one possibility would say nothing of the others.
      out_ += paragraph(say(Say::EitherWay), 4, options_) +
              unknown_facts_text(report.outcome.missing, options_.language);
      return;
    }
    out_ += request_text(probe.request, probe.policies, report.explanations[index], options_);
  }

  const ExplainChoice& choice_;
  TextOptions options_;
  Style style_;
  std::string out_;
};

}  // namespace

std::string explain_text(const fixture::ScenarioReport& report,
                         const ExplainChoice& choice,
                         const TextOptions& options) {
  return readable(ExplainText(choice, options).render(report));
}

}  // namespace remora::report
