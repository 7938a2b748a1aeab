#include "engine/report/check_json.h"

#include <algorithm>
#include <deque>
#include <map>
#include <unordered_set>
#include <utility>

#include "engine/answer/likeness.h"
#include "engine/base/symbol.h"
#include "engine/json/writer.h"
#include "engine/report/cause_json.h"
#include "engine/report/explanation_json.h"
#include "engine/report/finding_text.h"

namespace remora::report {

namespace {

using delivery::Outcome;
using delivery::ProbeResult;
using fixture::DeliveryReport;
using json::as_number;
using json::Writer;

/// Where the explanation of a request stands that is the same but for names.
struct ToldElsewhere {
  const DeliveryReport* delivery = nullptr;
  std::vector<std::string> likenesses;  // of its requests

  /// The request of that number, if the explanation is the same; else null.
  [[nodiscard]] const Request* find(std::size_t index,
                                    const delivery::Call& call,
                                    const ProbeResult& probe,
                                    const Explanation& explanation) const {
    return index < likenesses.size() && !probe.open &&
                   likenesses[index] == answer::likeness(call, probe, explanation)
               ? &delivery->outcome.probes[index].request
               : nullptr;
  }
};

void write_probe(Writer& writer,
                 std::size_t index,
                 const delivery::Call& call,
                 const ProbeResult& probe,
                 const Explanation& explanation,
                 const ToldElsewhere* told) {
  const Request* const same =
      told == nullptr ? nullptr : told->find(index, call, probe, explanation);
  writer.begin_object().member("index", as_number(index + 1)).member("purpose", probe.purpose);
  write_request(writer, probe.request, same == nullptr ? nullptr : &same->context);
  writer.member("required", probe.required);
  writer.member("decision", to_string(probe.open ? Verdict::Undetermined : probe.decision.verdict));
  if (!probe.obstacle.empty()) {
    writer.member("obstacle", probe.obstacle);
  }
  if (probe.open) {
    // What it came to for one possibility would say nothing of the others.
    for (const std::string_view none : {"flow", "absentKeys", "layers", "statements"}) {
      writer.key(none).begin_array().end_array();
    }
  } else if (same != nullptr) {
    writer.member("explainedBy", told->delivery->call->id + "/" + std::to_string(index + 1));
  } else {
    write_explanation(writer, probe.request, probe.policies, explanation);
  }
  writer.end_object();
}

/// Beside what AWS itself has said: true, false, or null where the answer here is open.
void write_reported(Writer& writer, const DeliveryReport& report) {
  if (!report.reported) {
    return;
  }
  writer.key("reported").begin_object().key("agrees");
  report.reported->agrees == Match::Unknown ? writer.null()
                                            : writer.boolean(report.reported->agrees == Match::Yes);
  writer.member("sentence", readable(report.reported->sentence)).end_object();
}

void write_expectation(Writer& writer, const DeliveryReport& report) {
  if (!report.expect) {
    return;
  }
  const fixture::Expectation& expect = *report.expect;
  writer.key("expected").begin_object();
  if (expect.outcome) {
    writer.member("outcome", to_string(*expect.outcome));
  }
  if (expect.error) {
    writer.member("error", *expect.error);
  }
  if (expect.message) {
    writer.member("message", *expect.message);
  }
  if (report.outcome.outcome == delivery::Outcome::Refused && expects_refusal(expect)) {
    writer.member("records", expect.records_fault ? "fault" : "guard");
  }
  writer.end_object().member("agrees", report.disagreements.empty());
  writer.key("disagreements").begin_array();
  for (const std::string& difference : report.disagreements) {
    writer.string(difference);
  }
  writer.end_array();
}

void write_error(Writer& writer, const DeliveryReport& report, std::optional<wrapping::Form> as) {
  writer.key("error");
  if (!report.outcome.error) {
    writer.null();
    return;
  }
  const delivery::ServiceError& error = *report.outcome.error;
  writer.begin_object().member("code", error.code).member("message", readable(error.message));
  writer.member("httpStatus", std::int64_t{error.http_status});
  writer.member("origin", to_string(error.origin));
  if (as) {
    writer.key("wrapped").begin_object().member("as", wrapping::info(*as).name).key("text");
    const auto text = wrapping::wrap(*as, wrapping::refusal_of(*report.call, error));
    text ? writer.string(*text) : writer.null();
    writer.end_object();
  }
  writer.end_object();
}

/// `told`: another delivery's requests that its own are the same as, where it is one of many.
void write_delivery(Writer& writer,
                    const std::string& input,
                    const DeliveryReport& report,
                    const delivery::Assumptions& assumptions,
                    const ShownAs& as,
                    std::size_t cause_number = 0,
                    const ToldElsewhere* told = nullptr) {
  const delivery::Call& call = *report.call;
  const delivery::DeliveryOutcome& outcome = report.outcome;
  writer.begin_object().member("input", input).member("id", call.id);
  writer.member("service", service_of(call).name);
  writer.member("operation", operation_of(call).name);
  writer.member("accountId", readable(call.account)).member("region", call.region);
  writer.member("outcome", to_string(outcome.outcome));
  write_error(writer, report, as.form);
  writer.key("requests").begin_array();
  for (std::size_t i = 0; i < outcome.probes.size(); ++i) {
    write_probe(writer, i, call, outcome.probes[i], report.explanations[i], told);
  }
  writer.end_array();
  write_cause(writer, report, cause_number);
  if (told == nullptr) {
    write_remedies(writer, report, as.code);
  }
  writer.key("objectsWritten").begin_array();
  for (const delivery::WrittenObject& object : outcome.objects_written) {
    writer.string(object.key);
  }
  writer.end_array().key("status").begin_object();
  for (const delivery::StatusField& field : outcome.status) {
    writer.member(field.name, field.value);
  }
  writer.end_object().key("warnings").begin_array();
  for (const delivery::Remark& remark : outcome.warnings) {
    writer.begin_object().member("code", remark.code).member("message", remark.message);
    writer.end_object();
  }
  writer.end_array().key("assumptions").begin_array();
  for (const delivery::Assumption assumption : outcome.assumptions) {
    writer.string(to_string(assumption, assumptions));
  }
  writer.end_array();
  write_alternatives(writer, report);
  write_reported(writer, report);
  write_expectation(writer, report);
  writer.end_object();
}

void write_scenario_request(Writer& writer,
                            const std::string& input,
                            const fixture::RequestReport& report) {
  writer.begin_object().member("input", input).member("id", report.id);
  write_request(writer, report.request);
  writer.member("decision", to_string(report.explanation.decision.verdict));
  write_missing(writer, report.missing);
  write_explanation(writer, report.request, report.policies, report.explanation);
  if (report.expect) {
    writer.member("expected", to_string(*report.expect)).member("agrees", report.agrees);
  }
  writer.end_object();
}

struct Summary {
  std::int64_t deliveries = 0;
  std::int64_t delivered = 0;
  std::int64_t refused = 0;
  std::int64_t undetermined = 0;
  std::int64_t disagreements = 0;

