#include "engine/report/cause_json.h"

#include "engine/base/symbol.h"
#include "engine/report/edit_text.h"
#include "engine/report/explanation_json.h"
#include "engine/report/finding_text.h"

namespace remora::report {

using fixture::DeliveryReport;
using json::as_number;
using json::Writer;

void write_missing(Writer& writer, const std::vector<UnknownPtr>& missing) {
  if (missing.empty()) {
    return;
  }
  writer.key("missing").begin_array();
  for (const world::UnknownPtr& fact : missing) {
    writer.begin_object().member("fact", fact->what).member("reason", fact->reason);
    if (is_written(*fact)) {
      writer.member("file", fact->place.file());
      write_place(writer, fact->place);
    }
    writer.member("give", fact->supply).end_object();
  }
  writer.end_array();
}

void write_cause(Writer& writer, const DeliveryReport& report, std::size_t number) {
  writer.key("cause");
  const auto begin = [&] {
    writer.begin_object();
    if (number > 0) {
      writer.member("number", as_number(number));
    }
  };
  if (!report.cause) {
    if (report.outcome.reason.empty()) {
      writer.null();
    } else {
      begin();
      if (const auto kind = explanation::kind_without_request(report.outcome)) {
        writer.member("kind", explanation::to_string(*kind));
      }
      write_missing(writer, report.outcome.missing);
      writer.member("summary", report.outcome.reason).end_object();
    }
    return;
  }
  const explanation::Cause& cause = *report.cause;
  begin();
  writer.member("request", as_number(cause.request + 1));
  writer.member("kind", explanation::to_string(cause.kind));
  writer.member("policy", cause.policy).key("file");
  cause.source ? writer.string(cause.source->name()) : writer.null();
  if (cause.statement != nullptr && cause.source) {
    write_place(writer, {cause.source, cause.statement->span});
    writer.member("statement", as_number(cause.statement->index)).key("sid");
    cause.statement->sid ? writer.string(cause.statement->sid->text) : writer.null();
  }
  if (const ElementTrace* element = cause.element()) {
    writer.member("element", to_string(element->element));
    if (element->element == Element::Condition) {
      writer.member("key", element->key);
    }
    if (!cause.origin.empty()) {
      writer.member("comesFrom", cause.origin);
    }
  }
  if (!cause.unknown_facts.empty()) {
    writer.key("dependsOn").begin_array();
    for (const std::string& fact : cause.unknown_facts) {
      writer.string(fact);
    }
    writer.end_array();
  }
  write_missing(writer, report.outcome.missing);
  writer.member("summary", readable(cause.summary)).end_object();
}

void write_remedies(Writer& writer,
                    const DeliveryReport& report,
                    std::optional<code::Language> as_code) {
  writer.key("remedies").begin_array();
  // The best way: its edits belong together. `fix -f json` prints them all.
  if (!report.remedies.empty()) {
    const remedy::Remedy& remedy = report.remedies.front();
    for (const remedy::Edit& edit : remedy.edits) {
      writer.begin_object().member("policy", short_name(edit.policy)).key("file");
      edit.source ? writer.string(edit.source->name()) : writer.null();
      writer.member("summary", remedy.summary).key("patch").raw(edit.patch);
      writer.key("statement").raw(edit.statement).key("also");
      edit.also.empty() ? writer.null() : writer.raw(edit.also);
      write_code(writer, edit, as_code);
      writer.member("source", edit.documented).key("remark");
      edit.remark.empty() ? writer.null() : writer.string(edit.remark);
      writer.member("verified", remedy.verified).end_object();
    }
  }
  writer.end_array();
  const auto steps = next_steps_of(report, std::nullopt);
  if (!report.remedies.empty() && !steps.empty()) {
    writer.key("nextSteps").begin_array();
    for (const std::string& step : steps) {
      writer.string(step);
    }
    writer.end_array();
  }
}

void write_alternatives(Writer& writer, const DeliveryReport& report) {
  writer.key("alternatives").begin_array();
  for (const delivery::Alternative& alternative : report.alternatives) {
    writer.begin_object();
    writer.member("assumption",
                  std::string(delivery::info(alternative.assumption).name) + "=" +
                      std::string(alternative.value));
    writer.member("outcome", to_string(alternative.outcome)).key("error");
    alternative.code.empty() ? writer.null() : writer.string(alternative.code);
    writer.end_object();
  }
  writer.end_array();
}

}  // namespace remora::report
