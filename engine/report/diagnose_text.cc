#include "engine/report/diagnose_text.h"

#include <algorithm>
#include <utility>

#include "engine/base/words.h"
#include "engine/delivery/call.h"
#include "engine/fixture/run.h"
#include "engine/report/wrap.h"

namespace remora::report {

namespace {

using delivery::Outcome;
using diagnose::Diagnosis;
using diagnose::Said;

std::string service_name(std::string_view service) {
  const delivery::ServiceInfo* known = delivery::find_service(service);
  return std::string(known == nullptr ? service : known->title);
}

/// A value for people; nothing if the text does not speak of it.
std::optional<std::string> shown(const Said& said, std::string_view none) {
  if (said.value) {
    return said.value;
  }
  return said.spoken_of ? std::optional(std::string(none)) : std::nullopt;
}

constexpr std::size_t kCausesAtOnce = 6;
constexpr std::size_t kCauseIndent = 8;

class DiagnoseText {
 public:
  DiagnoseText(const DiagnoseReport& report, const TextOptions& options)
      : report_(report), options_(options), style_(options.color) {}

  std::string render() {
    render_verdict(report_.errors.front());
    if (!options_.quiet) {
      render_said(report_.errors.front());
    }
    if (report_.checked) {
      render_checked(*report_.checked);
    }
    if (!options_.quiet) {
      render_causes();
      if (!report_.checked || options_.verbose) {
        render_looks();
      }
      render_others();
      render_next();
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string say(Say text,
                                std::initializer_list<std::string_view> values = {}) const {
    return report::say(text, options_.language, values);
  }

  [[nodiscard]] std::string translated(std::string_view sentence) const {
    return report::translated(sentence, options_.language);
  }

  void heading(Say text) { out_ += "\n  " + style_.bold(say(text)) + "\n"; }

  void line(std::size_t indent, std::string_view text) {
    out_ += std::string(indent, ' ') + wrap(text, indent, options_.width) + "\n";
  }

  [[nodiscard]] std::string title(const Diagnosis& error) const {
    std::string what = translated(error.variant);
    if (what == "truncated") {
      what = say(Say::Truncated);
    } else if (what == "unknown message") {
      what = say(Say::UnknownMessage);
    } else if (what == "code only") {
      what = say(Say::CodeOnly);
    }
    return say(Say::TitleOf, {service_name(error.service), what});
  }

  void render_verdict(const Diagnosis& error) {
    out_ += style_.bold(one_line(title(error))) + "\n";
    if (error.code) {
      out_ += "  " + style_.red(one_line(*error.code)) + "\n";
    } else if (!error.wordings.empty()) {
      out_ += "  " + style_.red(error.wordings.front()->code) + " " +
              style_.dim(say(Say::CodeNotSaid)) + "\n";
    }
  }

  void render_said(const Diagnosis& error) {
    std::vector<std::pair<std::string, std::string>> rows;
    const auto add = [&](Say name, const std::optional<std::string>& value) {
      if (value) {
        rows.emplace_back(say(name), *value);
      }
    };
    if (error.wrapping) {
      const wrapping::FormInfo& form = wrapping::info(*error.wrapping);
      add(Say::MetIn, translated(form.what) + " (" + std::string(form.name) + ")");
    }
    add(Say::Operation, error.operation == "Deliver" ? say(Say::ALaterDelivery) : error.operation);
    const std::string none = say(Say::None);
    const std::string illegible = say(Say::NotLegible);
    add(Say::Bucket, shown(error.bucket, illegible));
    add(Say::Prefix, shown(error.prefix, none));
    const delivery::ServiceInfo* service = delivery::find_service(error.service);
    const bool says_null = service != nullptr && service->says_null;
    add(Say::Key, shown(error.key, says_null ? none : illegible));
    add(Say::Role, shown(error.role, illegible));
    add(Say::Topic, shown(error.topic, illegible));
    add(Say::Name, shown(error.name, illegible));
    const std::string accounts = joined(error.accounts);
    add(error.accounts.size() == 1 ? Say::AccountLabel : Say::AccountsLabel,
        accounts.empty() ? std::nullopt : std::optional(accounts));
    add(Say::Region, error.region);
    if (rows.empty()) {
      return;
    }
    heading(Say::TheTextSays);
    const std::size_t names = options_.language == Language::English ? 11 : 16;
    for (const auto& [name, value] : rows) {
      out_ += "    " + pad(name, names) + one_line(value) + "\n";
    }
  }

  void render_causes() {
    heading(report_.causes.size() == 1 ? Say::Cause : Say::PossibleCauses);
    std::size_t shown = 0;
    for (std::size_t i = 0; i < report_.causes.size(); ++i) {
      const diagnose::PossibleCause& cause = report_.causes[i];
      const bool counted = cause.shown || cause.cases > 0;
      // The causes that nobody has met yet are many, and the list shall stay readable.
      if (counted || options_.verbose || is_found(i) || shown < kCausesAtOnce) {
        render_cause(i, cause, counted);
        ++shown;
      }
    }
    if (shown < report_.causes.size()) {
      out_ += std::string(kCauseIndent, ' ') +
              style_.dim(say(Say::MoreCauses, {std::to_string(report_.causes.size() - shown)})) +
              "\n";
    }
  }

  void render_cause(std::size_t index, const diagnose::PossibleCause& cause, bool counted) {
    const std::string number = std::to_string(index + 1);
    out_ += is_found(index) ? style_.red("  > ") : "    ";
    out_ += std::string(number.size() < 2 ? 1 : 0, ' ') + number + "  " +
            wrap(translated(cause.summary), kCauseIndent, options_.width) + "\n";
    if (counted || options_.verbose) {
      out_ += std::string(kCauseIndent, ' ') + style_.dim(translated(cause.likelihood)) + "\n";
    }
    if (options_.verbose && cause.info != nullptr && !cause.info->cases.empty()) {
      out_ += std::string(kCauseIndent, ' ') +
              style_.dim(wrap(cause.info->cases, kCauseIndent, options_.width)) + "\n";
    }
  }

  /// Whether the check of an input found this cause.
  [[nodiscard]] bool is_found(std::size_t index) const {
    return report_.checked && std::any_of(report_.checked->begin(),
                                          report_.checked->end(),
                                          [&](const auto& one) { return one.cause == index; });
  }

  void render_checked(const std::vector<diagnose::CheckedDelivery>& checked) {
    heading(Say::Checked);
    if (checked.empty()) {
      line(4, say(Say::NoSuchDelivery));
    }
    for (const diagnose::CheckedDelivery& one : checked) {
      const bool delivered = one.outcome == Outcome::Delivered;
      const std::string sign = delivered ? style_.green("✓") : style_.red("✗");
      out_ += "    " + sign + " " +
              style_.bold(one_line(fixture::input_name(one.id, one.combination))) + "  " +
              finding(one) + "\n";
      if (!one.summary.empty()) {
        line(6, say(Say::Sentence, {translated(one.summary)}));
      }
      if (!one.place.empty()) {
        out_ += "      " + one_line(one.place) + "\n";
      }
      for (const std::string& difference : one.differences) {
        out_ += "      " + style_.yellow(say(Say::Note)) + ": " +
                wrap(translated(difference), 12, options_.width) + "\n";
      }
    }
  }

  [[nodiscard]] std::string finding(const diagnose::CheckedDelivery& one) const {
    if (one.outcome == Outcome::Delivered) {
      return say(Say::DeliveredNotThis);
    }
    if (one.outcome == Outcome::Undetermined) {
      return say(Say::Undetermined);
    }
    const std::string refused = say(one.same_error ? Say::ThisError : Say::AnotherError);
    return one.cause ? say(Say::WithCause, {refused, std::to_string(*one.cause + 1)}) : refused;
  }

  void render_looks() {
    heading(Say::LookAt);
    for (const diagnose::Look& look : report_.looks) {
      const std::string what = translated(look.what);
      line(4, look.account.empty() ? what : say(Say::LookIn, {what, look.account}));
      out_ += "      " + one_line(look.command) + "\n";
    }
  }

  void render_others() {
    for (std::size_t i = 1; i < report_.errors.size(); ++i) {
      const Diagnosis& other = report_.errors[i];
      if (i == 1) {
        heading(Say::OtherErrors);
      }
      const std::string which = title(other) + (other.code ? ", " + *other.code : "");
      line(4, other.bucket.value ? say(Say::OtherBucket, {which, *other.bucket.value}) : which);
    }
    if (report_.denial) {
      heading(Say::IamSentence);
      line(4, translated(describe(*report_.denial)));
    }
  }

  void render_next() {
    out_ += "\n";
    if (!report_.checked) {
      line(2, say(Say::WithScenario));
      return;
    }
    std::vector<std::string> files;
    for (const diagnose::CheckedDelivery& one : *report_.checked) {
      if (one.outcome != Outcome::Delivered &&
          std::find(files.begin(), files.end(), one.file) == files.end()) {
        files.push_back(one.file);
        line(2, say(Say::CheckShows, {one.file}));
      }
    }
  }

  const DiagnoseReport& report_;
  TextOptions options_;
  Style style_;
  std::string out_;
};

}  // namespace

std::string diagnose_text(const DiagnoseReport& report, const TextOptions& options) {
  return DiagnoseText(report, options).render();
}

}  // namespace remora::report