  void add(const fixture::ScenarioReport& report) {
    for (const DeliveryReport& one : report.deliveries) {
      ++deliveries;
      delivered += one.outcome.outcome == Outcome::Delivered ? 1 : 0;
      refused += one.outcome.outcome == Outcome::Refused ? 1 : 0;
      undetermined += one.outcome.outcome == Outcome::Undetermined ? 1 : 0;
      disagreements += one.disagreements.empty() ? 0 : 1;
    }
    for (const fixture::RequestReport& one : report.requests) {
      disagreements += one.agrees ? 0 : 1;
    }
  }
};

/// Writes the deliveries of reports. Of many that are one story the first ones are written in
/// full, the others with what is their own; and the causes that several share are written once.
class Deliveries {
 public:
  Deliveries(Writer& writer, const ShownAs& as) : writer_(writer), as_(as) {}

  void write(std::span<const fixture::ScenarioReport> reports) {
    writer_.key("deliveries").begin_array();
    for (const fixture::ScenarioReport& report : reports) {
      write(report);
    }
    writer_.end_array();
    if (causes_.empty()) {
      return;
    }
    writer_.key("causes").begin_array();
    for (std::size_t i = 0; i < causes_.size(); ++i) {
      write_shared_cause(i + 1, *causes_[i].first, *causes_[i].second);
    }
    writer_.end_array();
  }

