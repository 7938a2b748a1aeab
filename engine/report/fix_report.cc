#include "engine/report/fix_report.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "engine/base/symbol.h"
#include "engine/edit/unified_diff.h"
#include "engine/json/writer.h"
#include "engine/report/alike.h"
#include "engine/report/edit_text.h"
#include "engine/report/wrap.h"

namespace remora::report {

namespace {

using json::Writer;
using remedy::Edit;
using remedy::FileChange;
using remedy::Prospect;
using remedy::Remedy;

std::string_view to_string(Prospect prospect) {
  switch (prospect) {
    case Prospect::NothingToDo:
      return "delivered";
    case Prospect::Mended:
      return "mended";
    case Prospect::NotByPolicy:
      return "not-by-policy";
    case Prospect::KeptRefused:
      return "kept-refused";
    case Prospect::Undetermined:
      break;
  }
  return "undetermined";
}

const Remedy* shown_remedy(const FixReport& report) {
  return report.way < report.plan.remedies.size() ? &report.plan.remedies[report.way] : nullptr;
}

/// `dir/../policies/p.json` without the detour, as `patch` and `git apply` want names.
std::string plain_path(const std::string& path) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string part = path.substr(begin, end - begin);
    if (part == ".." && !parts.empty() && parts.back() != ".." && !parts.back().empty()) {
      parts.pop_back();
    } else if (part != "." && (!part.empty() || begin == 0)) {
      parts.push_back(part);
    }
    begin = end + 1;
  }
  std::string plain;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    plain += (i == 0 ? "" : "/") + parts[i];
  }
  return plain;
}

std::string diff_of(const FileChange& file) {
  if (file.after == nullptr) {
    return {};
  }
  const std::string name = plain_path(file.name);
  return edit::unified_diff(file.before->text(), file.after->text(), {name, name});
}

class FixText {
 public:
  FixText(const FixReport& report, const TextOptions& options)
      : report_(report), options_(options), style_(options.color) {}

  std::string render() {
    const std::string& title = report_.title;
    out_ = style_.bold(one_line(report_.input)) + (title.empty() ? "" : ": " + one_line(title)) +
           "\n\n";
    render_deliveries();
    render_all_as_expected();
    if (!options_.quiet) {
      if (const Remedy* remedy = shown_remedy(report_)) {
        render_remedy(*remedy);
      }
      render_next_steps();
      render_other_ways();
    }
    render_written();
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

  void line(std::size_t indent, std::string_view text) {
    out_ += std::string(indent, ' ') + wrap(text, indent, options_.width) + "\n";
  }

  /// One after the other; of many with the same prospect the first, with their number.
  void render_deliveries() {
    constexpr std::size_t kMany = 10;
    const std::string heading = std::exchange(out_, {});
    std::vector<std::string> texts;
    std::unordered_map<std::string, std::size_t> counts;
    for (const remedy::DeliveryProspect& prospect : report_.plan.deliveries) {
      render_prospect(prospect, {});
      ++counts[texts.emplace_back(std::exchange(out_, {}))];
    }
    out_ = heading;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      std::size_t& count = counts[texts[i]];
      if (count > 0) {
        const std::string id = style_.bold(one_line(report_.deliveries[i]));
        render_prospect(report_.plan.deliveries[i],
                        (count > kMany ? say(Say::AndMore, {id, counted(count - 1)}) : id) + "  ");
      }
      count = count > kMany ? 0 : count;
    }
  }

  /// `id` stands before what is said about the delivery.
  void render_prospect(const remedy::DeliveryProspect& prospect, const std::string& id) {
    switch (prospect.prospect) {
      case Prospect::NothingToDo:
        out_ += style_.green("✓") + " " + id + say(Say::NothingToDo) + "\n";
        break;
      case Prospect::Mended:
        if (!prospect.reason.empty()) {
          out_ += style_.yellow("?") + " " + id + say(Say::LessCertain) + "\n";
          line(4, translated(prospect.reason));
          break;
        }
        out_ += style_.green("✓") + " " + id + say(Say::Mended) + "\n";
        break;
      case Prospect::NotByPolicy:
        out_ += style_.red("✗") + " " + id +
                say(!prospect.advice ? Say::NoPolicyMends
                    : prospect.advice->of_call
                        ? (prospect.advice->verified ? Say::MendedByCall : Say::ToMendByCall)
                    : prospect.advice->behind_policy ? Say::PolicyNotEnough
                                                     : Say::NoPolicyMends) +
                "\n";
        if (prospect.advice && !options_.quiet) {
          line(4, translated(prospect.advice->what));
          for (const std::string& command : prospect.advice->commands) {
            out_ += "      " + one_line(command) + "\n";
          }
          render_halfway(prospect.advice->halfway);
        }
        break;
      case Prospect::KeptRefused:
        out_ += style_.green("✓") + " " + id + say(Say::RefusedAsExpected) + "\n";
        break;
      case Prospect::Undetermined:
        out_ += style_.yellow("?") + " " + id + say(Say::Undetermined) + "\n";
        line(4, translated(prospect.reason));
        break;
    }
  }

