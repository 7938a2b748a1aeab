// The fix for programs.
#include "engine/base/symbol.h"
#include "engine/edit/change.h"
#include "engine/json/writer.h"
#include "engine/report/edit_text.h"
#include "engine/report/fix_report.h"

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

}  // namespace remora::report
