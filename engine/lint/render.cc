#include "engine/lint/render.h"

#include "engine/base/visible.h"
#include "engine/json/writer.h"

namespace remora::lint {

namespace {

using json::Writer;

void write_finding(Writer& out, const Finding& finding) {
  const Position start = finding.place.begin();
  const Position end = finding.place.end();
  out.begin_object()
      .member("file", finding.place.file())
      .member("line", std::int64_t{start.line})
      .member("column", std::int64_t{start.column})
      .member("endLine", std::int64_t{end.line})
      .member("endColumn", std::int64_t{end.column})
      .member("code", info(finding.code).code)
      .member("severity", to_string(finding.severity()))
      .member("message", finding.message)
      .member("hint", finding.hint)
      .end_object();
}

void write_error(Writer& out, const admission::AdmissionError& error, const SourceText& source) {
  const Position start = source.position(error.span.begin);
  out.begin_object()
      .member("code", error.code)
      .member("message", error.message)
      .member("httpStatus", std::int64_t{error.http_status})
      .member("origin", to_string(error.origin))
      .member("source", info(error.id).source)
      .member("line", std::int64_t{start.line})
      .member("column", std::int64_t{start.column})
      .end_object();
}

/// What depends on a symbol is null.
void write_match(Writer& out, std::string_view key, Match match) {
  if (match == Match::Unknown) {
    out.key(key).null();
  } else {
    out.member(key, match == Match::Yes);
  }
}

void write_admission(Writer& out, const LintResult& result) {
  out.key(result.name.empty() ? result.source->name() : result.name).begin_object();
  out.member("policyType", describe(result.type)).member("policyTypeGuessed", result.type_guessed);
  if (result.admission) {
    const admission::Admission& admission = *result.admission;
    out.member("operation", to_string(admission.operation));
    write_match(out, "accepted", admission.accepted());
    if (!admission.depends_on.empty()) {
      out.key("dependsOn").begin_array();
      for (const std::string& text : admission.depends_on) {
        out.string(text);
      }
      out.end_array();
    }
    out.key("error");
    if (admission.error) {
      write_error(out, *admission.error, *result.source);
    } else {
      out.null();
    }
    if (admission.is_public) {
      write_match(out, "public", *admission.is_public);
    }
  }
  out.end_object();
}

std::string_view sarif_level(Severity severity) {
  return severity == Severity::Note ? "note" : to_string(severity);
}

void write_message(Writer& out, std::string_view key, std::string_view text) {
  out.key(key).begin_object().member("text", text).end_object();
}

void write_rules(Writer& out) {
  out.key("rules").begin_array();
  for (const CodeInfo& row : finding_codes()) {
    out.begin_object().member("id", row.code);
    write_message(out, "shortDescription", row.title);
    write_message(out,
                  "fullDescription",
                  std::string(row.why) + ". Source: " + std::string(row.source) + ".");
    out.key("defaultConfiguration")
        .begin_object()
        .member("level", sarif_level(row.severity))
        .end_object();
    out.end_object();
  }
  out.end_array();
}

void write_result(Writer& out, const Finding& finding) {
  const Position start = finding.place.begin();
  const Position end = finding.place.end();
  out.begin_object()
      .member("ruleId", info(finding.code).code)
      .member("ruleIndex", static_cast<std::int64_t>(finding.code))
      .member("level", sarif_level(finding.severity()));
  write_message(out,
                "message",
                finding.hint.empty() ? finding.message : finding.message + ", " + finding.hint);
  out.key("locations").begin_array().begin_object();
  out.key("physicalLocation").begin_object();
  out.key("artifactLocation").begin_object().member("uri", finding.place.file()).end_object();
  out.key("region")
      .begin_object()
      .member("startLine", std::int64_t{start.line})
      .member("startColumn", std::int64_t{start.column})
      .member("endLine", std::int64_t{end.line})
      .member("endColumn", std::int64_t{end.column})
      .end_object();
  out.end_object().end_object().end_array().end_object();
}

}  // namespace

std::string to_text(const Finding& finding) {
  std::string text = to_string(finding.place) + ": ";
  text += to_string(finding.severity());
  text += ": " + finding.message;
  if (!finding.hint.empty()) {
    text += ", " + finding.hint;
  }
  return visible(text, std::string::npos) + " [" + std::string(info(finding.code).code) + "]";
}

std::string to_json(std::span<const LintResult> results) {
  Writer out(Writer::Style::Indented);
  out.begin_object().member("schemaVersion", std::int64_t{1});
  out.key("findings").begin_array();
  for (const LintResult& result : results) {
    for (const Finding& finding : result.findings) {
      write_finding(out, finding);
    }
  }
  out.end_array();
  out.key("admission").begin_object();
  for (const LintResult& result : results) {
    if (result.of_policy) {
      write_admission(out, result);
    }
  }
  out.end_object();
  return out.end_object().take();
}

std::string to_sarif(std::span<const LintResult> results, std::string_view version) {
  Writer out(Writer::Style::Indented);
  out.begin_object()
      .member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      .member("version", "2.1.0");
  out.key("runs").begin_array().begin_object();
  out.key("tool").begin_object().key("driver").begin_object();
  out.member("name", "remora").member("version", version);
  write_rules(out);
  out.end_object().end_object();
  out.member("columnKind", "unicodeCodePoints");
  out.key("results").begin_array();
  for (const LintResult& result : results) {
    for (const Finding& finding : result.findings) {
      write_result(out, finding);
    }
  }
  out.end_array().end_object().end_array();
  return out.end_object().take();
}

}  // namespace remora::lint