  void render_halfway(const std::vector<Edit>& edits) {
    if (!edits.empty()) {
      line(4, say(Say::Halfway));
    }
    for (const Edit& edit : edits) {
      line(4, headline(edit, options_.language));
      for (const std::string& statement : code_of(edit, language_of(edit, options_.as_code))) {
        out_ += indent_lines(statement, 6);
      }
    }
  }

  void render_all_as_expected() {
    const auto& all = report_.plan.deliveries;
    const auto is = [](Prospect wanted) {
      return [wanted](const remedy::DeliveryProspect& one) { return one.prospect == wanted; };
    };
    const bool as_expected = std::all_of(all.begin(), all.end(), [&](const auto& one) {
      return is(Prospect::NothingToDo)(one) || is(Prospect::KeptRefused)(one);
    });
    if (!as_expected) {
      return;
    }
    out_ += "\n" + say(Say::NothingToFix) + "\n";
    const auto guard = std::find_if(all.begin(), all.end(), is(Prospect::KeptRefused));
    if (guard != all.end() && !options_.quiet) {
      const auto index = static_cast<std::size_t>(guard - all.begin());
      line(0, say(Say::ToMendExpected, {report_.deliveries[index]}));
    }
  }

  void render_remedy(const Remedy& remedy) {
    const std::size_t ways = report_.plan.remedies.size();
    const std::string fix = style_.bold(
        ways > 1 ? say(Say::FixOf, {std::to_string(report_.way + 1), std::to_string(ways)})
                 : say(Say::Fix));
    out_ += "\n" + say(remedy.verified ? Say::AllVerified : Say::OfWhatIsKnown, {fix}) + "\n";
    std::size_t number = 0;
    for (const Edit& edit : remedy.edits) {
      out_ += "  " + pad(std::to_string(++number), 3) +
              one_line(place_of(edit, options_.language)) + "\n";
      line(5, translated(edit.what));
      if (const std::string documented = documented_in(edit, options_.language);
          !documented.empty()) {
        out_ += "     " + style_.dim(wrap(documented, 5, options_.width)) + "\n";
      }
      if (!edit.remark.empty()) {
        out_ += "     " + style_.yellow(say(Say::Note)) + ": " +
                wrap(translated(edit.remark), 11, options_.width) + "\n";
      }
    }
    for (const FileChange& file : report_.shown_files()) {
      out_ += "\n";
      if (file.after == nullptr) {
        line(2, say(Say::ByHand, {file.name, file.problem}));
        render_statements(remedy, file);
        continue;
      }
      render_diff(diff_of(file));
      if (options_.as_code) {
        line(2, say(Say::AsLanguage, {info(*options_.as_code).words}));
        render_statements(remedy, file);
      }
    }
  }

  void render_statements(const Remedy& remedy, const FileChange& file) {
    bool first = true;
    for (const std::size_t index : file.edits) {
      const Edit& edit = remedy.edits[index];
      for (const std::string& statement : code_of(edit, language_of(edit, options_.as_code))) {
        out_ += (first ? "" : "\n") + readable(indent_lines(statement, 4));
        first = false;
      }
      if (const std::string replacements = replacements_in(edit, options_.language);
          !replacements.empty()) {
        line(4, replacements);
      }
    }
  }

  void render_diff(std::string_view diff) {
    while (!diff.empty()) {
      const std::size_t end = diff.find('\n');
      const std::string_view one = diff.substr(0, end);
      const bool header = one.starts_with("---") || one.starts_with("+++");
      const char sign = one.empty() ? ' ' : one.front();
      out_ += header        ? style_.bold(one)
              : sign == '+' ? style_.green(one)
              : sign == '-' ? style_.red(one)
                            : std::string(one);
      out_ += "\n";
      diff.remove_prefix(end == std::string_view::npos ? diff.size() : end + 1);
    }
  }

  /// What to do afterwards, once each.
  void render_next_steps() {
    std::vector<std::string_view> told;
    for (const remedy::DeliveryProspect& one : report_.plan.deliveries) {
      for (const std::string& step : one.next_steps) {
        if (std::find(told.begin(), told.end(), step) == told.end()) {
          told.emplace_back(step);
          out_ += "\n";
          line(0, say(Say::Then, {translated(step)}));
        }
      }
    }
  }

  void render_other_ways() {
    for (std::size_t i = 0; i < report_.plan.remedies.size(); ++i) {
      if (i != report_.way) {
        out_ += "\n";
        line(0,
             say(Say::AnotherWay,
                 {std::to_string(i + 1), translated(report_.plan.remedies[i].summary)}));
      }
    }
  }

  void render_written() {
    for (const std::string& file : report_.written) {
      out_ += say(Say::Wrote, {one_line(file)}) + "\n";
    }
  }

  const FixReport& report_;
  const TextOptions& options_;
  Style style_;
  std::string out_;
};

