#include "cli/page/reply.h"

#include "engine/base/embedding.h"
#include "engine/command/conceal.h"
#include "engine/json/writer.h"
#include "engine/report/diagnostic_text.h"
#include "engine/report/terminal.h"

namespace remora::cli {

namespace {

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::Note:
      return "note";
    case Severity::Warning:
      return "warning";
    case Severity::Error:
      break;
  }
  return "error";
}

void write_place(json::Writer& out, const Place& place, const MemoryFiles& files) {
  const Position begin = place.begin();
  const Position end = place.end();
  out.member("file", files.added_as(place.file()).value_or(place.file()));
  out.member("line", json::as_number(begin.line));
  out.member("column", json::as_number(begin.column));
  out.member("endLine", json::as_number(end.line));
  out.member("endColumn", json::as_number(end.column));
  const Place outer = outermost(place);
  // A text that was cut out of a file does not know how many bytes are before it.
  if (outer.source->position(0) == Position()) {
    out.member("begin", json::as_number(outer.span.begin));
    out.member("end", json::as_number(outer.span.end));
  }
}

void write(json::Writer& out, const Diagnostic& diagnostic, const MemoryFiles& files) {
  out.begin_object();
  out.member("severity", name_of(diagnostic.severity));
  out.member("code", diagnostic.code);
  if (diagnostic.place.known()) {
    write_place(out, diagnostic.place, files);
  }
  out.member("message", diagnostic.message);
  out.member("hint", diagnostic.hint);
  out.member("shown",
             report::for_terminal(report::diagnostic_text(diagnostic, report::Style(false))));
  out.end_object();
}

}  // namespace

std::string reply_json(command::Output output,
                       const std::string& format,
                       const MemoryFiles& files,
                       const ChangedTexts& changed) {
  command::conceal(output, output.secrets);
  json::Writer out(json::Writer::Style::Compact);
  out.begin_object();
  out.member("text", format == "text" ? report::for_terminal(output.text) : output.text);
  out.key("diagnostics").begin_array();
  for (const Diagnostic& diagnostic : output.diagnostics) {
    write(out, diagnostic, files);
  }
  out.end_array();
  out.member("message", report::for_terminal(output.message));
  out.member("usage", report::for_terminal(output.usage));
  out.member("status", static_cast<std::int64_t>(output.status));
  out.member("noResult", output.no_result);
  out.key("files").begin_object();
  for (const auto& [name, text] : changed) {
    out.member(name, text);
  }
  out.end_object();
  out.end_object();
  return out.take();
}

}  // namespace remora::cli
