#include "engine/suite/expectation.h"

#include "engine/fixture/compare.h"
#include "engine/json/writer.h"

namespace remora::suite {

namespace {

using json::Writer;

class ExpectationWriter {
 public:
  ExpectationWriter(const fixture::Expectation& old, const answer::Answer& answer, bool anew)
      : old_(old),
        outcome_(answer.outcome),
        cause_(answer.cause),
        fix_(fixture::first_fix(answer)),
        anew_(anew) {}

  std::string write() {
    out_.begin_object();
    if (anew_ || old_.outcome) {
      out_.member("outcome", to_string(outcome_.outcome));
    }
    if (outcome_.error && (anew_ || old_.error)) {
      out_.member("error", outcome_.error->code);
    }
    if (outcome_.error && (anew_ || old_.message)) {
      out_.member("message", outcome_.error->message);
    }
    if (old_.records_fault && outcome_.outcome == delivery::Outcome::Refused) {
      out_.member("records", "fault");
    }
    if (old_.fix) {
      out_.member("fix", fix_);
    }
    write_denied_by();
    write_status();
    write_cause();
    if (old_.requests) {
      out_.member("requests", static_cast<std::int64_t>(outcome_.probes.size()));
    }
    if (old_.objects_written) {
      out_.key("objectsWritten").begin_array();
      for (const delivery::WrittenObject& object : outcome_.objects_written) {
        out_.string(object.key);
      }
      out_.end_array();
    }
    return out_.end_object().take();
  }

 private:
  void write_denied_by() {
    const bool asked = old_.denied_action || old_.denied_principal || old_.denied_policy;
    if (!cause_ || !(anew_ || asked)) {
      return;
    }
    const Request& request = outcome_.probes[cause_->request].request;
    out_.key("deniedBy").begin_object();
    if (anew_ || old_.denied_action) {
      out_.member("action", request.action);
    }
    if (anew_ || old_.denied_principal) {
      out_.member("principal", request.principal.text());
    }
    if ((anew_ || old_.denied_policy) && cause_->policy != "resource") {
      out_.member("policy", cause_->policy);
    }
    out_.end_object();
  }

  /// The fields that the old one asked for, as far as there are such.
  void write_status() {
    if (old_.status.empty()) {
      return;
    }
    out_.key("status").begin_object();
    for (const auto& [name, value] : old_.status) {
      for (const delivery::StatusField& field : outcome_.status) {
        if (field.name == name) {
          out_.member(name, field.value);
        }
      }
    }
    out_.end_object();
  }

  void write_cause() {
    if (!cause_ || !old_.cause) {
      return;
    }
    const Statement* statement = cause_->statement;
    out_.key("cause").begin_object();
    if (old_.cause->statement && statement != nullptr) {
      out_.member("statement", static_cast<std::int64_t>(statement->index));
    }
    if (old_.cause->sid && statement != nullptr && statement->sid) {
      out_.member("sid", statement->sid->text);
    }
    if (old_.cause->element && cause_->element() != nullptr) {
      out_.member("element", to_string(cause_->element()->element));
    }
    if (old_.cause->summary) {
      out_.member("summary", cause_->summary);
    }
    out_.end_object();
  }

  const fixture::Expectation& old_;
  const delivery::DeliveryOutcome& outcome_;
  const std::optional<explanation::Cause>& cause_;
  std::string fix_;
  bool anew_;
  Writer out_{Writer::Style::Compact};
};

}  // namespace

std::string expectation_that_holds(const std::optional<fixture::Expectation>& old,
                                   const answer::Answer& answer) {
  const bool anew = !old || (old->outcome && *old->outcome != answer.outcome.outcome);
  return ExpectationWriter(old.value_or(fixture::Expectation()), answer, anew).write();
}

}  // namespace remora::suite