void write_edit(Writer& writer, const Edit& edit, std::optional<code::Language> as_code) {
  constexpr std::string_view kKinds[] = {"add-statement", "correct-statement", "new-policy"};
  writer.begin_object().member("kind", kKinds[static_cast<std::size_t>(edit.kind)]);
  writer.member("policy", short_name(edit.policy));
  writer.member("owner", readable(edit.owner)).key("file");
  edit.source ? writer.string(edit.source->name()) : writer.null();
  writer.member("what", edit.what).member("why", edit.why).key("documented");
  edit.documented.empty() ? writer.null() : writer.string(edit.documented);
  writer.key("remark");
  edit.remark.empty() ? writer.null() : writer.string(edit.remark);
  writer.key("statement").raw(edit.statement).key("also");
  edit.also.empty() ? writer.null() : writer.raw(edit.also);
  write_code(writer, edit, as_code);
  writer.key("patch").raw(edit.patch).end_object();
}

void write_files(Writer& writer, const std::vector<FileChange>& files) {
  writer.key("files").begin_array();
  for (const FileChange& file : files) {
    writer.begin_object().member("file", file.name).key("patch");
    writer.raw(edit::as_json_patch(file.changes)).key("diff");
    file.after ? writer.string(diff_of(file)) : writer.null();
    writer.key("problem");
    file.problem.empty() ? writer.null() : writer.string(file.problem);
    writer.end_object();
  }
  writer.end_array();
}

void write_delivery(Writer& writer,
                    const std::string& id,
                    const remedy::DeliveryProspect& prospect,
                    std::optional<code::Language> as_code) {
  writer.begin_object().member("id", id).member("prospect", to_string(prospect.prospect));
  writer.key("advice");
  if (prospect.advice) {
    writer.begin_object().member("code", prospect.advice->code);
    writer.member("what", prospect.advice->what).key("commands").begin_array();
    for (const std::string& command : prospect.advice->commands) {
      writer.string(command);
    }
    writer.end_array().member("ofCall", prospect.advice->of_call);
    writer.member("verified", prospect.advice->verified).key("halfway").begin_array();
    for (const Edit& edit : prospect.advice->halfway) {
      write_edit(writer, edit, as_code);
    }
    writer.end_array().end_object();
  } else {
    writer.null();
  }
  writer.key("reason");
  prospect.reason.empty() ? writer.null() : writer.string(prospect.reason);
  writer.key("nextSteps").begin_array();
  for (const std::string& step : prospect.next_steps) {
    writer.string(step);
  }
  writer.end_array().end_object();
}

}  // namespace

std::string fix_text(const FixReport& report, const TextOptions& options) {
  return FixText(report, options).render();
}

std::string fix_json(const FixReport& report, std::optional<code::Language> as_code) {
  Writer writer(Writer::Style::Indented);
  writer.begin_object().member("schemaVersion", std::int64_t{1}).key("tool").begin_object();
  writer.member("name", "remora").member("version", REMORA_VERSION).end_object();
  writer.member("input", report.input).key("deliveries").begin_array();
  for (std::size_t i = 0; i < report.plan.deliveries.size(); ++i) {
    write_delivery(writer, report.deliveries[i], report.plan.deliveries[i], as_code);
  }
  writer.end_array().key("fixes").begin_array();
  for (std::size_t i = 0; i < report.plan.remedies.size(); ++i) {
    const Remedy& remedy = report.plan.remedies[i];
    writer.begin_object().member("summary", remedy.summary).member("verified", remedy.verified);
    writer.key("edits").begin_array();
    for (const Edit& edit : remedy.edits) {
      write_edit(writer, edit, as_code);
    }
    writer.end_array();
    write_files(writer, report.files[i]);
    writer.end_object();
  }
  writer.end_array().key("written").begin_array();
  for (const std::string& file : report.written) {
    writer.string(file);
  }
  return writer.end_array().end_object().take() + "\n";
}

std::string fix_diff(const FixReport& report) {
  std::string text;
  for (const FileChange& file : report.shown_files()) {
    text += diff_of(file);
  }
  return text;
}

std::string fix_patch(const FixReport& report) {
  const auto files = report.shown_files();
  if (files.size() == 1) {
    return edit::as_json_patch(files.front().changes) + "\n";
  }
  Writer writer(Writer::Style::Indented);
  writer.begin_object();
  for (const FileChange& file : files) {
    writer.key(file.name).raw(edit::as_json_patch(file.changes));
  }
  return writer.end_object().take() + "\n";
}

std::string fix_statements(const FixReport& report, std::optional<code::Language> as_code) {
  std::string text;
  if (const Remedy* remedy = shown_remedy(report)) {
    for (const Edit& edit : remedy->edits) {
      for (const std::string& statement : code_of(edit, as_code.value_or(code::Language::Json))) {
        text += statement + "\n";
      }
    }
  }
  return text;
}

}  // namespace remora::report
