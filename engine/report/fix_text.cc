// The fix for people.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "engine/base/symbol.h"
#include "engine/report/alike.h"
#include "engine/report/edit_text.h"
#include "engine/report/fix_report.h"
#include "engine/report/wrap.h"

namespace remora::report {

namespace {

using remedy::Edit;
using remedy::FileChange;
using remedy::Prospect;
using remedy::Remedy;

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
      if (const Remedy* remedy = report_.shown_remedy()) {
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
        line(2,
             say(Say::ByHand,
                 {translated(file.name),
                  report::translated_or_quoted(file.problem, options_.language)}));
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

}  // namespace

std::string fix_text(const FixReport& report, const TextOptions& options) {
  return FixText(report, options).render();
}

}  // namespace remora::report