 private:
  void write(const fixture::ScenarioReport& report) {
    std::vector<std::size_t> numbers(report.deliveries.size());  // of the causes
    for (const fixture::Alike& alike : all_stories_.emplace_back(stories_of(report))) {
      const DeliveryReport& first = report.deliveries[alike.front()];
      if (alike.size() > 1 && first.outcome.outcome != Outcome::Delivered) {
        causes_.emplace_back(&report, &alike);
        for (const std::size_t index : alike) {
          numbers[index] = causes_.size();
        }
      }
    }
    std::map<std::size_t, ToldElsewhere> told;  // by the delivery that tells it
    const std::string input = report.input();
    const std::size_t begin = writer_.text().size();
    for (std::size_t i = 0; i < report.deliveries.size(); ++i) {
      const DeliveryReport& kept = report.deliveries[i];
      std::optional<DeliveryReport> room;
      const DeliveryReport& one = in_full(report, i, room);
      if (kept.told_by) {
        // Of so many each has a line.
        const ToldElsewhere& teller = told_by(report, *kept.told_by, told);
        Writer line(Writer::Style::Compact);
        write_delivery(line, input, one, report.assumptions, as_, numbers[i], &teller);
        writer_.raw(line.text());
      } else {
        write_delivery(writer_, input, one, report.assumptions, as_, numbers[i]);
      }
      if (i == kSample) {
        // So that the text is not copied each time it grows, when it is hundreds of megabytes.
        writer_.reserve(begin +
                        (writer_.text().size() - begin) / kSample * report.deliveries.size());
      }
    }
  }

  static const ToldElsewhere& told_by(const fixture::ScenarioReport& report,
                                      std::size_t teller,
                                      std::map<std::size_t, ToldElsewhere>& told) {
    const auto [found, is_new] = told.try_emplace(teller);
    if (is_new) {
      const DeliveryReport& first = report.deliveries[teller];
      found->second.delivery = &first;
      for (std::size_t i = 0; i < first.outcome.probes.size(); ++i) {
        found->second.likenesses.push_back(
            answer::likeness(*first.call, first.outcome.probes[i], first.explanations[i]));
      }
    }
    return found->second;
  }

  void write_shared_cause(std::size_t number,
                          const fixture::ScenarioReport& report,
                          const fixture::Alike& alike) {
    const DeliveryReport& first = report.deliveries[alike.front()];
    std::unordered_set<std::string_view> accounts;
    std::vector<std::string_view> regions;
    for (const std::size_t index : alike) {
      const delivery::Call& call = *report.deliveries[index].call;
      accounts.insert(call.account);
      if (std::find(regions.begin(), regions.end(), call.region) == regions.end()) {
        regions.push_back(call.region);
      }
    }
    writer_.begin_object().member("number", as_number(number)).member("input", report.input());
    writer_.member("deliveries", as_number(alike.size()));
    writer_.member("accounts", as_number(accounts.size())).key("regions").begin_array();
    for (const std::string_view region : regions) {
      writer_.string(region);
    }
    writer_.end_array().member("toldOf", first.call->id);
    writer_.member("outcome", to_string(first.outcome.outcome));
    write_cause(writer_, first, 0);
    write_remedies(writer_, first, as_.code);
    write_alternatives(writer_, first);
    writer_.end_object();
  }

  static constexpr std::size_t kSample = 256;

  Writer& writer_;
  const ShownAs& as_;
  std::deque<std::vector<fixture::Alike>> all_stories_;
  std::vector<std::pair<const fixture::ScenarioReport*, const fixture::Alike*>> causes_;
};

}  // namespace

std::string delivery_json(const std::string& input,
                          const DeliveryReport& report,
                          const delivery::Assumptions& assumptions) {
  Writer writer(Writer::Style::Compact);
  write_delivery(writer, input, report, assumptions, {});
  return writer.take();
}

std::string request_json(const std::string& input, const fixture::RequestReport& report) {
  Writer writer(Writer::Style::Compact);
  write_scenario_request(writer, input, report);
  return writer.take();
}

std::string check_json(std::span<const fixture::ScenarioReport> reports, const ShownAs& as) {
  Writer writer(Writer::Style::Indented);
  Summary summary;
  writer.begin_object().member("schemaVersion", std::int64_t{1}).key("tool").begin_object();
  writer.member("name", "remora").member("version", REMORA_VERSION).end_object();
  for (const fixture::ScenarioReport& report : reports) {
    summary.add(report);
  }
  Deliveries(writer, as).write(reports);
  writer.key("requests").begin_array();
  for (const fixture::ScenarioReport& report : reports) {
    for (const fixture::RequestReport& request : report.requests) {
      write_scenario_request(writer, report.input(), request);
    }
  }
  writer.end_array();
  write_findings(writer, reports);
  writer.key("summary").begin_object();
  writer.member("deliveries", summary.deliveries).member("delivered", summary.delivered);
  writer.member("refused", summary.refused).member("undetermined", summary.undetermined);
  writer.member("disagreements", summary.disagreements).end_object().end_object();
  return writer.take() + "\n";
}

}  // namespace remora::report
