#include "cli/help/man_page.h"

#include <algorithm>
#include <vector>

#include "cli/help/paragraphs.h"
#include "engine/base/ascii.h"

namespace remora::cli {

namespace {

/// A text as roff prints it: what it takes for its own is escaped.
std::string roff(std::string_view text) {
  std::string out;
  bool begins = true;
  for (const char c : text) {
    if (begins && (c == '.' || c == '\'')) {
      out += "\\&";
    }
    begins = c == '\n';
    switch (c) {
      case '\\':
        out += "\\e";
        break;
      case '-':
        out += "\\-";  // a minus, that can be copied
        break;
      case '\'':
        out += "\\(aq";
        break;
      case '`':
        out += "\\(ga";
        break;
      case '^':
        out += "\\(ha";
        break;
      case '~':
        out += "\\(ti";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string upper(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return out;
}

std::string title(std::string_view page) {
  return ".TH " + upper(page) + " 1 \"\" \"remora " REMORA_VERSION "\" \"User Commands\"\n";
}

std::string heading(std::string_view text) {
  return ".SH " + upper(text) + "\n";
}

/// Texts of the epilogue; code stands in lines that are not filled.
std::string body(std::string_view text) {
  std::string out;
  for (const Paragraph& paragraph : paragraphs_of(text)) {
    if (paragraph.as_it_is) {
      out += ".PP\n.nf\n" + roff(paragraph.text) + "\n.fi\n";
    } else if (paragraph.text.ends_with(':') && paragraph.text.find(' ') == std::string::npos) {
      out += heading(std::string_view(paragraph.text).substr(0, paragraph.text.size() - 1));
    } else if (constexpr std::string_view kStatus = "Exit status: ";
               paragraph.text.starts_with(kStatus)) {
      out += heading("Exit status") + roff(paragraph.text.substr(kStatus.size())) + "\n";
    } else {
      out += ".PP\n" + roff(paragraph.text) + "\n";
    }
  }
  return out;
}

std::string option_text(const Option& option) {
  const std::string letter = option.letter();
  const std::string value = option.value_word();
  std::string out = ".TP\n";
  out += letter.empty() ? "" : "\\fB\\-" + letter + "\\fR, ";
  out += "\\fB\\-\\-" + roff(option.long_name()) + "\\fR";
  out += value.empty() ? "" : " \\fI" + roff(value) + "\\fR";
  out += "\n" + roff(option.help);
  out += option.fallback.empty() ? "" : " (default: " + roff(option.fallback) + ")";
  return out + "\n";
}

}  // namespace

std::string man_page(const Command& command) {
  const CommandLine line = command.line();
  const std::string name = "remora-" + std::string(command.name);
  std::string page = title(name) + heading("Name") + roff(name) + " \\- " + roff(command.summary) +
                     "\n" + heading("Synopsis") + "\\fBremora " + std::string(command.name) +
                     "\\fR " + roff(line.usage()) + "\n" + heading("Options");
  for (const std::string_view section : line.sections()) {
    page += ".SS " + roff(section) + "\n";
    for (const Option& option : line.own()) {
      page += option.section == section ? option_text(option) : "";
    }
  }
  page += ".SS For every command\n";
  for (const Option& option : line.shared()) {
    page += option_text(option);
  }
  // What stands before the exit status and the examples says what the command does.
  const std::string& epilogue = line.epilogue();
  const std::size_t end = std::min(epilogue.find("Exit status: "), epilogue.find("Examples:"));
  const std::string about = epilogue.substr(0, end);
  if (!about.empty()) {
    page.insert(page.find(heading("Options")), heading("Description") + body(about));
  }
  page += end == std::string::npos ? "" : body(std::string_view(epilogue).substr(end));
  return page + heading("See also") + "\\fBremora\\fR(1)\n";
}

std::string man_page() {
  std::string page =
      title("remora") + heading("Name") +
      "remora \\- emulate the delivery permission check of AWS Config and CloudTrail\n" +
      heading("Synopsis") + "\\fBremora\\fR \\fICOMMAND\\fR [options] ...\n" +
      heading("Description") +
      "remora tells, without an AWS account, whether AWS Config and AWS CloudTrail would deliver "
      "into "
      "a bucket, given the policies of the bucket, the KMS key, the topic, the roles and the "
      "organization; and if not, AWS\\(aqs own error, why, and the fix.\n" +
      heading("Commands");
  for (const CommandGroup& group : command_groups()) {
    page += ".SS " + roff(group.purpose) + "\n";
    for (const Command& command : group.commands) {
      page += ".TP\n\\fBremora\\-" + std::string(command.name) + "\\fR(1)\n" +
              roff(command.summary) + "\n";
    }
  }
  page += heading("Exit status");
  for (const auto& [status, meaning] :
       {std::pair("0", "all is delivered, or nothing is wrong"),
        {"1", "a delivery is refused, or a case fails"},
        {"2", "wrong usage or bad input"},
        {"3", "undetermined, because a decisive fact is not known"}}) {
    page += std::string(".TP\n") + status + "\n" + meaning + "\n";
  }
  page +=
      heading("Environment") +
      ".TP\nNO_COLOR, CLICOLOR_FORCE, TERM\nwhether colours are used where \\-\\-color is auto\n"
      ".TP\nCOLUMNS\nthe width of the text where the output is no terminal\n"
      ".TP\nLC_ALL, LC_MESSAGES, LANG\nthe language of the text output; the first that is set "
      "counts\n"
      ".TP\nXDG_STATE_HOME, HOME\nwhere notes lie that finish a write which was interrupted\n";
  page += heading("See also");
  for (const CommandGroup& group : command_groups()) {
    for (const Command& command : group.commands) {
      page += "\\fBremora\\-" + std::string(command.name) + "\\fR(1),\n";
    }
  }
  return page + "\\fBaws\\fR(1)\n";
}

}  // namespace remora::cli
